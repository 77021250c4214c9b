internal import Domain

/// Prices in the form that nearly all feeds use: digits, then optionally a point and one or two digits.
enum PlainPrice {
    /// Fen, from 0 to `ListingLimits.price`; −1 for text in another form, which the fallback parser must read.
    @inline(__always)
    static func fen(_ text: UnsafeRawBufferPointer, inYuan: Bool) -> Int64 {
        guard text.count > 0, text.count <= 12 else { return -1 }
        var value: Int64 = 0
        var index = 0
        while index < text.count, text[index] &- 0x30 < 10 {
            value = value * 10 + Int64(text[index] &- 0x30)
            index += 1
        }
        guard index > 0, index == 1 || text[0] != 0x30 else { return -1 }
        if inYuan {
            value *= 100
            if index < text.count {
                let digits = text.count - index - 1
                guard text[index] == UInt8(ascii: "."), digits == 1 || digits == 2 else { return -1 }
                var unit: Int64 = 10
                for place in index + 1..<text.count {
                    guard text[place] &- 0x30 < 10 else { return -1 }
                    value += Int64(text[place] &- 0x30) * unit
                    unit /= 10
                }
                index = text.count
            }
        }
        return index == text.count && value <= ListingLimits.price.rawValue ? value : -1
    }
}
