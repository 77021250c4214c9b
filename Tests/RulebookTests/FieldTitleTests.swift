import Domain
import Rulebook
import TestSupport
import Testing

@Suite("Titles from the field")
struct FieldTitleTests {
    private let matcher: ProductMatcher

    init() throws {
        matcher = try shippedRulebook.get().matcher
    }

    private func product(_ title: String) -> String {
        let listing = Listing(key: ListingKey(platform: "jd", item: "1"), title: title, price: PriceRange(Fen(100)))
        return matcher.product(of: listing) ?? "none"
    }

    private func lines(_ file: String) throws -> [String] {
        try Repository.text("Fixtures/Field/" + file).split(separator: "\n").map { String($0) }.filter {
            !$0.hasPrefix("#")
        }
    }

    @Test("Figures 7: a title that is written to evade matches the same product")
    func evasion() throws {
        let rows = try lines("title-text.txt").filter { $0.contains("|") }
        #expect(rows.count == 8)
        for row in rows {
            let cells = row.split(separator: "|", maxSplits: 1)
            let expected = cells[1].prefix { $0 != "#" }.filter { $0 != " " }
            var title = String(cells[0])
            while title.last == " " { title.removeLast() }
            for match in title.matches(of: /\\u\{([0-9A-F]+)\}/).reversed() {
                let scalar = try #require(UInt32(match.1, radix: 16).flatMap(Unicode.Scalar.init))
                title.replaceSubrange(match.range, with: String(scalar))
            }
            #expect(product(title) == expected, "\(title)")
        }
    }

    /// Titles that are matched to a wrong product today, with that product. Every change must be made here too.
    private static let wrong: [String: String] = [:]

    @Test("each title matches its product, except those that are known to be wrong")
    func products() throws {
        var found: [String: String] = [:]
        var rows = 0
        for row in try lines("title-products.tsv") {
            let cells = row.split(separator: "\t")
            guard cells.count == 2 else { continue }
            rows += 1
            let title = String(cells[0])
            if product(title) != cells[1] { found[title] = product(title) }
        }
        #expect(rows == 126)
        #expect(found == Self.wrong)
    }
}
