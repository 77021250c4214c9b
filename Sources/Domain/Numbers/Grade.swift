/// A colour fastness grade: 1, 1-2, 2 … 4-5, 5. `3-4` is one ordinal step between 3 and 4, not a range.
package struct Grade: Hashable, Comparable, Sendable {
    /// Twice the grade: 7 for `3-4`.
    package let halfSteps: Int

    /// Reads `3-4`, `3-4级`, `4 级`; nil for any other text, including `3-5`.
    package init?(_ text: String) {
        var text = text
        guard let grade = text.withUTF8({ Grade(utf8: UnsafeRawBufferPointer($0)) }) else { return nil }
        self = grade
    }

    /// Reads bytes without copying them.
    package init?(utf8 bytes: UnsafeRawBufferPointer) {
        var bytes = trimmingASCIISpaces(bytes)
        if bytes.suffix(3).elementsEqual("级".utf8) {
            bytes = trimmingASCIISpaces(UnsafeRawBufferPointer(rebasing: bytes.dropLast(3)))
        }
        guard bytes.count == 1 || (bytes.count == 3 && bytes[1] == UInt8(ascii: "-")) else { return nil }
        let first = Int(bytes[0]) - 0x30
        guard (1...5).contains(first) else { return nil }
        if bytes.count == 1 {
            halfSteps = first * 2
        } else {
            guard first < 5, Int(bytes[2]) - 0x30 == first + 1 else { return nil }
            halfSteps = first * 2 + 1
        }
    }

    package static func < (left: Grade, right: Grade) -> Bool {
        left.halfSteps < right.halfSteps
    }

    /// `3-4`.
    package var text: String {
        halfSteps % 2 == 0 ? String(halfSteps / 2) : "\(halfSteps / 2)-\(halfSteps / 2 + 1)"
    }
}

/// `bytes` without surrounding spaces and tabs.
func trimmingASCIISpaces(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    var start = 0
    var end = bytes.count
    while start < end, bytes[start] == 0x20 || bytes[start] == 0x09 { start += 1 }
    while end > start, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
    return UnsafeRawBufferPointer(rebasing: bytes[start..<end])
}
