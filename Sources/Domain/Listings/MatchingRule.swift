/// How listings are matched to one product of `Criteria/`.
package struct MatchingRule: Hashable, Sendable {
    /// A kind of the product whose prices are compared on their own: `10000mAh`.
    package struct Specification: Hashable, Sendable {
        package let name: String
        /// Words of which one in the title is enough.
        package let words: [String]

        package init(name: String, words: [String]) {
            self.name = name
            self.words = words
        }
    }

    /// Platform → category numbers that belong to the product.
    package let categories: [String: Set<String>]
    /// Words of which one in the title is enough.
    package let titleWords: [String]
    /// Words that rule the product out, whatever else fits (`充电宝保护套` is not a power bank).
    package let exceptWords: [String]
    /// In the order of precedence where a title names several.
    package let specifications: [Specification]
    /// What prices are divided by before they are compared.
    package let unit: UnitBasis

    package init(
        categories: [String: Set<String>], titleWords: [String], exceptWords: [String],
        specifications: [Specification] = [], unit: UnitBasis = .piece
    ) {
        self.categories = categories
        self.titleWords = titleWords
        self.exceptWords = exceptWords
        self.specifications = specifications
        self.unit = unit
    }
}

extension MatchingRule {
    /// A rule that finds nothing and reads prices by the piece.
    static let plain = MatchingRule(categories: [:], titleWords: [], exceptWords: [])
}
