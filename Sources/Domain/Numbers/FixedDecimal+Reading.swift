extension FixedDecimal {
    /// Reads ASCII digits with an optional sign and at most one decimal point: at most 18 significant digits, and at
    /// most 18 digits after the point.
    ///
    /// `.5`, `5.`, `1,5`, `1e3` and any text with a space are refused. This is the form of numbers in criteria. Texts
    /// of laboratories are read by `MeasuredValue`, which accepts more forms and reports the reason of a rejection.
    package init?(_ text: String) {
        var text = text
        guard let number = text.withUTF8({ FixedDecimal(utf8: UnsafeRawBufferPointer($0)) }) else { return nil }
        self = number
    }

    /// Reads bytes without copying them.
    package init?(utf8 bytes: UnsafeRawBufferPointer) {
        var index = 0
        var negative = false
        if let first = bytes.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
            negative = first == UInt8(ascii: "-")
            index = 1
        }
        let start = index
        var mantissa: Int64 = 0
        var point = -1
        while index < bytes.count {
            let digit = bytes[index] &- 0x30
            if digit <= 9 {
                // A number with more than 18 digits is refused, not cut off.
                guard mantissa < 100_000_000_000_000_000 else { return nil }
                mantissa = mantissa * 10 + Int64(digit)
            } else {
                guard bytes[index] == UInt8(ascii: "."), point < 0, index > start else { return nil }
                point = index
            }
            index += 1
        }
        let scale = point < 0 ? 0 : bytes.count - point - 1
        guard index > start, scale <= 18, point < 0 || scale > 0 else { return nil }
        self.init(mantissa: negative ? -mantissa : mantissa, scale: scale)
    }
}
