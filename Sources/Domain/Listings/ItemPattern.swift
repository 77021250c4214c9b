/// The form of the item numbers of one feed, from its crawler file: `[0-9]{10,20}`, `SKU-[0-9A-Z]+`.
///
/// A small closed part of regular expressions: characters, `[…]` with ranges, and `?`, `*`, `+`, `{n}`, `{n,m}` behind
/// them. The pattern covers the whole text. A text is matched in one pass, with one bit for each character of the pattern,
/// so no pattern is slow.
package struct ItemPattern: Hashable, Sendable {
    /// A pattern that cannot be read.
    package struct Mistake: Error, Hashable, Sendable {
        /// The position in the pattern, from 1.
        package let position: Int
        package let reason: String
    }

    /// One character of the text: the characters that it may be, and whether it may be left out or repeated.
    private struct Place: Hashable {
        let characters: Characters
        let isOptional: Bool
        let isRepeated: Bool
    }

    package let text: String
    private let places: [Place]
    /// For each byte, the places that it may be at.
    private let accepting: [UInt64]
    private let optional: UInt64
    private let repeated: UInt64

    /// The number of places, each of which is one bit.
    private static let most = 63

    package init(_ text: String) throws(Mistake) {
        var reader = PatternReader(text)
        var places: [Place] = []
        while let (characters, count) = try reader.next() {
            let required = (0..<count.lower).map { number in
                Place(
                    characters: characters, isOptional: false,
                    isRepeated: count.upper == nil && number == count.lower - 1)
            }
            let more = (0..<max(0, (count.upper ?? (count.lower == 0 ? 1 : count.lower)) - count.lower)).map { _ in
                Place(characters: characters, isOptional: true, isRepeated: count.upper == nil)
            }
            places += required + more
            guard places.count <= Self.most else {
                throw Mistake(position: reader.position, reason: "the pattern allows more than \(Self.most) characters")
            }
        }
        guard !places.isEmpty else { throw Mistake(position: 1, reason: "the pattern is empty") }
        func bits(_ holds: (Place) -> Bool) -> UInt64 {
            places.enumerated().reduce(0) { holds($1.element) ? $0 | 1 << UInt64($1.offset) : $0 }
        }
        self.text = text
        self.places = places
        accepting = (0...255).map { byte in bits { $0.characters.contains(UInt8(byte)) } }
        optional = bits(\.isOptional)
        repeated = bits(\.isRepeated)
    }

    package func matches(_ text: UnsafeRawBufferPointer) -> Bool {
        // Bit n: the text so far ends before place n.
        var reached = skipping(1)
        for byte in text {
            let taken = reached & accepting[Int(byte)]
            let again = (reached >> 1) & repeated & accepting[Int(byte)]
            reached = skipping((taken | again) << 1)
            if reached == 0 { return false }
        }
        return reached & 1 << UInt64(places.count) != 0
    }

    /// Adds the places that are reached by leaving out optional ones.
    private func skipping(_ reached: UInt64) -> UInt64 {
        var reached = reached
        while true {
            let more = reached | (reached & optional) << 1
            guard more != reached else { return reached }
            reached = more
        }
    }
}

/// A set of ASCII characters.
struct Characters: Hashable, Sendable {
    private var low: UInt64 = 0
    private var high: UInt64 = 0

    mutating func insert(_ byte: UInt8) {
        if byte < 64 { low |= 1 << UInt64(byte) } else { high |= 1 << UInt64(byte - 64) }
    }

    func contains(_ byte: UInt8) -> Bool {
        byte < 64 ? low >> UInt64(byte) & 1 == 1 : byte < 128 && high >> UInt64(byte - 64) & 1 == 1
    }
}

/// Reads a pattern, one element at a time.
private struct PatternReader {
    private let bytes: [UInt8]
    private var index = 0

    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    /// From 1, for messages.
    var position: Int {
        index + 1
    }

    mutating func next() throws(ItemPattern.Mistake) -> (Characters, count: (lower: Int, upper: Int?))? {
        guard index < bytes.count else { return nil }
        let characters = try element()
        return (characters, try count())
    }

    private func mistake(_ reason: String) -> ItemPattern.Mistake {
        ItemPattern.Mistake(position: position, reason: reason)
    }

    private mutating func element() throws(ItemPattern.Mistake) -> Characters {
        var characters = Characters()
        guard bytes[index] == UInt8(ascii: "[") else {
            characters.insert(try character())
            return characters
        }
        index += 1
        while index < bytes.count, bytes[index] != UInt8(ascii: "]") {
            let first = try character(inClass: true)
            guard index + 1 < bytes.count, bytes[index] == UInt8(ascii: "-"), bytes[index + 1] != UInt8(ascii: "]")
            else {
                characters.insert(first)
                continue
            }
            index += 1
            let last = try character(inClass: true)
            guard first <= last else { throw mistake("a range begins with the lower character: 0-9") }
            for byte in first...last { characters.insert(byte) }
        }
        guard index < bytes.count, characters != Characters() else {
            throw mistake("a class needs characters and an end: [0-9A-Z]")
        }
        index += 1
        return characters
    }

    /// One ASCII character. Outside a class, the signs of regular expressions need a backslash.
    private mutating func character(inClass: Bool = false) throws(ItemPattern.Mistake) -> UInt8 {
        var byte = bytes[index]
        if byte == UInt8(ascii: "\\") {
            guard index + 1 < bytes.count, !Self.isLetterOrDigit(bytes[index + 1]) else {
                throw mistake("a backslash goes before a sign, such as \\.; write [0-9] for digits")
            }
            index += 1
            byte = bytes[index]
        } else if !inClass, Self.signs.contains(byte) {
            throw mistake(
                "“\(Character(Unicode.Scalar(byte)))” is not known here; write \\ before it if the text contains it")
        } else if inClass, byte == UInt8(ascii: "^") || byte == UInt8(ascii: "[") {
            throw mistake("a class lists the characters that are allowed; ^ and [ need a backslash")
        }
        guard byte > 0x20, byte < 0x7F else { throw mistake("only visible ASCII characters are allowed") }
        index += 1
        return byte
    }

    private static let signs = Array("^$.|?*+(){}[]".utf8)

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26
    }

    private mutating func count() throws(ItemPattern.Mistake) -> (lower: Int, upper: Int?) {
        guard index < bytes.count else { return (1, 1) }
        switch bytes[index] {
        case UInt8(ascii: "?"):
            index += 1
            return (0, 1)
        case UInt8(ascii: "*"):
            index += 1
            return (0, nil)
        case UInt8(ascii: "+"):
            index += 1
            return (1, nil)
        case UInt8(ascii: "{"):
            let end = bytes[index...].firstIndex(of: UInt8(ascii: "}")) ?? bytes.count
            let parts = String(decoding: bytes[min(index + 1, end)..<end], as: UTF8.self)
                .split(separator: ",", omittingEmptySubsequences: false)
            let numbers = parts.map { Int($0) }
            guard end < bytes.count, (1...2).contains(parts.count), let lower = numbers[0], lower >= 0,
                parts.count == 1 || parts[1].isEmpty || (numbers[1] ?? -1) >= max(lower, 1), lower <= 99
            else { throw mistake("write {10} or {10,20}") }
            index = end + 1
            return (lower, parts.count == 1 ? lower : numbers[1])
        default: return (1, 1)
        }
    }
}
