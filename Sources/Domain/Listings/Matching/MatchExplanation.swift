/// Why a title is matched to its product, and why not to another one that it names. Values; `MatchWording` makes the
/// sentences.
package struct MatchExplanation: Hashable, Sendable {
    /// A word in a title.
    package struct Word: Hashable, Sendable {
        /// As the normal form of the title has it.
        package let text: String
        /// The number of characters of the normal form before the word.
        package let place: Int

        package init(_ text: String, at place: Int) {
            self.text = text
            self.place = place
        }
    }

    /// A product that the title names, or to which its category belongs, and that it is not matched to.
    package struct Dropped: Hashable, Sendable {
        package let product: String
        package let cause: Cause
    }

    /// Why a title is not matched to a product.
    package enum Cause: Hashable, Sendable {
        /// The title offers no goods.
        case notGoods(Word)
        case exception(Word)
        /// Goods that belong to no product are named first.
        case otherGoods(Word)
        /// A qualifier word is just before the name.
        case qualifier(Word)
        /// An accessory word follows the name; without a name it is anywhere in the title.
        case accessory(Word)
        /// All names are void. The first is in a gift phrase,
        case gift(Word, mark: Word)
        /// or in a plain word,
        case plain(Word, in: Word)
        /// or is only a use,
        case use(Word, mark: Word)
        /// or needs another word,
        case alone(Word)
        /// or is a part of a longer name.
        case part(Word, of: Word, product: String)
        /// The title also names a product to which this one yields.
        case yields(Word, to: Word, product: String)
        /// The name qualifies that of another product.
        case modifier(Word, of: Word, product: String)
        /// The name of another product comes first.
        case later(Word, than: Word, product: String)
        /// The category belongs to another product.
        case category(product: String)
    }

    /// Nil if the title is matched to no product.
    package let product: String?
    /// Set if `product` is.
    package let reason: MatchReason?
    /// By product code.
    package let dropped: [Dropped]

    /// Why the title is not matched to `product`; nil if it does not name it, or is matched to it.
    package func cause(for product: String) -> Cause? {
        dropped.first { $0.product == product }?.cause
    }
}

/// The rule that matched a title to its product.
package enum MatchReason: Hashable, Sendable {
    /// The feed's category, and the category of the rule: the same or one above it.
    case category(String, of: String)
    case titleWord(MatchExplanation.Word)
    case combination(MatchExplanation.Word, with: MatchExplanation.Word)
    /// The rules have changed since the listing was matched; the present ones do not match it to the product.
    case earlierRules

    /// The kind of rule, with its name in the database and in answers to programs.
    package enum Kind: String, CaseIterable, Sendable {
        case category
        case titleWord = "title-word"
        case combination
        case earlierRules = "earlier-rules"
    }

    package var kind: Kind {
        switch self {
        case .category: .category
        case .titleWord: .titleWord
        case .combination: .combination
        case .earlierRules: .earlierRules
        }
    }
}
