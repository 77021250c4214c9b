/// Compares the products that titles are matched to with the right ones.
package struct MatchTrial: Sendable {
    /// A title with its right product.
    package struct Row: Hashable, Sendable {
        /// 1-based, in the file.
        package let line: Int
        package let title: String
        /// Nil if the title belongs to no product.
        package let product: String?
        package let platform: String?
        package let category: String?

        package init(line: Int, title: String, product: String?, platform: String? = nil, category: String? = nil) {
            self.line = line
            self.title = title
            self.product = product
            self.platform = platform
            self.category = category
        }
    }

    /// A title that is matched to another product than the right one.
    package struct Fault: Sendable {
        package let row: Row
        package let explanation: MatchExplanation
    }

    /// What the matching made of the titles of one product.
    package struct Counts: Hashable, Sendable {
        /// Titles of the product.
        package internal(set) var titles = 0
        /// Titles of the product that are matched to it.
        package internal(set) var matched = 0
        /// Titles of others that are matched to it.
        package internal(set) var falseMatches = 0

        package var misses: Int { titles - matched }

        /// Tenths of a percent; nil if the product has no titles.
        package var recall: Int? { Self.share(matched, of: titles) }

        /// Tenths of a percent; nil if no title is matched to the product.
        package var precision: Int? { Self.share(matched, of: matched + falseMatches) }

        /// Rounded down, so that 100 % means that there is no fault.
        private static func share(_ part: Int, of whole: Int) -> Int? {
            whole > 0 ? part * 1000 / whole : nil
        }
    }

    /// Product → its counts. Products without titles and without matches are left out.
    package private(set) var products: [String: Counts] = [:]
    /// In the order of the rows.
    package private(set) var faults: [Fault] = []
    /// The titles that belong to no product.
    package private(set) var others = 0

    package init(_ rows: [Row], _ matcher: ProductMatcher) {
        for row in rows {
            let explanation = matcher.explanation(of: row.title, category: row.category, on: row.platform ?? "")
            if let product = row.product { products[product, default: Counts()].titles += 1 } else { others += 1 }
            guard explanation.product == row.product else {
                faults.append(Fault(row: row, explanation: explanation))
                if let found = explanation.product { products[found, default: Counts()].falseMatches += 1 }
                continue
            }
            if let product = row.product { products[product, default: Counts()].matched += 1 }
        }
    }

    /// The counts of all products together.
    package var total: Counts {
        products.values.reduce(into: Counts()) { total, counts in
            total.titles += counts.titles
            total.matched += counts.matched
            total.falseMatches += counts.falseMatches
        }
    }
}
