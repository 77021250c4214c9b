/// A number in the XML of a workbook, as a decimal.
///
/// A workbook stores binary numbers, and its XML contains up to 17 digits of them: 0.35 may be written as
/// 0.35000000000000003. The author typed and sees at most 15 digits, because Excel keeps and shows no more. So the
/// digits are rounded to 15, half away from zero, and zeros at the end of a fraction are removed. The arithmetic is
/// decimal and works on the text; no binary number is used. A whole number of more than 15 digits has already lost
/// digits and is refused.
struct NumberText: Hashable {
    static let digits = 15

    /// The digits, without zeros at either end; empty for zero.
    private(set) var significand: [UInt8]
    /// The value is `significand` × 10^`exponent`.
    private(set) var exponent: Int
    let isNegative: Bool
    /// Whether it was a whole number with more digits than are exact.
    private(set) var isTooLong = false

    /// Reads `-1.5E-3`; nil for text that is not a number of XML Schema.
    init?(_ bytes: some Collection<UInt8>) {
        var rest = Array(bytes.prefix(400))[...]
        guard rest.count == bytes.count else { return nil }
        isNegative = rest.first == UInt8(ascii: "-")
        if isNegative || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
        let whole = rest.prefix(while: Self.isDigit)
        rest = rest.dropFirst(whole.count)
        var fraction = rest.prefix(0)
        if rest.first == UInt8(ascii: ".") {
            fraction = rest.dropFirst().prefix(while: Self.isDigit)
            rest = rest.dropFirst(fraction.count + 1)
        }
        guard !whole.isEmpty || !fraction.isEmpty else { return nil }
        var power = 0
        if let letter = rest.first {
            guard letter | 0x20 == UInt8(ascii: "e"), let read = Self.power(rest.dropFirst()) else { return nil }
            power = read
        }
        significand = (whole + fraction).map { $0 - 0x30 }
        exponent = power - fraction.count
        trim()
        round()
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte)
    }

    private static func power(_ bytes: ArraySlice<UInt8>) -> Int? {
        let isNegative = bytes.first == UInt8(ascii: "-")
        let digits = isNegative || bytes.first == UInt8(ascii: "+") ? bytes.dropFirst() : bytes
        guard digits.count <= 4, let power = wholeNumber(digits) else { return nil }
        return isNegative ? -power : power
    }

    private mutating func trim() {
        significand.removeFirst(significand.prefix { $0 == 0 }.count)
        while significand.last == 0 {
            significand.removeLast()
            exponent += 1
        }
        if significand.isEmpty { exponent = 0 }
    }

    private mutating func round() {
        guard significand.count > Self.digits else { return }
        isTooLong = exponent >= 0
        let goesUp = significand[Self.digits] >= 5
        exponent += significand.count - Self.digits
        significand.removeLast(significand.count - Self.digits)
        if goesUp {
            var place = Self.digits - 1
            while place >= 0, significand[place] == 9 {
                significand[place] = 0
                place -= 1
            }
            if place >= 0 { significand[place] += 1 } else { significand.insert(1, at: 0) }
        }
        trim()
    }

    /// The number multiplied by a hundred.
    var asPercent: String {
        var hundredfold = self
        if !significand.isEmpty { hundredfold.exponent += 2 }
        return hundredfold.text + "%"
    }

    /// Plain digits, `0.35`; with an exponent, `1E+30`, if there would be more than thirty digits.
    var text: String {
        guard !significand.isEmpty else { return "0" }
        let sign = isNegative ? "-" : ""
        let digits = String(decoding: significand.map { $0 + 0x30 }, as: UTF8.self)
        let point = significand.count + exponent
        guard (-14...30).contains(point) else {
            let rest = digits.dropFirst()
            let power = point - 1
            return sign + digits.prefix(1) + (rest.isEmpty ? "" : "." + rest)
                + (power < 0 ? "E-" : "E+") + String(abs(power))
        }
        if exponent >= 0 { return sign + digits + String(repeating: "0", count: exponent) }
        if point > 0 { return sign + digits.prefix(point) + "." + digits.dropFirst(point) }
        return sign + "0." + String(repeating: "0", count: -point) + digits
    }
}
