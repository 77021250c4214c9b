import Domain
import Testing

@Suite("Many words looked for in one pass")
struct TitlePatternsTests {
    private func hits(_ patterns: TitlePatterns, in title: String) -> Set<Int32> {
        var found: Set<Int32> = []
        let padded = Array(title.lowercased().utf8) + Array(repeating: 0, count: 8)
        padded.withUnsafeBytes {
            patterns.scan($0, count: padded.count - 8) { identifier, _ in found.insert(identifier) }
        }
        return found
    }

    @Test("are found exactly where a search word by word finds them")
    func againstNaiveSearch() {
        var generator = SeededGenerator(seed: 36)
        let characters = Array("童装儿宝玩具积木充电aAbB1 ")
        func text(_ range: ClosedRange<Int>) -> String {
            String(
                (0..<Int.random(in: range, using: &generator)).map { _ in
                    characters.randomElement(using: &generator) ?? "童"
                })
        }
        for _ in 0..<60 {
            let words = (0..<Int.random(in: 1...80, using: &generator)).map { _ in text(1...4) }
            let patterns = TitlePatterns(words.enumerated().map { ($1, Int32($0)) })
            for _ in 0..<40 {
                let title = text(0...20)
                let folded = title.lowercased()
                let expected = words.indices.filter { folded.contains(words[$0].lowercased()) }.map { Int32($0) }
                #expect(hits(patterns, in: title) == Set(expected), "\(title)")
            }
        }
    }

    @Test("one word may stand for several things, and an empty one for none")
    func sharedWords() {
        let patterns = TitlePatterns([("积木", 1), ("积木", 2), ("", 3), ("a", 4)])
        #expect(hits(patterns, in: "大颗粒积木") == [1, 2])
        #expect(hits(patterns, in: "A级") == [4])
        #expect(hits(patterns, in: "") == [])
    }

    @Test("a title names the specification that comes first in the rule")
    func specifications() {
        let rule = MatchingRule(
            categories: [:], titleWords: ["充电宝"], exceptWords: [],
            specifications: [
                .init(name: "20000mAh", words: ["20000mAh", "20000毫安"]), .init(name: "10000mAh", words: ["10000mah"]),
            ])
        let matcher = ProductMatcher([("power-bank", rule)])
        func match(_ title: String) -> Int32 {
            let listing = Listing(key: ListingKey(platform: "jd", item: "1"), title: title, price: Fen(1))
            return matcher.matches(ListingBatch([listing]))[0].specification
        }
        #expect(match("充电宝 10000MAH 20000毫安") == 0)
        #expect(match("充电宝10000mAh") == 1)
        #expect(match("充电宝") == -1)
        for title in ["充电宝 10000MAH 20000毫安", "充电宝10000mAh", "充电宝"] {
            let listing = Listing(key: ListingKey(platform: "jd", item: "1"), title: title, price: Fen(1))
            let comparison = Comparison(of: listing, product: "power-bank", rule: rule)
            let index = match(title)
            #expect(comparison.cell.specification == (index < 0 ? "" : rule.specifications[Int(index)].name))
        }
    }
}
