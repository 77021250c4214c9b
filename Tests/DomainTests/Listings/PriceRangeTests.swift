import Domain
import Testing

@Suite("Figures 5: A price that may be a range")
struct PriceRangeTests {
    private let one = PriceRange(Fen(4_120))
    private let range = PriceRange(lower: Fen(1_280), upper: Fen(3_990))
    private let open = PriceRange(lower: Fen(1_280), upper: nil)

    @Test("Figures 5: a range is shown with both of its bounds, and an open one as such")
    func texts() {
        #expect([one, range, open].map(\.text) == ["¥41.20", "¥12.80–39.90", "¥12.80起"])
        #expect([one, range, open].map(\.yuanText) == ["41.20", "12.80–39.90", "12.80起"])
        #expect([one, range, open].map(\.isExact) == [true, false, false])
        #expect(PriceRange(lower: Fen(5), upper: Fen(5)) == PriceRange(Fen(5)))
    }

    @Test("one price after coupons is the price of one variant; it is no price of the whole range")
    func payable() {
        func paid(_ price: PriceRange, _ coupon: PriceRange?) -> String {
            Listing(
                key: ListingKey(platform: "jd", item: "1"), title: "台灯", price: price, priceAfterCoupon: coupon
            ).payable.yuanText
        }
        let exact = PriceRange(Fen(1_000))
        #expect(paid(one, nil) == "41.20" && paid(range, nil) == "12.80–39.90" && paid(open, nil) == "12.80起")
        #expect(paid(one, exact) == "10.00")
        #expect(paid(range, exact) == "10.00–39.90" && paid(open, exact) == "10.00起")
        let reduced = PriceRange(lower: Fen(1_000), upper: Fen(2_000))
        #expect([one, range, open].map { paid($0, reduced) } == Array(repeating: "10.00–20.00", count: 3))
        let reducedFrom = PriceRange(lower: Fen(1_000), upper: nil)
        #expect(paid(one, reducedFrom) == "10.00–41.20" && paid(range, reducedFrom) == "10.00–39.90")
        #expect(paid(open, reducedFrom) == "10.00起")
    }

    private func listing(_ price: PriceRange, _ coupon: PriceRange? = nil) -> Listing {
        Listing(
            key: ListingKey(platform: "taobao", item: "1"), title: "积木", price: price, priceAfterCoupon: coupon)
    }

    /// The bounds 700 to 1,400 fen in every combination.
    private var listings: [Listing] {
        let prices = [
            PriceRange(Fen(890)), PriceRange(lower: Fen(890), upper: Fen(1_400)),
            PriceRange(lower: Fen(890), upper: nil),
        ]
        let coupons: [PriceRange?] = [
            nil, PriceRange(Fen(700)), PriceRange(lower: Fen(700), upper: Fen(800)),
            PriceRange(lower: Fen(700), upper: nil),
        ]
        return prices.flatMap { price in coupons.map { listing(price, $0) } }
    }

    @Test("the content hash is half a SHA-256 of attributes and of figures, and each range has another")
    func hashes() {
        // Calculated elsewhere: SHA-256 over the fields of each half, each after its length.
        #expect(
            listing(PriceRange(Fen(890))).contentHash
                == "5cd480833617847f513bde59efd993d14f1477f4609a05b1c680cd74ccb72ade")
        #expect(
            listing(PriceRange(Fen(890)), PriceRange(Fen(700))).contentHash
                == "5cd480833617847f513bde59efd993d1e52017c79b39bbdc7b7a0805fe69475d")
        #expect(Set(listings.map(\.contentHash)).count == listings.count)
    }

    @Test("a batch stores ranges, and hashes them like the listings themselves")
    func batches() {
        let batch = ListingBatch(listings)
        #expect(batch.listings == listings)
        let hashes = batch.contentHashes()
        for (index, listing) in listings.enumerated() {
            #expect(Digest.text(hashes[(index * 32)..<(index * 32 + 32)]) == listing.contentHash)
            #expect(batch.rows[index].payable == listing.payable)
        }
    }

    @Test("a partial record has the lowest price that a buyer pays, and whether it is the only one")
    func partialRecords() {
        let batch = ListingBatch(listings)
        for (row, listing) in zip(batch.rows, listings) {
            let partial = PartialListing(row, in: batch.bytes)
            #expect(Int64(partial.price) == listing.payable.lower.rawValue)
            #expect(partial.isExact == listing.payable.isExact)
        }
    }
}
