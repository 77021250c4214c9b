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

/// What one title, with its category, was found to be.
package struct TitleMatch: Hashable, Sendable {
    /// Index into `ProductMatcher.products`; −1 for none.
    package var product: Int32 = -1
    /// Index into the product's specifications; −1 for none.
    package var specification: Int32 = -1
    /// Whether one of the watched words stands in the title.
    package var isWatched = false
}

extension MatchingRule {
    /// A rule that finds nothing and reads prices by the piece.
    static let plain = MatchingRule(categories: [:], titleWords: [], exceptWords: [])
}

/// Decides which product a listing is an offer of.
package struct ProductMatcher: Sendable {
    /// What a word of a pattern stands for.
    private struct Meaning: Sendable {
        enum Kind { case title, exception, specification, watched }

        let kind: Kind
        let product: Int32
        var specification: Int32 = -1
    }

    /// Product codes, in order.
    package let products: [String]
    package let rules: [MatchingRule]
    private let patterns: TitlePatterns
    private let meanings: [Meaning]
    /// Platform → category number → the first product, in order of codes, that names it.
    private let categories: [String: ByteTable]

    /// `rules`: product code → rule. Words are compared without regard to ASCII case.
    ///
    /// - Parameter watched: words worth a look wherever they stand (forbidden claims).
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
    /// Matches every row of `batch`, in order.
    ///
    /// A title word decides; among several products the longest word wins, then the product code in order. The category
    /// alone decides only where no title word of any product is found. A product ruled out by an exception counts as not
    /// found, by word and by category.
    package func matches(_ batch: ListingBatch) -> [TitleMatch] {
        batch.bytes.withUnsafeBytes { matches(batch.rows.map(ListingGlance.init), in: $0, of: batch.platform) }
    }

    /// Matches listings of `platform` whose texts stand in `bytes`, in order.
    package func matches(
        _ glances: [ListingGlance], in bytes: UnsafeRawBufferPointer, of platform: String
    ) -> [TitleMatch] {
        let categories = self.categories[platform]
        var scratch = Scratch()
        return glances.map { glance in
            let title = UnsafeRawBufferPointer(rebasing: bytes[glance.title.range])
            let category = categories.flatMap { table in
                glance.category.isNone
                    ? nil : table.value(UnsafeRawBufferPointer(rebasing: bytes[glance.category.range]))
            }
            let isFolded = Self.isFolded(title, in: bytes, end: glance.title.range.upperBound)
            return match(title, isFolded: isFolded, category: category, &scratch)
        }
    }

    /// The product code of every row of `batch`, in order; nil where there is none.
    package func products(of batch: ListingBatch) -> [String?] {
        matches(batch).map { $0.product < 0 ? nil : products[Int($0.product)] }
    }

    /// The product of `listing`, or nil.
    package func product(of listing: Listing) -> String? {
        products(of: ListingBatch([listing]))[0]
    }

    private struct Scratch {
        var title: [UInt8] = []
        var hits: [(meaning: Int32, length: Int32)] = []
    }

    private func match(
        _ title: UnsafeRawBufferPointer, isFolded: Bool, category: Int32?, _ scratch: inout Scratch
    ) -> TitleMatch {
        scratch.hits.removeAll(keepingCapacity: true)
        if isFolded {
            patterns.scan(title, count: title.count) { scratch.hits.append(($0, Int32($1))) }
        } else {
            Self.fold(title, into: &scratch.title)
            scratch.title.withUnsafeBytes { folded in
                patterns.scan(folded, count: title.count) { scratch.hits.append(($0, Int32($1))) }
            }
        }
        var result = TitleMatch()
        guard !scratch.hits.isEmpty else {
            result.product = category ?? -1
            return result
        }
        decide(scratch.hits, category, &result)
        return result
    }

    private func decide(_ hits: [(meaning: Int32, length: Int32)], _ category: Int32?, _ result: inout TitleMatch) {
        func isExcluded(_ product: Int32) -> Bool {
            hits.contains {
                meanings[Int($0.meaning)].kind == .exception && meanings[Int($0.meaning)].product == product
            }
        }
        var longest: Int32 = 0
        for hit in hits {
            let meaning = meanings[Int(hit.meaning)]
            switch meaning.kind {
            case .watched: result.isWatched = true
            case .title:
                let wins = hit.length > longest || (hit.length == longest && meaning.product < result.product)
                if wins, !isExcluded(meaning.product) {
                    longest = hit.length
                    result.product = meaning.product
                }
            case .exception, .specification: break
            }
        }
        if result.product < 0, let category, !isExcluded(category) { result.product = category }
        guard result.product >= 0 else { return }
        for hit in hits {
            let meaning = meanings[Int(hit.meaning)]
            guard meaning.kind == .specification, meaning.product == result.product else { continue }
            if result.specification < 0 || meaning.specification < result.specification {
                result.specification = meaning.specification
            }
        }
    }

    private static let padding = [UInt8](repeating: 0, count: 8)

    /// Whether a title can be looked through where it stands: nothing to fold, and eight bytes to read behind it.
    private static func isFolded(_ title: UnsafeRawBufferPointer, in bytes: UnsafeRawBufferPointer, end: Int) -> Bool {
        guard end + 8 <= bytes.count else { return false }
        var upper: UInt8 = 0
        for byte in title { upper |= byte &- 0x41 < 26 ? 1 : 0 }
        return upper == 0
    }

    /// The title in lower case as far as ASCII goes, with eight zero bytes behind it.
    private static func fold(_ title: UnsafeRawBufferPointer, into folded: inout [UInt8]) {
        folded.removeAll(keepingCapacity: true)
        folded.append(contentsOf: title)
        folded.withUnsafeMutableBufferPointer { bytes in
            for index in 0..<bytes.count { bytes[index] |= bytes[index] &- 0x41 < 26 ? 0x20 : 0 }
        }
        folded.append(contentsOf: padding)
    }
}
