/// A number with an optional power of ten, in folded text: `1.2×10^3`, `1.2x10^-3`, `1.2E3`, `1.2e-03`.
///
/// `5×10` is refused, because it may be 50 or the two sides of a rectangle. `1.2×103` is refused, because it has
/// probably lost its superscript.
struct ScientificNumber {
    /// Nil if the text has the form of a number but does not fit 18 digits, or is a whole number of more than 15.
    let value: FixedDecimal?

    /// Nil if `text` is not a number.
    init?(_ text: Substring) {
        guard let split = Self.split(text), Self.isDecimal(split.digits) else { return nil }
        // The power of ten decides which digits are before the point, so both are rounded together.
        guard let number = FifteenDigits("\(split.digits)E\(split.exponent)".utf8), !number.isTooLong else {
            value = nil
            return
        }
        value =
            number.isRounded
            ? FixedDecimal(number.scaled(by: -number.exponent).text)?.multipliedByPowerOfTen(number.exponent)
            : FixedDecimal(String(split.digits)).flatMap { $0.multipliedByPowerOfTen(split.exponent) }
    }

    private static func split(_ text: Substring) -> (digits: Substring, exponent: Int)? {
        if let letter = text.firstIndex(where: { $0 == "E" || $0 == "e" }) {
            guard let exponent = exponent(text[letter...].dropFirst()) else { return nil }
            return (text[..<letter], exponent)
        }
        guard let times = text.firstIndex(where: { "×xX*".contains($0) }) else { return (text, 0) }
        let digits = text[..<times]
        let power = text[times...].dropFirst().drop { $0 == " " }
        guard power.hasPrefix("10^"), let exponent = exponent(power.dropFirst(3)) else { return nil }
        return (digits.last == " " ? digits.dropLast() : digits, exponent)
    }

    /// At most two digits, with an optional sign.
    private static func exponent(_ text: Substring) -> Int? {
        let sign = text.first == "-" ? -1 : 1
        let digits = text.first == "-" || text.first == "+" ? text.dropFirst() : text
        guard (1...2).contains(digits.utf8.count), digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        return Int(digits).map { $0 * sign }
    }

    private static func isDecimal(_ text: Substring) -> Bool {
        let unsigned = text.first == "-" || text.first == "+" ? text.dropFirst() : text
        let parts = unsigned.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return parts.count <= 2
            && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy { (0x30...0x39).contains($0) } }
    }
}
