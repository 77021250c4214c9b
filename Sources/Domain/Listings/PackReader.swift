/// Reads a number in a title, and the words after it.
struct PackReader {
    private let title: UnsafeRawBufferPointer
    private(set) var position: Int
    private let number: (value: Int64, scale: Int)?

    init(_ title: UnsafeRawBufferPointer, _ start: Int) {
        self.title = title
        position = start
        number = Self.number(title, &position)
    }

    /// The content of one piece: `500ml`, `1.5L`, `2kg`, `500克`. For any other text it returns nil and does not move.
    mutating func content() -> (millilitres: Int64?, grams: Int64?)? {
        guard let number, position < title.count else { return nil }
        let next = EightBytes.lowercased(EightBytes.load(title, position))
        guard let unit = ContentUnit.all.first(where: { $0.word.begins(next) }) else { return nil }
        guard let amount = Self.scaled(number, by: unit.factor), amount > 0 else { return nil }
        // `5g网络` is not five grams, and `2L型` is not two litres.
        let end = position + unit.word.count
        guard end >= title.count || (title[end] | 0x20) &- 0x61 >= 26 else { return nil }
        // `5升级` is not five litres.
        if unit.word.bytes == PackedWord.litre.bytes {
            let behind = EightBytes.load(title, end)
            guard !PackedWord.wordsOfRising.contains(where: { $0.begins(behind) }) else { return nil }
        }
        position = end
        return unit.isVolume ? (amount, nil) : (nil, amount)
    }

    /// `*6`, `×6瓶`, `x6`.
    mutating func multiplier() -> Int64? {
        let next = EightBytes.lowercased(EightBytes.load(title, position))
        guard let sign = PackedWord.multiplySigns.first(where: { $0.begins(next) }) else { return nil }
        var end = position + sign.count
        guard let times = Self.number(title, &end), times.scale == 0, (1...1000).contains(times.value) else {
            return nil
        }
        position = end
        return times.value
    }

    /// A counting word and `装`: `2条装`, `12只装`.
    mutating func pieces() -> Int64? {
        guard let number, number.scale == 0, (1...1000).contains(number.value) else { return nil }
        let next = EightBytes.load(title, position)
        guard PackedWord.pack.begins(next &>> 24), PackedWord.counting.contains(where: { $0.begins(next) }) else {
            return nil
        }
        position += 6
        return number.value
    }

    /// Reads the number at `position` and moves after it. If it has too many digits, it returns nil and also moves.
    private static func number(_ title: UnsafeRawBufferPointer, _ position: inout Int) -> (value: Int64, scale: Int)? {
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
        return (1...9).contains(digits) ? (value, scale) : nil
    }

    private static func scaled(_ number: (value: Int64, scale: Int), by factor: Int64) -> Int64? {
        var value = number.value * factor
        for _ in 0..<number.scale {
            guard value % 10 == 0 else { return nil }
            value /= 10
        }
        return value
    }
}

/// A word of at most eight bytes, in lower case.
private struct PackedWord {
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

    static let multiplySigns = ["*", "×", "x"].map(PackedWord.init)
    /// Every word has three bytes, like `pack`.
    static let counting = [
        "条", "双", "件", "个", "只", "片", "包", "袋", "瓶", "盒", "支", "罐", "卷", "套", "块", "枚", "根", "张", "提", "桶",
    ].map(PackedWord.init)
    static let pack = PackedWord("装")
    static let litre = PackedWord("升")
    /// The characters after which `升` means "rise" and not "litre": 升级, 升降, 升温, 升糖, 升压.
    static let wordsOfRising = ["级", "降", "温", "糖", "压"].map(PackedWord.init)
}

/// A unit of content, and its size in the smallest unit.
private struct ContentUnit {
    let word: PackedWord
    let factor: Int64
    let isVolume: Bool

    /// Longer words come first, because a shorter word may be the beginning of a longer one.
    static let all: [ContentUnit] = [
        ("毫升", 1, true), ("ml", 1, true), ("升", 1000, true), ("l", 1000, true),
        ("千克", 1000, false), ("公斤", 1000, false), ("kg", 1000, false), ("克", 1, false), ("g", 1, false),
    ].map { ContentUnit(word: PackedWord($0), factor: $1, isVolume: $2) }
}
