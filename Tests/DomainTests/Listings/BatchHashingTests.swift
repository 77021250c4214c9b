import Domain
import Testing

struct BatchHashingTests {
    private static let listings = [
        Listing(key: ListingKey(platform: "taobao", item: "1"), title: "积木", price: PriceRange(Fen(890))),
        Listing(
            key: ListingKey(platform: "taobao", item: "2"), title: "9,99 \"积木\"", price: PriceRange(Fen(1_000_000_000)),
            priceAfterCoupon: PriceRange(Fen(10)),
            sales: SalesFigure(lower: 100_000, upper: nil, window: .cumulative, raw: "10万+"), shopName: "店",
            shopIdentifier: "77", category: "5000", link: "http://a.example.cn/1?x=1", image: "//b/1.jpg",
            changedAt: Timestamp(milliseconds: -1_000),
            claims: MakerClaims(maker: "厂", address: "路", certificate: "c", licence: "l", creditCode: "9"),
            liveRoom: LiveRoom(room: "7", streamer: "播")),
        Listing(
            key: ListingKey(platform: "taobao", item: "3"), title: String(repeating: "长", count: 600),
            price: PriceRange(Fen(1)),
            sales: SalesFigure(lower: 0, upper: 0, window: .cumulative, raw: "0"),
            changedAt: Timestamp(milliseconds: 1_793_577_600_000), liveRoom: LiveRoom(room: "7", streamer: nil)),
    ]

    @Test("A batch hashes its rows to the same values as the listings themselves")
    func sameValues() {
        let hashes = ListingBatch(Self.listings).contentHashes()
        #expect(hashes.count == 32 * Self.listings.count)
        for (index, listing) in Self.listings.enumerated() {
            #expect(Digest.text(hashes[(index * 32)..<(index * 32 + 32)]) == listing.contentHash)
        }
    }

    @Test(
        "A link without its scheme is hashed as it is completed",
        arguments: ["//a.cn/1", "a.cn/1", "https://a.cn/1", "http://a.cn/1"])
    func links(link: String) {
        let batch = ListingBatch([
            Listing(key: ListingKey(platform: "jd", item: "1"), title: "积木", price: PriceRange(Fen(1)), link: link)
        ])
        #expect(Digest.text(batch.contentHashes()) == batch.listing(at: 0).contentHash)
    }
}
