/// How listings are matched to one product of `Criteria/`.
package struct MatchingRule: Hashable, Sendable {
    /// Platform → category numbers that belong to the product.
    package let categories: [String: Set<String>]
    /// Words of which one in the title is enough.
    package let titleWords: [String]
    /// Words that rule the product out, whatever else fits (`充电宝保护套` is not a power bank).
    package let exceptWords: [String]

    package init(categories: [String: Set<String>], titleWords: [String], exceptWords: [String]) {
        self.categories = categories
        self.titleWords = titleWords
        self.exceptWords = exceptWords
    }
}

/// Decides which product a listing is an offer of.
package struct ProductMatcher: Sendable {
    private struct Entry: Sendable {
        let product: String
        let categories: [String: Set<String>]
        let words: [[UInt8]]
        let exceptions: [[UInt8]]
    }

    private let entries: [Entry]

    /// `rules`: product code → rule. Words are compared without regard to ASCII case.
    package init(_ rules: [(product: String, rule: MatchingRule)]) {
        entries = rules.sorted { $0.product < $1.product }.map { product, rule in
            Entry(
                product: product, categories: rule.categories,
                words: rule.titleWords.map { foldedASCII($0.utf8) },
                exceptions: rule.exceptWords.map { foldedASCII($0.utf8) })
        }
    }

    /// The product of `listing`, or nil.
    ///
    /// A title word decides; among several products the longest word wins, then the product code in order. The category
    /// alone decides only where no title word of any product is found.
    package func product(of listing: Listing) -> String? {
        let title = foldedASCII(listing.title.utf8)
        var best: (length: Int, product: String)?
        var byCategory: String?
        for entry in entries {
            if entry.exceptions.contains(where: { contains(title, $0) }) { continue }
            let length = entry.words.reduce(0) { contains(title, $1) ? max($0, $1.count) : $0 }
            if length > (best?.length ?? 0) { best = (length, entry.product) }
            if byCategory == nil, let category = listing.category,
                entry.categories[listing.key.platform]?.contains(category) == true
            {
                byCategory = entry.product
            }
        }
        return best?.product ?? byCategory
    }
}

func foldedASCII(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    bytes.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
}

private func contains(_ text: [UInt8], _ word: [UInt8]) -> Bool {
    guard let first = word.first, text.count >= word.count else { return false }
    var start = 0
    while start <= text.count - word.count {
        if text[start] == first, text[start..<(start + word.count)].elementsEqual(word) { return true }
        start += 1
    }
    return false
}
