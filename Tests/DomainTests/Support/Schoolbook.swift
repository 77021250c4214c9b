/// Decimal arithmetic digit by digit, as taught in school. The oracle of the tests of `FixedDecimal`; it shares no code
/// and no representation with it.
struct Schoolbook {
    private var negative: Bool
    private var whole: [Int]
    private var fraction: [Int]

    init(_ text: String) {
        negative = text.hasPrefix("-")
        let parts = text.drop { $0 == "-" || $0 == "+" }.split(separator: ".", omittingEmptySubsequences: false)
        whole = parts[0].compactMap(\.wholeNumberValue)
        fraction = parts.count > 1 ? parts[1].compactMap(\.wholeNumberValue) : []
    }

    /// The number with exactly `places` digits after the point, by the rules of GB/T 8170-2008.
    func rounded(to places: Int) -> String {
        var kept = whole + fraction.prefix(places)
        let dropped = fraction.dropFirst(places)
        kept += Array(repeating: 0, count: max(0, places - fraction.count))
        if Self.goesUp(after: kept[kept.count - 1], dropped) { kept = Self.plusOne(kept) }
        return text(kept, places: places)
    }

    func isLess(than other: Schoolbook) -> Bool {
        let (mine, theirs) = aligned(with: other)
        if mine.allSatisfy({ $0 == 0 }), theirs.allSatisfy({ $0 == 0 }) { return false }
        if negative != other.negative { return negative }
        guard let place = mine.indices.first(where: { mine[$0] != theirs[$0] }) else { return false }
        return negative ? mine[place] > theirs[place] : mine[place] < theirs[place]
    }

    /// A 5 followed only by zeros rounds to the even digit; a 5 followed by another digit rounds up.
    private static func goesUp(after last: Int, _ dropped: ArraySlice<Int>) -> Bool {
        guard let first = dropped.first, first >= 5 else { return false }
        if first > 5 || dropped.dropFirst().contains(where: { $0 > 0 }) { return true }
        return [1, 3, 5, 7, 9].contains(last)
    }

    private static func plusOne(_ digits: [Int]) -> [Int] {
        var digits = digits
        for place in digits.indices.reversed() {
            if digits[place] < 9 {
                digits[place] += 1
                return digits
            }
            digits[place] = 0
        }
        return [1] + digits
    }

    private func aligned(with other: Schoolbook) -> ([Int], [Int]) {
        let left = max(whole.count, other.whole.count)
        let right = max(fraction.count, other.fraction.count)
        func padded(_ number: Schoolbook) -> [Int] {
            Array(repeating: 0, count: left - number.whole.count) + number.whole + number.fraction
                + Array(repeating: 0, count: right - number.fraction.count)
        }
        return (padded(self), padded(other))
    }

    private func text(_ digits: [Int], places: Int) -> String {
        let sign = negative && digits.contains { $0 > 0 } ? "-" : ""
        let front = digits.dropLast(places).drop { $0 == 0 }.map(String.init).joined()
        let back = digits.suffix(places).map(String.init).joined()
        return sign + (front.isEmpty ? "0" : front) + (places > 0 ? "." + back : "")
    }
}
