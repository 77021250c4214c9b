/// Finds the intended word for a mistyped one.
enum Spelling {
    /// Maximum number of letters. A longer word is not compared.
    private static let longest = 40
    private static let most = 1000

    /// The known word with the fewest differences from `word`; nil if no known word is similar enough.
    static func nearest(to word: String, among known: some Sequence<String>) -> String? {
        let letters = Array(word.lowercased())
        guard letters.count <= longest else { return nil }
        let farthest = max(1, letters.count / 3)
        var best: (word: String, distance: Int)?
        for candidate in known.prefix(most) where candidate.utf8.count <= longest * 4 {
            let distance = distance(letters, Array(candidate.lowercased()))
            if distance <= farthest, distance < best?.distance ?? .max { best = (candidate, distance) }
        }
        return best?.word
    }

    /// The number of letters that must be added, removed, replaced, or swapped with the next letter.
    static func distance(_ left: [Character], _ right: [Character]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for row in 1...max(left.count, 1) where !left.isEmpty {
            var current = [row]
            for column in 1...max(right.count, 1) where !right.isEmpty {
                let differs = left[row - 1] == right[column - 1] ? 0 : 1
                var cost = min(last[column] + 1, current[column - 1] + 1, last[column - 1] + differs)
                if row > 1, column > 1, left[row - 1] == right[column - 2], left[row - 2] == right[column - 1] {
                    cost = min(cost, beforeLast[column - 2] + 1)
                }
                current.append(cost)
            }
            (beforeLast, last) = (last, current)
        }
        return last[right.count]
    }
}
