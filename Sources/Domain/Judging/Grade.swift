/// A colour fastness grade: 1, 1-2, 2 … 4-5, 5. `3-4` is one ordinal step between 3 and 4, not a range.
package struct Grade: Hashable, Comparable, Sendable {
    /// Twice the grade: 7 for `3-4`.
    package let halfSteps: Int

    /// Reads `3-4`, `3-4级`, `4 级`; nil for anything else, `3-5` among it.
    package init?(_ text: String) {
        var rest = Substring(text).trimmingSpaces()
        if rest.hasSuffix("级") { rest = rest.dropLast().trimmingSpaces() }
        // One digit each: `Int` alone would read `+3` and `03` too.
        let parts = rest.split(separator: "-", omittingEmptySubsequences: false)
            .map { $0.utf8.count == 1 ? Int($0) : nil }
        guard let first = parts.first ?? nil, (1...5).contains(first) else { return nil }
        switch parts.count {
        case 1:
            halfSteps = first * 2
        case 2:
            guard parts[1] == first + 1, first < 5 else { return nil }
            halfSteps = first * 2 + 1
        default:
            return nil
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
