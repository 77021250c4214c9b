import Domain
import Testing

@Suite("A search for many words in one pass")
struct TitlePatternsTests {
    private func counts(_ patterns: TitlePatterns, in title: String) -> [Int32: Int] {
        var found: [Int32: Int] = [:]
        let padded = Array(title.utf8) + Array(repeating: 0, count: TitleScratch.padding)
        padded.withUnsafeBytes {
            patterns.scan($0, count: padded.count - TitleScratch.padding) { identifier, _ in
                found[identifier, default: 0] += 1
            }
        }
        return found
    }

    private func hits(_ patterns: TitlePatterns, in title: String) -> Set<Int32> {
        Set(counts(patterns, in: title).keys)
    }

    /// The number of occurrences of each word in the title, found by testing each word at each character.
    private func naive(_ words: [String], in title: String) -> [Int32: Int] {
        let title = NaiveMatch.folded(title)
        var found: [Int32: Int] = [:]
        for (number, word) in words.enumerated() {
            let times = NaiveMatch.count(of: NaiveMatch.folded(word), in: title)
            if times > 0 { found[Int32(number)] = times }
        }
        return found
    }

    @Test(
        "finds the same words as a search word by word, and equally often",
        arguments: [
            ("童装儿宝玩具积木充电aAbB1 ", 1...4, 80), ("童装儿", 2...7, 200), ("ab", 1...14, 200), ("童é😀aA儿", 1...6, 120),
        ])
    func againstNaiveSearch(_ alphabet: String, lengths: ClosedRange<Int>, most: Int) {
        var generator = SeededGenerator(seed: 36)
        let characters = Array(alphabet)
        func text(_ range: ClosedRange<Int>) -> String {
            String(
                (0..<Int.random(in: range, using: &generator)).map { _ in
                    characters.randomElement(using: &generator) ?? "童"
                })
        }
        for _ in 0..<8 {
            let words = (0..<Int.random(in: 1...most, using: &generator)).map { _ in text(lengths) }
            let patterns = TitlePatterns(words.enumerated().map { ($1, Int32($0)) })
            for _ in 0..<8 {
                let title = text(0...60)
                #expect(counts(patterns, in: title) == naive(words, in: title), "\(title)")
            }
        }
    }

    @Test("words that contain each other are all found, even if many share an anchor")
    func nested() {
        let words =
            (1...40).map { String(repeating: "棉", count: $0) } + (1...40).map { String(repeating: "x", count: $0) }
        let patterns = TitlePatterns(words.enumerated().map { ($1, Int32($0)) })
        for title in ["纯棉棉棉棉棉棉", "xXxXxXxXxXxX 棉", String(repeating: "棉", count: 50)] {
            #expect(counts(patterns, in: title) == naive(words, in: title))
        }
    }

    @Test("a title above the maximum length is searched to its end")
    func longTitle() {
        let patterns = TitlePatterns([("充电宝", 1), ("积木a", 2)])
        for length in [60, 63, 64, 65, 128, 1_990, 2_000, 9_000] {
            #expect(hits(patterns, in: String(repeating: " ", count: length) + "充电宝积木A") == [1, 2])
        }
    }

    @Test("one word may have several identifiers; an empty word is never found")
    func sharedWords() {
        let patterns = TitlePatterns([("积木", 1), ("积木", 2), ("", 3), ("a", 4)])
        #expect(hits(patterns, in: "大颗粒积木") == [1, 2])
        #expect(hits(patterns, in: "A级") == [4])
        #expect(hits(patterns, in: "") == [])
    }

    @Test("if a title contains several specifications, the first one in the rule is used")
    func specifications() {
        let rule = MatchingRule(
            categories: [:], titleWords: ["充电宝"], exceptWords: [],
            specifications: [
                .init(name: "20000mAh", words: ["20000mAh", "20000毫安"]), .init(name: "10000mAh", words: ["10000mah"]),
            ])
        let matcher = ProductMatcher([("power-bank", rule)])
        func match(_ title: String) -> Int32 {
            let listing = Listing(key: ListingKey(platform: "jd", item: "1"), title: title, price: PriceRange(Fen(1)))
            return matcher.matches(ListingBatch([listing]))[0].specification
        }
        #expect(match("充电宝 10000MAH 20000毫安") == 0)
        #expect(match("充电宝10000mAh") == 1)
        #expect(match("充电宝") == -1)
        for title in ["充电宝 10000MAH 20000毫安", "充电宝10000mAh", "充电宝"] {
            let listing = Listing(key: ListingKey(platform: "jd", item: "1"), title: title, price: PriceRange(Fen(1)))
            var scratch = TitleScratch()
            let comparison = Comparison(of: listing, product: "power-bank", matcher: matcher, &scratch)
            let index = match(title)
            #expect(comparison.cell.specification == (index < 0 ? "" : rule.specifications[Int(index)].name))
        }
    }
}
