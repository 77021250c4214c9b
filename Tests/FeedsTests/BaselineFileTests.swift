import Domain
import Feeds
import Testing

struct BaselineFileTests {
    private let lamp = ComparisonCell(product: "lamp", specification: "5W", market: "jd")
    private let toys = ComparisonCell(product: "toys", market: "jd")

    @Test("Figures 5: a baseline file keeps the number of ranges, and a file of the first release has none")
    func ranges() throws {
        let prices = [PriceCount(UnitPrice(Fen(990), units: 2), count: 3)]
        let baseline = PriceBaseline([lamp: prices], ranges: [lamp: 4, toys: 1])
        let bytes = BaselineFile.bytes(baseline)
        #expect(try BaselineFile.read(bytes, name: "a") == baseline)
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.contains(#""prices":[[990,2,3]],"ranges":4}"#) && text.contains(#""prices":[],"ranges":1}"#))
        let plain = BaselineFile.bytes(PriceBaseline([lamp: prices]))
        #expect(!String(decoding: plain, as: UTF8.self).contains("ranges"))
        #expect(try BaselineFile.read(plain, name: "a").ranges.isEmpty)
    }

    @Test(
        "a number of ranges that is no whole number above zero is refused with its line",
        arguments: ["0", "-1", "1.5", "[]"])
    func unusable(_ ranges: String) {
        let text = """
            {"format":"sushai baseline 2"}
            {"product":"lamp","specification":"","unit":"","market":"jd","prices":[],"ranges":\(ranges)}
            """
        let fault = #expect(throws: BaselineFault.self) { try BaselineFile.read(Array(text.utf8), name: "a") }
        #expect(fault?.description.contains("line 2") == true)
    }
}
