/// Defines which listings belong to one product of `Criteria/`. `docs/reference/matching.md` explains how.
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

    /// Words that name the product only if the title also contains another word: `儿童` with `T恤`.
    package struct Combination: Hashable, Sendable {
        package let words: [String]
        package let with: [String]

        package init(words: [String], with: [String]) {
            self.words = words
            self.with = with
        }
    }

    /// Platform → the category numbers of the product. Each includes its subtree.
    package let categories: [String: Set<String>]
    /// The names of the product.
    package let titleWords: [String]
    package let combinations: [Combination]
    /// Words that exclude the product wherever they are: `成人` for nappies of infants.
    package let exceptWords: [String]
    /// Words that make the product a part or an accessory if they follow its name, besides the shared ones.
    package let accessoryWords: [String]
    /// Words that make the product something else just before its name: `宠物` for wet wipes. Behind it they are accessory
    /// words.
    package let qualifierWords: [String]
    /// The codes of products beside whose names this product is only a feature or a place of use.
    package let yieldsTo: [String]
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
        categories: [String: Set<String>], titleWords: [String], combinations: [Combination] = [],
        exceptWords: [String], accessoryWords: [String] = [], qualifierWords: [String] = [], yieldsTo: [String] = [],
        specifications: [Specification] = [],
        unit: UnitBasis = .piece, unitName: PackWord? = nil
    ) {
        self.categories = categories
        self.titleWords = titleWords
        self.combinations = combinations
        self.exceptWords = exceptWords
        self.accessoryWords = accessoryWords
        self.qualifierWords = qualifierWords
        self.yieldsTo = yieldsTo
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
