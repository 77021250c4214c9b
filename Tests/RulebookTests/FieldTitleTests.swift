import Domain
import Foundation
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

    @Test("recall and precision of every product are at least 95 % on the titles that the words were chosen by")
    func chosen() throws {
        let folder = Repository.root + "/Fixtures/Field/Titles"
        let files = try FileManager.default.contentsOfDirectory(atPath: folder)
            .filter { $0.hasSuffix(".tsv") && $0 != "unseen.tsv" }
        let counts = try measure(files)
        #expect(counts.count == 31 && counts.values.map(\.stated).reduce(0, +) > 1300)
        for (product, count) in counts {
            #expect(count.right * 100 >= count.stated * 95, "\(product): \(count) lacks recall")
            #expect(count.right * 100 >= count.found * 95, "\(product): \(count) lacks precision")
        }
    }

    @Test("recall and precision are at least 94 % on titles that nobody chose words by")
    func unseen() throws {
        let counts = try measure(["unseen.tsv"]).values
        let right = counts.map(\.right).reduce(0, +)
        #expect(right * 100 >= counts.map(\.stated).reduce(0, +) * 94)
        #expect(right * 100 >= counts.map(\.found).reduce(0, +) * 94)
    }

    private struct Count {
        var stated = 0
        var found = 0
        var right = 0
    }

    /// Product → how many titles are stated to be the product, are matched to it, and are both.
    private func measure(_ files: [String]) throws -> [String: Count] {
        var counts: [String: Count] = [:]
        for row in try files.flatMap({ try lines("Titles/" + $0) }) {
            let cells = row.split(separator: "\t").map(String.init)
            let (stated, found) = (try #require(cells.last), product(try #require(cells.first)))
            if stated != "none" { counts[stated, default: Count()].stated += 1 }
            if found != "none" { counts[found, default: Count()].found += 1 }
            if stated == found, stated != "none" { counts[stated, default: Count()].right += 1 }
        }
        return counts
    }
}
