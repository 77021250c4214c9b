/// The words that have a meaning in the titles of all products: the content of `Criteria/shared/matching.yaml`.
package struct SharedMatching: Hashable, Sendable {
    /// Words, and the number of characters over which they have an effect.
    package struct Reach: Hashable, Sendable {
        package let words: [String]
        package let reach: Int

        package init(words: [String] = [], reach: Int = 0) {
            self.words = words
            self.reach = reach
        }
    }

    /// `送`, `赠`: a gift phrase begins with the word. It reaches to the next break, at most `reach` characters behind
    /// the word.
    package var gifts = Reach()
    /// `带`, `含`: a feature phrase, in the same way.
    package var features = Reach()
    /// `装`: an accessory or exception word just before it names the pack.
    package var packMarks: [String] = []
    /// Words that contain a mark or an accessory word and mean neither: `套装`.
    package var plainWords: [String] = []
    /// `收纳盒`, `支架`: they make a product an accessory if at most `reach` characters are between its name and them.
    package var accessories = Reach()
    /// `套`, `壳`: the same, only just behind the name.
    package var attachedWords: [String] = []
    /// `眼霜`: goods that belong to no product. They exclude a product before its first name; behind it they are accessory
    /// words.
    package var otherGoods: [String] = []
    /// `可放`: a name just behind the word is only a use.
    package var usesBefore: [String] = []
    /// `专用`: a name just before the word is only a use.
    package var usesBehind: [String] = []
    /// The maximum number of characters between a qualifier word and the name behind it.
    package var qualifierReach = 0
    /// Traditional characters and how they are read: 電 as 电.
    package var traditional: [Unicode.Scalar: Unicode.Scalar] = [:] {
        didSet { variants = Dictionary(grouping: traditional.keys) { traditional[$0] ?? $0 }.mapValues { $0.sorted() } }
    }
    /// Each character with the traditional characters that are read as it.
    private var variants: [Unicode.Scalar: [Unicode.Scalar]] = [:]
    /// `补差价`: the title offers no goods.
    package var notGoods: [String] = []
    /// The file that contains these words; nil if there is none.
    package let rule: RuleReference?

    package init(rule: RuleReference? = nil) {
        self.rule = rule
    }

    /// All forms of a word in simplified and traditional characters.
    package func forms(of word: String) -> [String] {
        guard !traditional.isEmpty else { return [word] }
        return TitleForm.normal(word).unicodeScalars.reduce(into: [""]) { forms, character in
            let simple = traditional[character] ?? character
            let choices = [simple] + (variants[simple] ?? [])
            forms = forms.flatMap { form in choices.map { form + String($0) } }
        }
    }

    /// The number of forms of a word.
    package func formCount(of word: String) -> Double {
        TitleForm.normal(word).unicodeScalars.reduce(1) { count, character in
            let simple = traditional[character] ?? character
            return count * Double(1 + (variants[simple]?.count ?? 0))
        }
    }

    /// No words. Used if there is no such file.
    package static let none = SharedMatching()
}
