internal import Domain

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// A logarithmic axis of prices: the rule for low prices compares logarithms.
struct PriceScale: Sendable {
    private let low: Double
    private let high: Double

    /// - Parameter prices: in fen, above zero. They lie between 4 and 96 percent of the axis.
    init(_ prices: [Double]) {
        let lowest = log(max(0.01, prices.min() ?? 1))
        let highest = log(max(0.01, prices.max() ?? 1))
        let room = max(0.05, (highest - lowest) / 23)
        low = lowest - room
        high = highest + room
    }

    /// The place of a price in percent of the axis.
    func place(_ fen: Double) -> Double {
        (log(max(0.01, fen)) - low) / (high - low) * 100
    }

    /// Round prices on the axis, in fen, at most about eight.
    var ticks: [Double] {
        var steps: [Double] = []
        var power = 0.01
        while power < 1e12 {
            steps += [power, 2 * power, 5 * power]
            power *= 10
        }
        let inside = steps.filter { (2...98).contains(place($0)) }
        guard inside.count > 8 else { return inside }
        return inside.filter { step in
            let mantissa = step / pow(10, floor(log10(step) + 1e-9))
            return mantissa < 1.5
        }
    }

    /// `¥5`, `¥0.50`.
    static func word(_ fen: Double) -> String {
        let whole = Int64(fen.rounded())
        guard fen >= 1 else { return "¥" + FixedDecimal(mantissa: Int64((fen * 100).rounded()), scale: 4).text }
        return whole.isMultiple(of: 100) ? "¥" + (whole / 100).grouped : Fen(whole).text
    }
}
