import Domain
import Foundation
import TestSupport
import Testing

@Suite("Figures 7: the normal form of a title")
struct TitleFormTests {
    /// The table of `docs/reference/title-form.md`: what is folded, an example, and its normal form.
    private func documented() throws -> [(example: String, normal: String)] {
        try Repository.text("docs/reference/title-form.md").split(separator: "\n").compactMap { line in
            let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            guard cells.count == 3, cells[1].hasPrefix("`"), cells[2].hasPrefix("`") else { return nil }
            func text(_ cell: String) -> String {
                let written = cell.trimmingCharacters(in: ["`"])
                return written.matches(of: /\\u\{([0-9A-F]+)\}/).reversed().reduce(into: written) { text, match in
                    let scalar = UInt32(match.1, radix: 16).flatMap(Unicode.Scalar.init).map { String($0) } ?? ""
                    text.replaceSubrange(match.range, with: scalar)
                }
            }
            return (text(cells[1]), text(cells[2]))
        }
    }

    @Test("every line of the documented list gives the documented form")
    func list() throws {
        let list = try documented()
        #expect(list.count >= 12)
        for (example, normal) in list {
            #expect(TitleForm.normal(example) == normal, "\(example)")
            #expect(TitleForm.normal(normal) == normal, "the form of \(normal) is itself")
        }
    }

    @Test("characters that stand for others become what Unicode's NFKC says")
    func compatibility() {
        let blocks: [ClosedRange<UInt32>] = [
            0x2070...0x209F, 0x2100...0x218F, 0x2460...0x24FF, 0x2F00...0x2FDF, 0x3200...0x33FF, 0xF900...0xFAFF,
            0xFF01...0xFF5E, 0x1D400...0x1D7FF, 0x2F800...0x2FA1F,
        ]
        var folded = 0
        let kept = Set("！（），：；？".unicodeScalars)
        for scalar in blocks.joined().compactMap(Unicode.Scalar.init)
        where scalar.properties.generalCategory != .unassigned
            && !kept.contains(scalar)
        {
            let text = String(scalar)
            let expected = text.precomposedStringWithCompatibilityMapping
            guard !expected.unicodeScalars.elementsEqual(text.unicodeScalars) else { continue }
            #expect(TitleForm.normal(text).unicodeScalars.elementsEqual(expected.unicodeScalars), "\(scalar.value)")
            folded += 1
        }
        #expect(folded > 3_000)
    }

    @Test("a title that the fast test finds plain is its own normal form, for every character at every place")
    func fastTest() {
        for value in UInt32(0)...0x2FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let text = "甲乙" + String(scalar) + "丙 ab"
            guard TitleForm.isPlain(text) else { continue }
            #expect(TitleForm.complete(text) == text, "\(value)")
        }
        var generator = SeededGenerator(seed: 71)
        let characters = Array("甲乙丙&;#1x. |_a宝\u{200B}，：“【】×é").map { String($0) }
        for _ in 0..<60_000 {
            let text = (0..<Int.random(in: 0...14, using: &generator)).map { _ in
                characters.randomElement(using: &generator) ?? ""
            }.joined()
            #expect(!TitleForm.isPlain(text) || TitleForm.complete(text) == text, "\(text)")
        }
    }

    @Test("usual titles are plain, so that they are not copied")
    func plain() {
        for title in ["充电宝 10000毫安 迷你", "【新款】儿童T恤、短裤 2条装×3", "LED灯泡9W-E27/2只装", "宝宝“棉柔”巾"] {
            #expect(TitleForm.isPlain(title), "\(title)")
        }
    }

    @Test("blanks between words stay, so that no word arises across them")
    func words() {
        #expect(TitleForm.normal("实木儿童床 单人加宽") == "实木儿童床 单人加宽")
        #expect(TitleForm.normal("儿童 玩具") == "儿童 玩具")
        #expect(TitleForm.normal("充 电 宝 迷你") == "充电宝迷你")
    }

    @Test("words of rules are folded like titles, and the title of the listing stays as received")
    func rules() {
        let matcher = ProductMatcher([
            ("power-bank", MatchingRule(categories: [:], titleWords: ["充\u{200B}电宝", "ＰｏｗｅｒBank"], exceptWords: ["⽊"]))
        ])
        func product(_ title: String) -> String? {
            let listing = Listing(key: ListingKey(platform: "jd", item: "1"), title: title, price: PriceRange(Fen(100)))
            let batch = ListingBatch([listing])
            #expect(batch.listing(at: 0).title.unicodeScalars.elementsEqual(title.unicodeScalars))
            return matcher.product(of: listing)
        }
        #expect(product("充 电 宝") == "power-bank")
        #expect(product("P&#111;WERBANK") == "power-bank")
        #expect(product("充电宝 木") == nil)
        #expect(product("") == nil && product("\u{200B}") == nil)
    }

    @Test("claims and twins use the normal form")
    func claimsAndTwins() {
        let list = ClaimList(
            name: "绝对化用语", words: ["最佳"], exceptWords: ["最佳拍档"], basis: "",
            source: FigureSource(confidence: .recalled, note: nil),
            isEnabled: true)
        #expect(list.words(in: "最\u{200B}佳 玩具") == ["最佳"])
        #expect(list.words(in: "最&#20339;拍档") == [])
        #expect(Shingles("充\u{200B}电宝ＬＥＤ") == Shingles("充电宝led"))
    }
}
