/// Reads sales text from bytes, without creating a `String`.
///
/// Known forms: an optional word (`已拼`, `月销`), a number with at most one decimal point, optional `万` or `w`, then any
/// of `+`, `件`, `单`. Any other text is refused. Its meaning is not guessed.
package enum SalesText {
    /// The smallest and the largest number that the text can mean. `upper` is nil if there is no upper bound. Nil for
    /// an unknown form.
    package static func bounds(_ text: UnsafeRawBufferPointer) -> (lower: Int64, upper: Int64?)? {
        var rest = trimmed(text[...])
        // Most figures contain only digits.
        if let first = rest.first, first &- 0x30 >= 10, let word = words.first(where: { rest.starts(with: $0) }) {
            rest = rest.dropFirst(word.count)
        }
        if let last = rest.last, last &- 0x30 < 10 {
            return value(rest, inTenThousands: false, isLowerBound: false)
        }
        var isLowerBound = false
        var hasCounter = false
        while let last = rest.last {
            if last == UInt8(ascii: "+"), !isLowerBound {
                isLowerBound = true
                rest = rest.dropLast()
            } else if !hasCounter, let counter = counters.first(where: { ends(rest, $0) }) {
                hasCounter = true
                rest = rest.dropLast(counter.count)
            } else {
                break
            }
        }
        var inTenThousands = false
        if let unit = tenThousand.first(where: { ends(rest, $0) }) {
            inTenThousands = true
            rest = rest.dropLast(unit.count)
        }
        return value(rest, inTenThousands: inTenThousands, isLowerBound: isLowerBound)
    }

    private static let words = ["已拼", "已售", "月销", "销量", "已抢"].map { Array($0.utf8) }
    private static let counters = ["件", "单"].map { Array($0.utf8) }
    private static let tenThousand = ["万", "w", "W"].map { Array($0.utf8) }
    private static let maximum: Int64 = 1_000_000_000_000

    private static func value(
        _ digits: Slice<UnsafeRawBufferPointer>, inTenThousands: Bool, isLowerBound: Bool
    ) -> (lower: Int64, upper: Int64?)? {
        guard let number = DecimalBytes(digits), !number.isNegative else { return nil }
        // `1.8` is not a count; `1.8万` is one.
        guard let value = number.scaled(byPowerOfTen: inTenThousands ? 4 : 0), value <= maximum else { return nil }
        if isLowerBound { return (value, nil) }
        guard inTenThousands else { return (value, value) }
        // `1.2万` has steps of 1,000. If it was rounded up, it is at least 11,500; if it was cut off, it is at most
        // 12,999.
        var unit: Int64 = 10_000
        for _ in 0..<min(number.scale, 4) { unit /= 10 }
        return (max(0, value - unit / 2), value + unit - 1)
    }

    private static func trimmed(_ text: Slice<UnsafeRawBufferPointer>) -> Slice<UnsafeRawBufferPointer> {
        var text = text
        while let first = text.first, first == 0x20 || first == 0x09 { text = text.dropFirst() }
        while let last = text.last, last == 0x20 || last == 0x09 { text = text.dropLast() }
        return text
    }

    private static func ends(_ text: Slice<UnsafeRawBufferPointer>, _ suffix: [UInt8]) -> Bool {
        text.count >= suffix.count && text.suffix(suffix.count).elementsEqual(suffix)
    }
}

/// A decimal number of at most 18 ASCII digits, with an optional sign and at most one decimal point.
struct DecimalBytes {
    let mantissa: Int64
    let scale: Int

    var isNegative: Bool {
        mantissa < 0
    }

    /// Nil for any other text: `.5`, `5.`, `1,5`, `1e3` and spaces are refused.
    init?(_ text: Slice<UnsafeRawBufferPointer>) {
        var index = text.startIndex
        let end = text.endIndex
        var negative = false
        if index < end, text[index] == UInt8(ascii: "-") || text[index] == UInt8(ascii: "+") {
            negative = text[index] == UInt8(ascii: "-")
            index += 1
        }
        var value: Int64 = 0
        var digits = 0
        var behindPoint = 0
        var point = false
        while index < end {
            let byte = text[index]
            if byte &- 0x30 < 10 {
                digits += 1
                guard digits <= 18 else { return nil }
                value = value * 10 + Int64(byte &- 0x30)
                if point { behindPoint += 1 }
            } else if byte == UInt8(ascii: "."), !point, digits > 0 {
                point = true
            } else {
                return nil
            }
            index += 1
        }
        guard digits > 0, !point || behindPoint > 0 else { return nil }
        mantissa = negative ? -value : value
        scale = behindPoint
    }

    /// This number × 10^`exponent`; nil if the result is not whole or does not fit.
    func scaled(byPowerOfTen exponent: Int) -> Int64? {
        var value = mantissa
        var shift = exponent - scale
        while shift > 0 {
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            guard !overflow else { return nil }
            value = product
            shift -= 1
        }
        while shift < 0 {
            guard value % 10 == 0 else { return nil }
            value /= 10
            shift += 1
        }
        return value
    }
}

extension Fen {
    /// Reads a price from bytes, in the forms of `init(priceText:unit:minorDigits:)`.
    package static func raw(_ text: UnsafeRawBufferPointer, unit: PriceUnit, minorDigits: Int = 2) -> Int64? {
        var rest = text[...]
        while let first = rest.first, first == 0x20 || first == 0x09 { rest = rest.dropFirst() }
        while let last = rest.last, last == 0x20 || last == 0x09 { rest = rest.dropLast() }
        if let first = rest.first, first >= 0x80, let sign = currencySigns.first(where: { rest.starts(with: $0) }) {
            rest = rest.dropFirst(sign.count)
        }
        if let last = rest.last, last >= 0x80, rest.count > 3, rest.suffix(3).elementsEqual(yuanWord) {
            rest = rest.dropLast(3)
        }
        guard let number = DecimalBytes(rest) else { return nil }
        switch unit {
        case .yuan: return number.scaled(byPowerOfTen: 2)
        case .fen: return number.scaled(byPowerOfTen: 0)
        case .minor: return number.scaled(byPowerOfTen: 2 - minorDigits)
        }
    }

    private static let currencySigns = ["¥", "￥"].map { Array($0.utf8) }
    private static let yuanWord = Array("元".utf8)
}
