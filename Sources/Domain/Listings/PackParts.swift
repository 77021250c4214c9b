/// A number in ASCII digits: `20`, `1.5`.
struct PackNumber {
    let value: Int64
    /// The number of digits after the point.
    let scale: Int

    /// A number of things, from 1 to 100,000.
    var whole: Int64? {
        scale == 0 && (1...100_000).contains(value) ? value : nil
    }

    init(value: Int64) {
        self.value = value
        scale = 0
    }

    /// Reads the number at `position` and moves after it, also if it has too many digits to be read.
    init?(_ title: UnsafeRawBufferPointer, _ position: inout Int) {
        var value: Int64 = 0
        var scale = 0
        var digits = 0
        var point = false
        while position < title.count {
            let byte = title[position]
            if byte &- 0x30 < 10 {
                digits += 1
                if digits <= 9 { value = value * 10 + Int64(byte &- 0x30) }
                if point { scale += 1 }
            } else if byte == UInt8(ascii: "."), !point, digits > 0, position + 1 < title.count,
                title[position + 1] &- 0x30 < 10
            {
                point = true
            } else {
                break
            }
            position += 1
        }
        guard (1...9).contains(digits) else { return nil }
        self.value = value
        self.scale = scale
    }

    /// The number in units of one `factor`th; nil if that is no whole number.
    func scaled(by factor: Int64) -> Int64? {
        var value = value * factor
        for _ in 0..<scale {
            guard value % 10 == 0 else { return nil }
            value /= 10
        }
        return value
    }
}

/// Chinese numerals from 1 to 999: `三`, `十二`, `二十四`.
enum PackNumeral {
    static let digits = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "两", "百"].map(PackWord.packed)

    /// 0 to 10, 11 for 两 and 12 for 百.
    static func digit(_ eight: UInt64) -> Int? {
        digits.firstIndex(of: eight & 0xFF_FFFF)
    }

    static func number(_ title: UnsafeRawBufferPointer, _ position: inout Int) -> PackNumber? {
        var total: Int64 = 0
        var last: Int64 = 0
        while let digit = digit(EightBytes.load(title, position)) {
            switch digit {
            case 10, 12:
                total += max(last, 1) * (digit == 10 ? 10 : 100)
                last = 0
            case 11: last = 2
            default: last = Int64(digit)
            }
            position += 3
        }
        return total + last > 0 ? PackNumber(value: total + last) : nil
    }
}

/// The content of one piece: `500ml`, `1.5L`, `2kg`, `500克`, `3斤`.
struct PackContent {
    let amount: Int64
    let isVolume: Bool
    let end: Int

    /// Nil if no unit begins at `position`.
    init?(_ title: UnsafeRawBufferPointer, _ position: Int, _ number: PackNumber) {
        let next = EightBytes.lowercased(EightBytes.load(title, position))
        guard let unit = Self.units.first(where: { $0.text.begins(next) }),
            let amount = number.scaled(by: unit.factor), amount > 0
        else { return nil }
        // `5g网络` is not five grams, and `2L型` is not two litres.
        end = position + unit.text.count
        guard end >= title.count || (title[end] | 0x20) &- 0x61 >= 26 || PackSign.isTimes(title, end) else {
            return nil
        }
        guard !unit.others.contains(EightBytes.load(title, end) & 0xFF_FFFF) else { return nil }
        self.amount = amount
        isVolume = unit.isVolume
    }

    /// Longer words come first, because a shorter word may be the beginning of a longer one. `others` are the characters
    /// with which a unit forms another word: 升级 and 升降 are no litres, and 5g网络 is no gram.
    private static let units: [(text: PackText, factor: Int64, isVolume: Bool, others: [UInt64])] = [
        ("毫升", 1, true, ""), ("ml", 1, true, ""), ("cc", 1, true, ""), ("升", 1000, true, "级降温糖压"),
        ("l", 1000, true, ""),
        ("千克", 1000, false, ""), ("公斤", 1000, false, ""), ("kg", 1000, false, ""), ("斤", 500, false, ""),
        ("克", 1, false, "拉重"), ("g", 1, false, "网手全智"),
    ].map { (PackText($0), $1, $2, $3.map { PackWord.packed(String($0)) }) }
}

/// A text of at most eight bytes.
struct PackText {
    let bytes: UInt64
    let mask: UInt64
    let count: Int

    init(_ text: String) {
        count = text.utf8.count
        bytes = text.utf8.enumerated().reduce(0) { $0 | UInt64($1.element) << UInt64($1.offset * 8) }
        mask = UInt64.max >> UInt64(64 - count * 8)
    }

    @inline(__always)
    func begins(_ eight: UInt64) -> Bool {
        eight & mask == bytes
    }

    func begins(_ title: UnsafeRawBufferPointer, _ place: Int) -> Bool {
        begins(EightBytes.load(title, place))
    }
}
