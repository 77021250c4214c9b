/// An exact decimal number: `mantissa` × 10^−`scale`, with the digits as they were written (`0.50` keeps its zero).
///
/// Measurements and limits are never binary floats: 0.35, 1.050 and 10.05 have no exact binary form (GB/T 8170-2008).
/// Every number of 18 significant digits, and many of 19, is exact. Only `text` allocates memory. A result that does
/// not fit is nil, never another number.
package struct FixedDecimal: Sendable {
    package let mantissa: Int64
    /// Digits after the decimal point, 0…18.
    package let scale: Int

    package static let zero = FixedDecimal(mantissa: 0, scale: 0)

    package init(mantissa: Int64, scale: Int) {
        precondition((0...18).contains(scale), "scale out of range")
        self.mantissa = mantissa
        self.scale = scale
    }

    package var isNegative: Bool {
        mantissa < 0
    }

    /// The number of digits from the first one that is not zero: 3 for `0.0120`; 0 for zero.
    package var significantDigits: Int {
        let magnitude = mantissa.magnitude
        var digits = 0
        while digits < 19, magnitude >= UInt64(powerOfTen(digits)) { digits += 1 }
        return digits
    }

    /// The number as an integer; nil if its fraction is not zero.
    package var wholeNumber: Int64? {
        let (whole, rest) = mantissa.quotientAndRemainder(dividingBy: powerOfTen(scale))
        return rest == 0 ? whole : nil
    }

    /// The number without trailing zeros after the point: `0.50` becomes `0.5`.
    package var reduced: FixedDecimal {
        guard scale > 0 else { return self }
        var mantissa = mantissa
        var scale = scale
        while scale > 0, mantissa % 10 == 0 {
            mantissa /= 10
            scale -= 1
        }
        return FixedDecimal(mantissa: mantissa, scale: scale)
    }

    /// This number × 10^`exponent`; nil if it does not fit.
    package func multipliedByPowerOfTen(_ exponent: Int) -> FixedDecimal? {
        guard (-36...36).contains(exponent) else { return mantissa == 0 ? .zero : nil }
        let places = scale - exponent
        if (0...18).contains(places) { return FixedDecimal(mantissa: mantissa, scale: places) }
        if places < 0 {
            // The factor can be up to 10³⁶. Beyond 18 places, only zero fits.
            guard places >= -18 else { return mantissa == 0 ? .zero : nil }
            return shifted(mantissa, -places).map { FixedDecimal(mantissa: $0, scale: 0) }
        }
        guard places <= 36, mantissa % powerOfTen(places - 18) == 0 else { return nil }
        return FixedDecimal(mantissa: mantissa / powerOfTen(places - 18), scale: 18)
    }
}

extension FixedDecimal {
    /// The digits as written: `-0.0365`.
    package var text: String {
        guard scale > 0 else { return String(mantissa) }
        // Sign, 19 digits, a zero before the point, and the point.
        return String(unsafeUninitializedCapacity: 24) { buffer in
            withUnsafeTemporaryAllocation(byteCount: 24, alignment: 1) { digits in
                var rest = mantissa.magnitude
                var start = 24
                var written = 0
                while rest > 0 || written <= scale {
                    if written == scale {
                        start -= 1
                        digits[start] = UInt8(ascii: ".")
                    }
                    start -= 1
                    digits[start] = UInt8(ascii: "0") + UInt8(rest % 10)
                    rest /= 10
                    written += 1
                }
                if mantissa < 0 {
                    start -= 1
                    digits[start] = UInt8(ascii: "-")
                }
                for index in start..<24 { buffer.initializeElement(at: index - start, to: digits[index]) }
                return 24 - start
            }
        }
    }

    /// This number as a count of units of 10^`exponent`, as GB/T 8170-2008 prints a rounded number: `13×10²`,
    /// `-36×10⁻³`. Nil if it is not a whole number of such units.
    package func text(inUnitsOfTenTo exponent: Int) -> String? {
        guard let count = multipliedByPowerOfTen(-exponent)?.wholeNumber else { return nil }
        guard exponent != 0 else { return String(count) }
        return "\(count)×10" + (exponent == 1 ? "" : superscript(exponent))
    }
}

private func superscript(_ exponent: Int) -> String {
    let signs: [Character: String] = [
        "-": "⁻", "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷", "8": "⁸", "9": "⁹",
    ]
    return String(exponent).compactMap { signs[$0] }.joined()
}
