/// The text of a price or of sales in the form in which it is read: full width becomes ASCII, every blank a space, every
/// dash `-`, letters lower case. Characters without width are left out.
///
/// Only the meaning of figures is read from it. The text as received is kept elsewhere.
struct FigureText {
    /// A longer text is no figure.
    static let limit = 96

    private let bytes: [UInt8]
    private(set) var index = 0

    /// Nil if the text is too long.
    init?(_ text: UnsafeRawBufferPointer) {
        guard text.count <= Self.limit else { return nil }
        bytes = Self.folded(text)
    }

    var isAtEnd: Bool {
        index == bytes.count
    }

    /// Without the blanks at both ends.
    var trimmed: ArraySlice<UInt8> {
        var rest = bytes[...]
        while rest.first == 0x20 { rest = rest.dropFirst() }
        while rest.last == 0x20 { rest = rest.dropLast() }
        return rest
    }

    func contains(_ word: [UInt8]) -> Bool {
        guard word.count <= bytes.count else { return false }
        return (0...bytes.count - word.count).contains { start in
            word.indices.allSatisfy { bytes[start + $0] == word[$0] }
        }
    }

    /// The first of `words` that the text contains.
    func first(of list: WordList) -> String? {
        list.words.first { contains($0) }.map { String(decoding: $0, as: UTF8.self) }
    }

    mutating func skipBlanks() {
        while index < bytes.count, bytes[index] == 0x20 { index += 1 }
    }

    mutating func take(_ byte: UInt8) -> Bool {
        guard index < bytes.count, bytes[index] == byte else { return false }
        index += 1
        return true
    }

    mutating func take(_ word: [UInt8]) -> Bool {
        guard comes(word) else { return false }
        index += word.count
        return true
    }

    /// Whether one of `words` comes next.
    mutating func take(anyOf words: WordList) -> Bool {
        guard let found = next(of: words) else { return false }
        index += words.words[found].count
        return true
    }

    /// The value of the word that comes next.
    mutating func take<Value>(_ table: WordTable<Value>) -> Value? {
        guard let found = next(of: table.list) else { return nil }
        index += table.list.words[found].count
        return table.values[found]
    }

    private func next(of list: WordList) -> Int? {
        guard index < bytes.count, list.begins(with: bytes[index]) else { return nil }
        return list.words.firstIndex(where: comes)
    }

    /// Whether `word` comes next.
    private func comes(_ word: [UInt8]) -> Bool {
        guard index + word.count <= bytes.count else { return false }
        for place in word.indices where bytes[index + place] != word[place] { return false }
        return true
    }

    /// The number that comes next, with any number of digits behind the point. Nil for any other form: `.5`, `5.`,
    /// `39,90`, `1.2.3`.
    mutating func number() -> FigureNumber? {
        var copy = index
        guard let number = FigureNumber(bytes, &copy) else { return nil }
        index = copy
        return number
    }

    /// Goes back to an index that was read before.
    mutating func goBack(to earlier: Int) {
        index = earlier
    }
}

/// Words that may come next in a text. A longer word must come before its beginnings.
struct WordList: Sendable, ExpressibleByArrayLiteral {
    let words: [[UInt8]]
    /// For each byte, whether a word begins with it. Nearly every search ends here.
    private let firsts: [Bool]

    init(_ texts: [String]) {
        words = texts.map { Array($0.utf8) }
        var firsts = Array(repeating: false, count: 256)
        for word in words { if let first = word.first { firsts[Int(first)] = true } }
        self.firsts = firsts
    }

    init(arrayLiteral elements: String...) {
        self.init(elements)
    }

    func begins(with byte: UInt8) -> Bool {
        firsts[Int(byte)]
    }
}

/// Words with their meanings.
struct WordTable<Value: Sendable>: Sendable, ExpressibleByDictionaryLiteral {
    let list: WordList
    let values: [Value]

    init(dictionaryLiteral elements: (String, Value)...) {
        list = WordList(elements.map(\.0))
        values = elements.map(\.1)
    }
}

extension FigureText {
    private static func folded(_ text: UnsafeRawBufferPointer) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        var index = 0
        while index < text.count {
            let byte = text[index]
            if byte < 0x80 {
                result.append(byte == 0x09 ? 0x20 : byte &- 0x41 < 26 ? byte | 0x20 : byte)
                index += 1
                continue
            }
            let second = index + 1 < text.count ? text[index + 1] : 0
            let third = index + 2 < text.count ? text[index + 2] : 0
            let count = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
            if let folded = Self.ascii(byte, second, third) {
                if folded > 0 { result.append(folded) }
            } else if (byte, second, third) == (0xEF, 0xBF, 0xA5) {
                // ￥
                result += [0xC2, 0xA5]
            } else {
                result.append(contentsOf: text[index..<min(index + count, text.count)])
            }
            index += count
        }
        return result
    }

    /// The ASCII character for a wide or typographic one; 0 for a character without width; nil for any other.
    private static func ascii(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> UInt8? {
        switch (first, second, third) {
        case (0xC2, 0xA0, _): return 0x20
        // U+FF01…U+FF3F and U+FF40…U+FF5E: the ASCII characters in full width.
        case (0xEF, 0xBC, 0x81...0xBF):
            let wide = third - 0x60
            return wide &- 0x41 < 26 ? wide | 0x20 : wide
        case (0xEF, 0xBD, 0x80...0x9E): return third - 0x20
        // The ideographic space, and the spaces of U+2000…
        case (0xE3, 0x80, 0x80), (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xAF): return 0x20
        // Joiners and marks without width, the byte order mark, the soft hyphen.
        case (0xE2, 0x80, 0x8B...0x8F), (0xE2, 0x81, 0xA0), (0xEF, 0xBB, 0xBF), (0xC2, 0xAD, _): return 0
        // Hyphens, dashes, the minus sign.
        case (0xE2, 0x80, 0x90...0x95), (0xE2, 0x88, 0x92): return UInt8(ascii: "-")
        // The wave dash and the tilde operator.
        case (0xE3, 0x80, 0x9C), (0xE2, 0x88, 0xBC): return UInt8(ascii: "~")
        default: return nil
        }
    }
}

/// A decimal number without sign. Its digits may be in groups of three (`1,299.00`).
struct FigureNumber {
    /// The digits as a whole number; nil if there are more than 18.
    let digits: Int64?
    /// The number of digits behind the point.
    let scale: Int

    fileprivate init?(_ bytes: [UInt8], _ index: inout Int) {
        func isDigit(_ place: Int) -> Bool { place < bytes.count && bytes[place] &- 0x30 < 10 }
        var value: Int64 = 0
        var count = 0
        var fraction = 0
        func add(_ byte: UInt8) {
            count += 1
            if count <= 18 { value = value * 10 + Int64(byte &- 0x30) }
        }
        while isDigit(index) {
            add(bytes[index])
            index += 1
        }
        guard count > 0 else { return nil }
        if index < bytes.count, bytes[index] == UInt8(ascii: ",") {
            guard count <= 3, value > 0 else { return nil }
            while index < bytes.count, bytes[index] == UInt8(ascii: ",") {
                guard isDigit(index + 1), isDigit(index + 2), isDigit(index + 3), !isDigit(index + 4) else {
                    return nil
                }
                for place in index + 1...index + 3 { add(bytes[place]) }
                index += 4
            }
        }
        if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
            guard isDigit(index + 1) else { return nil }
            index += 1
            while isDigit(index) {
                add(bytes[index])
                fraction += 1
                index += 1
            }
            if index < bytes.count, bytes[index] == UInt8(ascii: ".") || bytes[index] == UInt8(ascii: ",") {
                return nil
            }
        }
        digits = count <= 18 ? value : nil
        scale = fraction
    }

    /// This number × 10^`exponent`; nil if the result is not whole or does not fit.
    func scaled(byPowerOfTen exponent: Int) -> Int64? {
        guard var value = digits else { return nil }
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
