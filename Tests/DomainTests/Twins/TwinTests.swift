import Domain
import Testing

private func offer(
    _ item: String, _ title: String, price: Int64 = 4_120, image: String? = nil, platform: String = "taobao"
) -> Listing {
    Listing(key: ListingKey(platform: platform, item: item), title: title, price: PriceRange(Fen(price)), image: image)
}

@Suite("The same offer under two item numbers")
struct TwinFinderTests {
    private let title = "童趣样牌 益智儿童遥控车玩具 大号充电越野四驱攀爬车 男孩生日礼物"

    @Test("is found by a nearly equal title and the same price, on one platform or on two")
    func samePrice() throws {
        let other = "童趣样牌益智儿童遥控车玩具 大号充电越野四驱攀爬车，男孩生日礼物盒"
        for platform in ["taobao", "jd"] {
            let outcome = TwinFinder.find([offer("1", title), offer("2", other, platform: platform)])
            let twin = try #require(outcome.twins.first)
            #expect(outcome.twins.count == 1 && twin.left == 0 && twin.right == 1)
            #expect(twin.hasSamePrice && !twin.hasSameImage && twin.similarityText == "0.96")
        }
    }

    @Test("with another price, the same picture is needed as proof")
    func evidence() throws {
        let image = "https://img.example.cn/a/b.jpg"
        let found = TwinFinder.find([
            offer("1", title, image: image),
            offer("2", title, price: 3_990, image: "//img.example.cn/a/b.jpg_400x400.jpg"),
        ])
        #expect(found.twins.map(\.hasSameImage) == [true] && found.twins.map(\.hasSamePrice) == [false])
        #expect(TwinFinder.find([offer("1", title), offer("2", title, price: 3_990)]).twins.isEmpty)
    }

    @Test("Figures 5: two ranges are the same price if both bounds are equal; an unknown bound proves nothing")
    func ranges() {
        func found(_ left: PriceRange, _ right: PriceRange) -> [Bool] {
            TwinFinder.find(
                [("1", left), ("2", right)].map { item, price in
                    Listing(key: ListingKey(platform: "jd", item: item), title: title, price: price)
                }
            ).twins.map(\.hasSamePrice)
        }
        let range = PriceRange(lower: Fen(1_280), upper: Fen(3_990))
        let open = PriceRange(lower: Fen(1_280), upper: nil)
        #expect(found(range, range) == [true])
        #expect(found(range, PriceRange(Fen(1_280))).isEmpty && found(range, open).isEmpty && found(open, open).isEmpty)
    }

    @Test("the same item number twice is no twin; other goods with the same price are none")
    func notTwins() {
        #expect(TwinFinder.find([offer("1", title), offer("1", title)]).twins.isEmpty)
        #expect(TwinFinder.find([offer("1", title), offer("2", "童趣样牌 毛绒公仔玩具 女孩生日礼物 大号")]).twins.isEmpty)
        #expect(TwinFinder.find([offer("1", "！！！"), offer("2", "——")]).twins.isEmpty)
    }

    @Test("candidates are verified: exactly the threshold is enough, slightly less is not")
    func threshold() {
        // 26 letters give 25 pairs. With another last letter, 24 of 26 pairs are common.
        let listings = [offer("1", "abcdefghijklmnopqrstuvwxyz"), offer("2", "abcdefghijklmnopqrstuvwxy1")]
        var rule = TwinRule()
        rule.similarity = decimal("0.923")
        #expect(TwinFinder.find(listings, rule: rule).twins.map(\.common) == [24])
        rule.similarity = decimal("0.924")
        #expect(TwinFinder.find(listings, rule: rule).twins.isEmpty)
    }

    @Test("a bucket that is too full to compare is reported")
    func fullBucket() {
        var rule = TwinRule()
        rule.mostInBucket = 5
        let outcome = TwinFinder.find((0..<20).map { offer("\($0)", title) }, rule: rule)
        #expect(outcome.skipped == 15 && outcome.twins.count == 10)
    }

    @Test("of inserted pairs just above the threshold, fewer than one in a hundred is missed")
    func recall() {
        var generator = SeededGenerator(seed: 7)
        let letters = (0..<2_000).compactMap { Unicode.Scalar(0x4E00 + $0) }.map(Character.init)
        var listings: [Listing] = []
        var planted = 0
        for number in 0..<1_500 {
            let first = (0..<40).map { _ in letters.randomElement(using: &generator) ?? "一" }
            var second = first
            // Changing one inner letter in each of two places leaves 35 of 43 pairs: 0.81.
            second[Int.random(in: 1...18, using: &generator)] = "龘"
            second[Int.random(in: 20...38, using: &generator)] = "龘"
            let pair = Shingles(String(first)).overlap(Shingles(String(second)))
            guard pair.common * 10 >= pair.union * 8 else { continue }
            planted += 1
            listings.append(offer("a\(number)", String(first), price: Int64(number % 50 + 1)))
            listings.append(offer("b\(number)", String(second), price: Int64(number % 50 + 1)))
        }
        let found = TwinFinder.find(listings)
        #expect(planted > 1_000)
        #expect(found.twins.count > planted * 99 / 100 && found.twins.count <= planted)
        #expect(found.twins.allSatisfy { $0.right == $0.left + 1 })
        #expect(found.compared < planted * 2, "too many candidates: \(found.compared)")
    }

    @Test("the order of the listings makes no difference to the pairs")
    func orderFree() {
        var generator = SeededGenerator(seed: 3)
        let listings = (0..<40).map {
            offer("\($0)", title + String(repeating: "款", count: $0 % 2), price: Int64($0 / 4 + 1))
        }
        func pairs(_ listings: [Listing]) -> Set<Set<String>> {
            Set(TwinFinder.find(listings).twins.map { [listings[$0.left].key.item, listings[$0.right].key.item] })
        }
        let expected = pairs(listings)
        #expect(expected.count == 60)
        for _ in 0..<5 { #expect(pairs(listings.shuffled(using: &generator)) == expected) }
    }
}

@Suite("The shingles of a title")
struct ShinglesTests {
    @Test("spaces, punctuation, width and case are ignored")
    func folding() {
        #expect(Shingles("新款 A5 台灯") == Shingles("新款a5台灯！"))
        #expect(Shingles("ＬＥＤ台灯（白）") == Shingles("led台灯白"))
        #expect(Shingles("台灯") != Shingles("灯台"))
    }

    @Test("short titles have shingles, empty titles have none")
    func short() {
        #expect(Shingles("灯").values.count == 1)
        #expect(Shingles("").values.isEmpty && Shingles("，。").values.isEmpty)
        #expect(Shingles("aaaa").values.count == 1)
    }
}

@Suite("The address of a picture")
struct ImageAddressTests {
    @Test(
        "scheme, size suffix and the query after a file name are ignored",
        arguments: [
            "https://Img.example.cn/i/A.jpg", "//img.example.cn/i/A.jpg",
            "http://img.example.cn/i/A.jpg_400x400q90.jpg",
            "https://img.example.cn/i/A.jpg?x=1", "https://img.example.cn/i/A.jpg!small", "img.example.cn/i/A.jpg#top",
        ])
    func same(_ address: String) {
        #expect(ImageAddress.normalised(address) == "img.example.cn/i/A.jpg")
    }

    @Test("a query that identifies the picture is kept, and an empty address gives nil")
    func different() {
        #expect(ImageAddress.normalised("https://a.cn/show?id=1") != ImageAddress.normalised("https://a.cn/show?id=2"))
        #expect(ImageAddress.normalised("https://a.cn/a.jpg") != ImageAddress.normalised("https://a.cn/A.jpg"))
        for nothing in ["", "//", "https://a.cn", "  "] { #expect(ImageAddress.normalised(nothing) == nil) }
    }
}
