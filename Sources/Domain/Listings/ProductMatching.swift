/// The product and specification of one title with its category.
package struct TitleMatch: Hashable, Sendable {
    /// Index in `ProductMatcher.products`; −1 for none.
    package var product: Int32 = -1
    /// Index in the product's specifications; −1 for none.
    package var specification: Int32 = -1
    /// Whether the title contains one of the watched words.
    package var isWatched = false

    package init(product: Int32 = -1, specification: Int32 = -1, isWatched: Bool = false) {
        self.product = product
        self.specification = specification
        self.isWatched = isWatched
    }
}

/// Determines the product of a listing.
package struct ProductMatcher: Sendable {
    /// The role of a word in a rule.
    struct Meaning: Sendable {
        enum Kind { case title, exception, specification, watched }

        let kind: Kind
        let product: Int32
        var specification: Int32 = -1
    }

    /// Product codes, in order.
    package let products: [String]
    package let rules: [MatchingRule]
    let patterns: TitlePatterns
    /// Indexed by the identifiers of `patterns`.
    let meanings: [Meaning]
    /// Platform → category number → the first product, by code, that has the category.
    private let categories: [String: ByteTable]

    /// ASCII case is ignored.
    ///
    /// - Parameters:
    ///   - rules: product code → rule.
    ///   - watched: words that `TitleMatch.isWatched` reports (`FlagRule.titleWords`).
    package init(_ rules: [(product: String, rule: MatchingRule)], watched: [String] = []) {
        let sorted = rules.sorted { $0.product < $1.product }
        products = sorted.map(\.product)
        self.rules = sorted.map(\.rule)
        var words: [(word: String, identifier: Int32)] = []
        var meanings: [Meaning] = []
        func add(_ list: [String], _ meaning: Meaning) {
            words += list.map { ($0, Int32(meanings.count)) }
            meanings.append(meaning)
        }
        var categories: [String: ByteTable] = [:]
        for (index, entry) in sorted.enumerated() {
            let product = Int32(index)
            add(entry.rule.titleWords, Meaning(kind: .title, product: product))
            add(entry.rule.exceptWords, Meaning(kind: .exception, product: product))
            for (number, specification) in entry.rule.specifications.enumerated() {
                add(
                    specification.words,
                    Meaning(kind: .specification, product: product, specification: Int32(number)))
            }
            for (platform, list) in entry.rule.categories {
                for category in list.sorted() {
                    Array(category.utf8).withUnsafeBytes {
                        categories[platform, default: ByteTable()].insert($0, product)
                    }
                }
            }
        }
        add(watched, Meaning(kind: .watched, product: -1))
        patterns = TitlePatterns(words)
        self.meanings = meanings
        self.categories = categories
    }
}

extension ProductMatcher {
    /// The product categories of one platform. Looked up once, not for each title.
    package struct PlatformCategories: Sendable {
        /// Nil if no product has a category of the platform.
        let table: ByteTable?
    }

    /// The categories of `platform`, for `match(title:readable:category:of:_:)`.
    package func categories(of platform: String) -> PlatformCategories {
        PlatformCategories(table: categories[platform])
    }
}
