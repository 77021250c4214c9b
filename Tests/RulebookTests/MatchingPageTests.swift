import Domain
import Rulebook
import TestSupport
import Testing

@Suite("The page of matching")
struct MatchingPageTests {
    private let page: String
    private let matcher: ProductMatcher

    init() throws {
        page = try Repository.text("docs/reference/matching.md")
        let blocks = page.split(separator: "```yaml\n").dropFirst().map { block in
            String(block.prefix { $0 != "`" })
        }
        try #require(blocks.count == 3)
        let rules = try blocks[0].split(separator: "\n").map { line in
            let parts = line.split(separator: ": ", maxSplits: 1).map(String.init)
            let section = "matching: " + parts[1]
            let text = RuleText.criteria.replacing("product: lamp", with: "product: " + parts[0])
                .replacing("matching:\n  titleWords: [台灯]", with: section)
            let criteria = try CriteriaFile.read(Array(text.utf8), file: "Criteria/\(parts[0]).yaml")
            return (criteria.product, criteria.matching)
        }
        matcher = ProductMatcher(
            rules, shared: try SharedMatchingFile.read(Array(blocks[1].utf8), file: SharedMatchingFile.name),
            trees: try CategoryFile.read(Array(blocks[2].utf8), file: CategoryFile.name))
    }

    /// `标题第1字起的“积木”；power-bank：…`.
    private func why(_ explanation: MatchExplanation) -> String {
        let reason = explanation.reason.map { MatchWording.text($0) }
        let dropped = explanation.dropped.map { "\($0.product)：" + MatchWording.text($0.cause) { $0 } }
        return ([reason].compactMap(\.self) + dropped).joined(separator: "；")
    }

    @Test("every example of the page is matched as it says, for the reason that it gives")
    func examples() throws {
        var count = 0
        for line in page.split(separator: "\n") where line.hasPrefix("| ") {
            let cells = line.split(separator: "|").map { $0.split(separator: " ").joined(separator: " ") }
            guard (3...4).contains(cells.count), cells[0] != "title" else { continue }
            let category = cells.count == 4 ? cells[1] : nil
            let explanation = matcher.explanation(of: cells[0], category: category, on: "jd")
            #expect((explanation.product ?? "none") == cells[cells.count - 2], "\(line)")
            #expect(why(explanation) == cells[cells.count - 1], "\(line)")
            let listing = Listing(
                key: ListingKey(platform: "jd", item: "1"), title: cells[0], price: PriceRange(Fen(100)),
                category: category)
            #expect(matcher.product(of: listing) == explanation.product, "\(line)")
            count += 1
        }
        #expect(count == 34)
    }

    @Test("the page names every key of the shared words")
    func keys() {
        for key in [
            "gifts", "features", "packMarks", "plainWords", "accessoryWords", "attachedWords", "otherGoods", "uses",
            "qualifierReach", "notGoods", "traditional",
        ] {
            #expect(page.contains("| `\(key)` |"), "\(key)")
        }
    }
}
