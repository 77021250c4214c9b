extension FixedDecimal {
    /// Reads ASCII digits with an optional sign and at most one decimal point: at most 18 significant digits, at most 18
    /// behind the point.
    ///
    /// `.5`, `5.`, `1,5`, `1e3` and anything with a space are refused: this is how criteria write a number. What a
    /// laboratory writes is read by `MeasuredValue`, which reads more forms and reports what it rejects.
    package init?(_ text: String) {
        var text = text
        guard let number = text.withUTF8({ FixedDecimal(utf8: UnsafeRawBufferPointer($0)) }) else { return nil }
        self = number
    }

    /// The same of bytes, without a copy of them.
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
                // One more digit than 18 is refused, not cut off.
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
