/// Defines which listings belong to one product of `Criteria/`.
package struct MatchingRule: Hashable, Sendable {
    /// A kind of the product with its own price comparison: `10000mAh`.
    package struct Specification: Hashable, Sendable {
        package let name: String
        /// The title contains one of these words.
        package let words: [String]
        /// The title states a measure in this range, and no word of a specification.
        package let measured: MeasuredRange?

        package init(name: String, words: [String], measured: MeasuredRange? = nil) {
            self.name = name
            self.words = words
            self.measured = measured
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
    /// The word that counts the pieces of the product; nil for the word in each title. Words are compared separately.
    package let unitName: PackWord?
    /// The units in which offers of the product are compared.
    let comparedUnits: [ComparedUnit]
    /// The measure by which specifications differ; nil if they differ by words only.
    let measure: Measure?

    package init(
        categories: [String: Set<String>], titleWords: [String], exceptWords: [String],
        specifications: [Specification] = [], unit: UnitBasis = .piece,
        unitName: PackWord? = nil
    ) {
        self.categories = categories
        self.titleWords = titleWords
        self.exceptWords = exceptWords
        self.specifications = specifications
        self.unit = unit
        self.unitName = unitName
        comparedUnits = ComparedUnit.all(unit, unitName)
        measure = specifications.lazy.compactMap(\.measured?.measure).first
    }
}

extension MatchingRule {
    /// A rule that matches nothing and does not divide prices.
    static let plain = MatchingRule(categories: [:], titleWords: [], exceptWords: [], unit: .none)
}
