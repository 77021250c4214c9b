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

/// Determines the product of a listing. `docs/reference/matching.md` describes how.
package struct ProductMatcher: Sendable {
    /// The role of a word in the rule of one product.
    struct Meaning: Sendable {
        enum Kind { case title, combination, with, exception, accessory, qualifier, specification, shared }

        let kind: Kind
        /// −1 for all products.
        var product: Int32 = -1
        /// Of a specification or combination: its index in the rule.
        var number: Int32 = -1
    }

    /// Product codes, in order.
    package let products: [String]
    package let rules: [MatchingRule]
    package let shared: SharedMatching
    let trees: CategoryTrees
    let patterns: TitlePatterns
    /// Indexed by the identifiers of `patterns`.
    let meanings: [Meaning]
    /// The products of `yieldsTo`, for each product.
    let yielding: [[Int32]]
    /// Platform → category number → the product of the nearest category that has one.
    private let categories: [String: ByteTable]

    /// ASCII case is ignored.
    ///
    /// - Parameters:
    ///   - rules: product code → rule.
    ///   - watched: words that `TitleMatch.isWatched` reports (`FlagRule.titleWords`).
    package init(
        _ rules: [(product: String, rule: MatchingRule)], shared: SharedMatching = .none, trees: CategoryTrees = .none,
        watched: [String] = []
    ) {
        let sorted = rules.sorted { $0.product < $1.product }
        products = sorted.map(\.product)
        self.rules = sorted.map(\.rule)
        self.shared = shared
        self.trees = trees
        var words = MeaningList(forms: shared.forms)
        for (index, entry) in sorted.enumerated() { words.add(entry.rule, of: Int32(index)) }
        words.add(shared)
        words.addUnchanged(watched, .watched, Meaning(kind: .shared))
        patterns = TitlePatterns(words.words)
        meanings = words.meanings
        yielding = sorted.map { entry in
            entry.rule.yieldsTo.compactMap { code in
                code == entry.product ? nil : sorted.firstIndex { $0.product == code }.map { Int32($0) }
            }
        }
        categories = Self.categories(self.rules, trees)
    }

    /// The product index of every category that is mapped itself or below a mapped one. If several products map a
    /// category, the first by code has it.
    private static func categories(_ rules: [MatchingRule], _ trees: CategoryTrees) -> [String: ByteTable] {
        var mapped: [String: [String: Int32]] = [:]
        for (index, rule) in rules.enumerated() {
            for (platform, list) in rule.categories {
                for category in list where mapped[platform]?[category] == nil {
                    mapped[platform, default: [:]][category] = Int32(index)
                }
            }
        }
        var tables: [String: ByteTable] = [:]
        for (platform, products) in mapped {
            var table = ByteTable()
            for category in Set(products.keys).union(trees.parents[platform, default: [:]].keys).sorted() {
                guard let nearest = trees.nearest(to: category, on: platform, { products[$0] != nil }),
                    let product = products[nearest]
                else { continue }
                Array(category.utf8).withUnsafeBytes { table.insert($0, product) }
            }
            tables[platform] = table
        }
        return tables
    }
}

/// All words of the rules, each with its meaning.
private struct MeaningList {
    var words: [(word: String, identifier: Int32, traits: WordTraits)] = []
    var meanings: [ProductMatcher.Meaning] = []

    /// All forms of a word.
    let forms: (String) -> [String]

    init(forms: @escaping (String) -> [String]) {
        self.forms = forms
    }

    mutating func add(_ list: [String], _ traits: WordTraits, _ meaning: ProductMatcher.Meaning) {
        addUnchanged(list.flatMap(forms), traits, meaning)
    }

    mutating func addUnchanged(_ list: [String], _ traits: WordTraits, _ meaning: ProductMatcher.Meaning) {
        guard !list.isEmpty else { return }
        words += list.map { ($0, Int32(meanings.count), traits) }
        meanings.append(meaning)
    }

    mutating func add(_ rule: MatchingRule, of product: Int32) {
        add(rule.titleWords, .name, .init(kind: .title, product: product))
        for (number, combination) in rule.combinations.enumerated() {
            add(combination.words, .name, .init(kind: .combination, product: product, number: Int32(number)))
            add(combination.with, .with, .init(kind: .with, product: product, number: Int32(number)))
        }
        add(rule.exceptWords, .exception, .init(kind: .exception, product: product))
        add(rule.accessoryWords, .accessory, .init(kind: .accessory, product: product))
        add(rule.qualifierWords, .qualifier, .init(kind: .qualifier, product: product))
        for (number, specification) in rule.specifications.enumerated() {
            add(
                specification.words, .specification,
                .init(kind: .specification, product: product, number: Int32(number)))
        }
    }

    mutating func add(_ shared: SharedMatching) {
        add(shared.accessories.words, .accessory, .init(kind: .accessory))
        for (list, traits) in [
            (shared.gifts.words, WordTraits.gift), (shared.features.words, .feature), (shared.packMarks, .pack),
            (shared.plainWords, .plain), (shared.attachedWords, .attached), (shared.otherGoods, .otherGoods),
            (shared.usesBefore, .useBefore), (shared.usesBehind, .useBehind), (shared.notGoods, .notGoods),
        ] {
            add(list, traits, .init(kind: .shared))
        }
    }
}

extension ProductMatcher {
    /// A matcher without products.
    package static let empty = ProductMatcher([])

    /// The index of a product; nil if it has no rule.
    package func index(of product: String) -> Int? {
        var range = 0..<products.count
        while !range.isEmpty {
            let middle = range.lowerBound + range.count / 2
            if products[middle] == product { return middle }
            range = products[middle] < product ? middle + 1..<range.upperBound : range.lowerBound..<middle
        }
        return nil
    }

    /// The product categories of one platform. Looked up once, not for each title.
    package struct PlatformCategories: Sendable {
        /// Nil if no product has a category of the platform.
        let table: ByteTable?
    }

    /// The categories of `platform`, for `match(title:readable:category:of:_:)`.
    package func categories(of platform: String) -> PlatformCategories {
        PlatformCategories(table: categories[platform])
    }

    /// The meanings of the word with this number.
    @inline(__always)
    func meanings(of number: Int32) -> LazyMapSequence<ArraySlice<Int32>, Meaning> {
        let word = patterns.words[Int(number)]
        return patterns.identifiers[Int(word.first)..<Int(word.first + word.count)].lazy.map { meanings[Int($0)] }
    }
}
