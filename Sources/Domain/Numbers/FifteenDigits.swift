/// A decimal number with at most 15 significant digits: the one rule for the numbers of laboratories in workbooks, CSV
/// and JSON.
///
/// Programs write a binary number with up to 17 digits: 0.35 becomes 0.35000000000000003. Its author typed and sees at
/// most 15 of them, because Excel keeps and shows no more. So the digits are rounded to 15, half away from zero. The
/// arithmetic is decimal and works on the text; no binary number is used. A number with more than 15 digits before the
/// point has lost digits or is an identifier; `isTooLong` reports it, and it must be refused.
package struct FifteenDigits: Hashable, Sendable {
    package static let digits = 15

    /// The digits, without zeros at either end; empty for zero.
    package private(set) var significand: [UInt8]
    /// The value is `significand` × 10^`exponent`.
    package private(set) var exponent: Int
    package let isNegative: Bool
    /// Whether digits before the point would be lost.
    package private(set) var isTooLong = false
    /// Whether the text had more than 15 significant digits.
    package private(set) var isRounded = false

    /// `text` with at most 15 significant digits: `0.35000000000000003` becomes `0.35`. A text with no more digits is
    /// returned unchanged, so `0.50` keeps its zero. Nil if it is not a number or has more than 15 digits before the
    /// point.
    package static func rounded(_ text: String) -> String? {
        guard let number = FifteenDigits(text.utf8), !number.isTooLong else { return nil }
        return number.isRounded ? number.text : text
    }

    /// Reads `-1.5E-3`; nil for text that is not a decimal number of XML Schema.
    package init?(_ bytes: some Collection<UInt8>) {
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

    private init(significand: [UInt8], exponent: Int, isNegative: Bool) {
        self.significand = significand
        self.exponent = exponent
        self.isNegative = isNegative
        trim()
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte)
    }

    private static func power(_ bytes: ArraySlice<UInt8>) -> Int? {
        let isNegative = bytes.first == UInt8(ascii: "-")
        let digits = isNegative || bytes.first == UInt8(ascii: "+") ? bytes.dropFirst() : bytes
        guard (1...4).contains(digits.count), digits.allSatisfy(isDigit) else { return nil }
        let power = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
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
        isRounded = true
        isTooLong = significand.count + exponent > Self.digits
        self = rounded(toPlace: exponent + significand.count - Self.digits, isTooLong: isTooLong)
    }

    private func rounded(toPlace place: Int, isTooLong: Bool) -> FifteenDigits {
        var number = rounded(toPlace: place)
        number.isRounded = isRounded
        number.isTooLong = isTooLong
        return number
    }

    /// The number in whole units of 10^`place`, half away from zero, as spreadsheets round what they show.
    package func rounded(toPlace place: Int) -> FifteenDigits {
        let surplus = place - exponent
        guard surplus > 0 else { return self }
        guard surplus <= significand.count else {
            return FifteenDigits(significand: [], exponent: 0, isNegative: isNegative)
        }
        var kept = [0] + significand.dropLast(surplus)
        if significand[significand.count - surplus] >= 5 {
            var index = kept.count - 1
            while kept[index] == 9 {
                kept[index] = 0
                index -= 1
            }
            kept[index] += 1
        }
        return FifteenDigits(significand: kept, exponent: place, isNegative: isNegative)
    }

    /// The number × 10^`power`.
    package func scaled(by power: Int) -> FifteenDigits {
        guard !significand.isEmpty else { return self }
        var number = self
        number.exponent += power
        return number
    }

    package var isZero: Bool {
        significand.isEmpty
    }

    package var isBelowOne: Bool {
        significand.count + exponent <= 0
    }

    /// Plain digits, `0.35`; with an exponent, `1E+30`, if there would be more than thirty digits.
    package var text: String {
        guard !isZero else { return "0" }
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

    /// Whether both are the same number, whatever their texts were.
    package func isSameNumber(as other: FifteenDigits) -> Bool {
        significand == other.significand && exponent == other.exponent && (isZero || isNegative == other.isNegative)
    }
}
