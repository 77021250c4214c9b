/// An exact decimal number: `mantissa` × 10^−`scale`, with the digits as they were written (`0.50` keeps its zero).
///
/// Measurements and limits are never binary floats: 0.35, 1.050 and 10.05 have no exact binary form (GB/T 8170-2008).
package struct FixedDecimal: Sendable {
    package let mantissa: Int64
    /// Digits after the decimal point, 0…18.
    package let scale: Int

    package init(mantissa: Int64, scale: Int) {
        precondition((0...18).contains(scale), "scale out of range")
        self.mantissa = mantissa
        self.scale = scale
    }

    package var isNegative: Bool {
        mantissa < 0
    }

    /// The digits as written: `-0.0365`.
    package var text: String {
        guard scale > 0 else { return String(mantissa) }
        let digits = String(mantissa.magnitude)
        let filled = String(repeating: "0", count: max(0, scale + 1 - digits.utf8.count)) + digits
        return (mantissa < 0 ? "-" : "") + filled.dropLast(scale) + "." + filled.suffix(scale)
    }

    /// This number when it has no fraction but zeros; nil otherwise.
    package var wholeNumber: Int64? {
        let unit = powerOfTen(scale)
        return Int128(mantissa) % unit == 0 ? Int64(Int128(mantissa) / unit) : nil
    }

    /// This × 10^`exponent`; nil where it needs more than 18 digits.
    package func multipliedByPowerOfTen(_ exponent: Int) -> FixedDecimal? {
        guard scale - exponent <= 18 else { return nil }
        if scale >= exponent { return FixedDecimal(mantissa: mantissa, scale: scale - exponent) }
        guard exponent - scale <= 18, let whole = Int64(exactly: Int128(mantissa) * powerOfTen(exponent - scale)) else {
            return nil
        }
        return FixedDecimal(mantissa: whole, scale: 0)
    }
}

extension FixedDecimal {
    /// Reads ASCII digits with an optional sign and at most one decimal point, at most 18 digits in all.
    ///
    /// `.5`, `5.`, `1,5`, `1e3` and anything with a space are refused: what a laboratory meant must not be guessed.
    package init?(_ text: String) {
        var bytes = Array(text.utf8)[...]
        var negative = false
        if let first = bytes.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
            negative = first == UInt8(ascii: "-")
            bytes = bytes.dropFirst()
        }
        let whole = bytes.prefix { (0x30...0x39).contains($0) }
        var fraction = bytes[whole.endIndex...]
        if let point = fraction.first {
            guard point == UInt8(ascii: "."), fraction.count > 1 else { return nil }
            fraction = fraction.dropFirst()
        }
        guard !whole.isEmpty, let magnitude = number(Array(whole) + fraction) else { return nil }
        self.init(mantissa: negative ? -magnitude : magnitude, scale: fraction.count)
    }
}

extension FixedDecimal: Comparable, Hashable {
    package static func == (left: FixedDecimal, right: FixedDecimal) -> Bool {
        left.aligned(with: right) == right.aligned(with: left)
    }

    package static func < (left: FixedDecimal, right: FixedDecimal) -> Bool {
        left.aligned(with: right) < right.aligned(with: left)
    }

    package func hash(into hasher: inout Hasher) {
        // Equal numbers with other digits (0.5, 0.50) must hash alike.
        var reduced = mantissa
        var digits = scale
        while digits > 0, reduced % 10 == 0 {
            reduced /= 10
            digits -= 1
        }
        hasher.combine(reduced)
        hasher.combine(digits)
    }

    private func aligned(with other: FixedDecimal) -> Int128 {
        Int128(mantissa) * powerOfTen(max(0, other.scale - scale))
    }
}

extension FixedDecimal {
    /// Rounds to `digits` after the point by GB/T 8170-2008: in one step, half to even, negatives by their magnitude.
    ///
    /// A number that has no more digits than asked for is returned with zeros appended where that fits.
    package func rounded(toScale digits: Int) -> FixedDecimal {
        guard digits < scale else {
            let widened = Int64(exactly: Int128(mantissa) * powerOfTen(digits - scale))
            return widened.map { FixedDecimal(mantissa: $0, scale: digits) } ?? self
        }
        let unit = powerOfTen(scale - digits)
        let magnitude = Int128(mantissa.magnitude)
        let rest = magnitude % unit
        var quotient = magnitude / unit
        if rest * 2 > unit || (rest * 2 == unit && quotient % 2 == 1) { quotient += 1 }
        let signed = Int64(mantissa < 0 ? -quotient : quotient)
        return FixedDecimal(mantissa: signed, scale: digits)
    }
}

private func powerOfTen(_ exponent: Int) -> Int128 {
    var power: Int128 = 1
    for _ in 0..<exponent { power *= 10 }
    return power
}
