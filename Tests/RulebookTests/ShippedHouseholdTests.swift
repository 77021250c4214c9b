import Domain
import Rulebook
import TestSupport
import Testing

@Suite("Shipped products of household and road: editions by day, certificates, classes")
struct ShippedHouseholdTests {
    private let products: [String: ProductCriteria]

    init() throws {
        products = try shippedRulebook.get().criteria
    }

    @Test(
        "the day of production decides the edition",
        arguments: [
            ("power-bank", "2027-03-31", "GB/T 35590-2017 + GB 31241-2022"),
            ("power-bank", "2027-04-01", "GB/T 35590-2017 + GB 47372-2026"),
            ("led-lamp", "2025-12-31", "GB 7000.1-2015 + GB 24906-2010"),
            ("led-lamp", "2026-01-01", "GB/T 7000.1-2023"),
            ("socket", "2025-07-31", "GB/T 2099.7-2015"), ("socket", "2025-08-01", "GB 2099.7-2024"),
            ("gas-hose", "2024-08-01", "GB 41317-2024 / GB 44017-2024 / GB 44023-2024 / GB 29993-2013"),
            ("electric-blanket", "2026-07-31", "GB 4706.1-2005 + GB 4706.8-2008"),
            ("electric-blanket", "2026-08-01", "GB/T 4706.1-2024（2026-08-01起）"),
            ("room-heater", "2026-07-31", "GB 4706.23-2007"), ("room-heater", "2026-08-01", "GB/T 4706.23-2024"),
        ])
    func edition(_ product: String, _ produced: String, _ edition: String) throws {
        let criteria = try #require(products[product])
        let produced = try #require(CalendarDay(text: produced))
        let sold = try #require(CalendarDay(text: "2027-06-01"))
        #expect(try criteria.edition(produced: produced, sold: sold).get().identifier == edition)
    }

    @Test(
        "an offer must state a CCC certificate only where a page names the requirement",
        arguments: [
            ("power-bank", true, ["0914"]), ("e-bike", true, []), ("e-bike-battery", false, []), ("helmet", true, []),
            ("socket", true, ["0201"]), ("gas-hob", true, ["2401"]), ("electric-blanket", true, []),
            ("room-heater", true, []), ("gas-detector", true, []), ("gas-hose", false, []),
            ("hand-warmer", false, []), ("led-lamp", false, []),
        ] as [(String, Bool, Set<String>)])
    func certificates(_ product: String, _ required: Bool, _ categories: Set<String>) throws {
        let certificates = try #require(products[product]).flagging.certificates
        #expect(certificates.needsCCC == required && certificates.cccCategories == categories)
    }

    @Test("an item of another kind of product never applies to a sample")
    func otherKinds() throws {
        for (product, kind, prefix) in [
            ("led-lamp", "luminaire", "LD-B-"), ("led-lamp", "luminaire", "LD-T-"),
            ("e-bike-battery", "charger", "EP-"), ("e-bike-battery", "battery", "EC-"),
        ] {
            let criteria = try #require(products[product])
            let items = criteria.editions.flatMap(\.items).filter { $0.code.hasPrefix(prefix) }
            #expect(!items.isEmpty)
            for item in items {
                let result = ItemResult(item: item.code, value: "不合格", unit: item.unit)
                let judgement = ItemJudging.judge(
                    item, result, declared: ["kind": kind], declarations: criteria.declarations)
                #expect(judgement.reason.decidesNothing, "\(product) \(item.code): \(judgement.reason.rawValue)")
            }
        }
    }
}
