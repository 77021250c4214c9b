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
    /// `补差价`: the title offers no goods.
    package var notGoods: [String] = []
    /// The file that contains these words; nil if there is none.
    package let rule: RuleReference?

    package init(rule: RuleReference? = nil) {
        self.rule = rule
    }

    /// No words. Used if there is no such file.
    package static let none = SharedMatching()
}
