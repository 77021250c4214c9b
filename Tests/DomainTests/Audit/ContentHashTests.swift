import Domain
import Testing

@Suite("The content hash of listings and reports")
struct ContentHashTests {
    private func listing(
        item: String = "1", title: String = "台灯", price: Int64 = 100, sales: String = "10", shop: String? = "店",
        room: LiveRoom? = nil
    ) -> Listing {
        Listing(
            key: ListingKey(platform: "jd", item: item), title: title, price: PriceRange(Fen(price)),
            sales: SalesFigure(text: sales, window: .cumulative), shopName: shop, liveRoom: room)
    }

    @Test("equal offers have the same hash, whatever their number; a change of any other field changes it")
    func listings() {
        #expect(listing().contentHash == listing(item: "2").contentHash)
        let hashes = [
            listing(), listing(title: "台灯1"), listing(price: 101), listing(sales: "11"),
            listing(sales: "10+"), listing(shop: nil), listing(room: LiveRoom(room: "1", streamer: nil)),
            listing(room: LiveRoom(room: "", streamer: "1")),
        ].map(\.contentHash)
        #expect(Set(hashes).count == hashes.count)
    }

    private func report(
        number: String = "R-1", tested: String = "2026-11-10", produced: String? = "2026-03-01",
        declared: [String: String] = ["variant": "A", "size": "110"], value: String = "20", limit: String? = nil,
        specimen: Int = 1, correction: String? = nil
    ) -> ReportSubmission {
        ReportSubmission(
            number: number, sampleLabel: "S-7Q2M-X4KD", testedOn: day(tested), producedOn: produced.map { day($0) },
            declared: declared,
            results: [
                ItemResult(item: "TX-HCHO", specimen: specimen, value: value, unit: "mg/kg", detectionLimit: limit)
            ],
            correctionReason: correction)
    }

    @Test("equal reports have the same hash; a change of any field changes it")
    func reports() {
        #expect(report().contentHash == report(declared: ["size": "110", "variant": "A"]).contentHash)
        let hashes = [
            report(), report(number: "R-2"), report(tested: "2026-11-11"), report(produced: nil),
            report(declared: [:]), report(declared: ["variant": "B", "size": "110"]), report(value: "20.0"),
            report(limit: "5"), report(specimen: 2), report(correction: "笔误"),
        ].map(\.contentHash)
        #expect(Set(hashes).count == hashes.count)
    }

    @Test("a declaration and a result with the same text have different hashes")
    func declaredIsNoResult() {
        // Both reports give the same ten texts in the same order.
        let declared = ["-": "b", "0": "d", "1": "f", "2": "h", "3": "1"]
        let results = [
            ItemResult(item: "-", value: "b", unit: "0", detectionLimit: "d"),
            ItemResult(item: "f", value: "2", unit: "h", detectionLimit: "3"),
        ]
        #expect(
            ReportSubmission.sample([], declared: declared).contentHash != ReportSubmission.sample(results).contentHash)
    }
}
