/// The form in which the texts of an offer are searched: that of titles (`TitleForm`), so that full width, letter case
/// and traditional characters make no difference.
package enum SearchText {
    /// More words make a search slow and find nothing.
    package static let mostWords = 8

    /// Several texts in one, each in its line, so that a word does not reach from one into the next.
    package static func joined(_ texts: [String?]) -> String {
        texts.compactMap { $0 }.map(folded).filter { !$0.isEmpty }.joined(separator: "\n")
    }

    /// The different words that a person looks for. An offer that contains all of them is found.
    package static func words(_ text: String) -> [String] {
        var words: [String] = []
        for part in text.split(whereSeparator: \.isWhitespace) {
            let word = folded(String(part))
            if !word.isEmpty, !words.contains(word), words.count < mostWords { words.append(word) }
        }
        return words
    }

    private static func folded(_ text: String) -> String {
        String(decoding: TitleForm.folded(text), as: UTF8.self)
    }
}
