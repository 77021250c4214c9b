/// A small generator whose sequence is the same everywhere (SplitMix64).
struct FuzzRandom: RandomNumberGenerator {
    private var state: UInt64

    /// The sequence of input `number` under `seed`.
    init(seed: UInt64, number: UInt64) {
        state = seed &* 0x9E37_79B9_7F4A_7C15 ^ number &* 0xD134_2543_DE82_EF95
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func below(_ bound: Int) -> Int {
        bound > 0 ? Int.random(in: 0..<bound, using: &self) : 0
    }
}

/// Damage to bytes: mostly accidental, sometimes as in an attack.
enum Mutation {
    /// The maximum size of an input.
    private static let largest = 256 * 1024

    private static let numbers = [
        "0", "-0", "-1", "1e2", "1E400", "0.001", "0.10", "39.900000000000006", "99999999999999999999", "1,299",
        "9223372036854775808", "-9223372036854775808", "00", "+1", ".5", "5.", "0x1F", "NaN", "1.2万", "10万+",
    ]
    private static let characters: [[UInt8]] = [
        [0], [0x1B], [0x7F], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE6, 0x9C], [0xFF],
        [0xEF, 0xBB, 0xBF], [0xE2, 0x80, 0xAE], [0xC2, 0x85], [0x0D], [0x0A], [0x0D, 0x0A], [0x81, 0x30, 0x81, 0x30],
    ]
    private static let structure = [
        "{", "}", "[", "]", "\"", "\\", ",", ":", ";", "\t", "<", ">", "&", "/", "\\u0000", "\\ud800", "\\u", "null",
        "true", "]]>", "<![CDATA[", "<!--", "-->", "<?", "&amp;", "&x;", "&#0;", "</item>", "<item>", "</script>",
        "<script type=\"application/ld+json\">", "<!DOCTYPE a [<!ENTITY x \"y\">]>", "\"\"", "\"price\":1,",
    ]
    private static let nesting = [("[", "]"), ("{\"a\":", "}"), ("<a>", "</a>"), ("\"", "\"\""), ("{\"@graph\":", "}")]

    /// `bytes` after one to six changes. Inserted pieces come from `other`.
    static func mutated(_ bytes: [UInt8], with other: [UInt8], _ chance: inout FuzzRandom) -> [UInt8] {
        var result = bytes
        for _ in 0...chance.below(6) {
            change(&result, other, &chance)
            if result.count > largest { result.removeLast(result.count - largest) }
        }
        return result
    }

    private static func change(_ bytes: inout [UInt8], _ other: [UInt8], _ chance: inout FuzzRandom) {
        let place = chance.below(bytes.count + 1)
        switch chance.below(11) {
        case 0: if place < bytes.count { bytes[place] ^= 1 << UInt8(chance.below(8)) }
        case 1: if place < bytes.count { bytes[place] = UInt8(chance.below(256)) }
        case 2: bytes.removeSubrange(range(of: bytes, 200, &chance))
        case 3: bytes.removeSubrange(place...)
        case 4: bytes.insert(contentsOf: bytes[range(of: bytes, 500, &chance)], at: place)
        case 5: bytes.insert(contentsOf: other[range(of: other, 500, &chance)], at: place)
        case 6: bytes.insert(contentsOf: numbers[chance.below(numbers.count)].utf8, at: place)
        case 7: bytes.insert(contentsOf: characters[chance.below(characters.count)], at: place)
        case 8: bytes.insert(contentsOf: structure[chance.below(structure.count)].utf8, at: place)
        case 9: replaceNumber(&bytes, near: place, &chance)
        default: nest(&bytes, at: place, &chance)
        }
    }

    private static func range(of bytes: [UInt8], _ longest: Int, _ chance: inout FuzzRandom) -> Range<Int> {
        let start = chance.below(bytes.count + 1)
        return start..<min(bytes.count, start + chance.below(longest))
    }

    /// Replaces the next number with another.
    private static func replaceNumber(_ bytes: inout [UInt8], near place: Int, _ chance: inout FuzzRandom) {
        let isDigit = { (byte: UInt8) in (0x30...0x39).contains(byte) }
        guard let start = bytes[place...].firstIndex(where: isDigit) else { return }
        let end = bytes[start...].firstIndex { !isDigit($0) } ?? bytes.count
        bytes.replaceSubrange(start..<end, with: numbers[chance.below(numbers.count)].utf8)
    }

    /// Repeats an opening bracket or tag, with or without its closing counterpart.
    private static func nest(_ bytes: inout [UInt8], at place: Int, _ chance: inout FuzzRandom) {
        let (opening, closing) = nesting[chance.below(nesting.count)]
        let depth = 1 << chance.below(12)
        let closings = chance.below(2) * depth
        let text = String(repeating: opening, count: depth) + String(repeating: closing, count: closings)
        bytes.insert(contentsOf: text.utf8, at: place)
    }
}
