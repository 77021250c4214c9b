/// The set of pairs of neighbouring characters in a title. Nearly equal titles have most pairs in common.
///
/// Spaces, punctuation and the case of ASCII letters are ignored, so that `新款 A5 台灯` and `新款a5台灯` are the same title.
package struct Shingles: Hashable, Sendable {
    /// Sorted, without repeats. A pair of scalars fits into 42 bits, so different pairs have different numbers.
    package let values: [UInt64]

    package init(_ title: String) {
        var values: [UInt64] = []
        var previous: UInt64 = 0
        for scalar in TitleForm.normal(title).unicodeScalars {
            guard let folded = Self.folded(scalar.value) else { continue }
            if previous != 0 { values.append(previous << 21 | folded) }
            previous = folded
        }
        // A title of one character has no pair, so the character itself is used.
        if values.isEmpty, previous != 0 { values = [previous] }
        values.sort()
        var unique: [UInt64] = []
        unique.reserveCapacity(values.count)
        for value in values where value != unique.last { unique.append(value) }
        self.values = unique
    }

    /// The number of shingles in both sets, and the number in either.
    package func overlap(_ other: Shingles) -> (common: Int, union: Int) {
        var common = 0
        var left = 0
        var right = 0
        while left < values.count, right < other.values.count {
            if values[left] == other.values[right] {
                common += 1
                left += 1
                right += 1
            } else if values[left] < other.values[right] {
                left += 1
            } else {
                right += 1
            }
        }
        return (common, values.count + other.values.count - common)
    }

    /// The number of a character, with letters in lower case; nil for spaces and punctuation.
    private static func folded(_ value: UInt32) -> UInt64? {
        switch value {
        case 0x30...0x39, 0x61...0x7A: UInt64(value)
        case 0x41...0x5A: UInt64(value | 0x20)
        case 0...0xBF, 0x2000...0x206F, 0x3000...0x303F, 0xFE30...0xFE4F, 0xFF00...0xFFEF: nil
        default: UInt64(value)
        }
    }
}
