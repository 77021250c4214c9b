/// Defines which listings belong to one product of `Criteria/`.
package struct MatchingRule: Hashable, Sendable {
    /// A kind of the product with its own price comparison: `10000mAh`.
    package struct Specification: Hashable, Sendable {
        package let name: String
        /// The title must contain one of these words.
        package let words: [String]

        package init(name: String, words: [String]) {
            self.name = name
            self.words = words
        }
    }

    /// Platform → the category numbers of the product.
    package let categories: [String: Set<String>]
    /// The title must contain one of these words.
    package let titleWords: [String]
    /// Words that exclude the product, even if other words match (`充电宝保护套` is not a power bank).
    package let exceptWords: [String]
    /// In the order of precedence, if a title contains words of several.
    package let specifications: [Specification]
    /// The unit by which prices are divided before they are compared.
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
    /// A rule that matches nothing and does not divide prices.
    static let plain = MatchingRule(categories: [:], titleWords: [], exceptWords: [])
}
