import Domain
import Testing

@Suite("High sales in a short time")
struct SalesBurstTests {
    private static let start = moment("2026-11-01T08:00:00+08:00")
    private static let rules = FlaggingThresholds(
        lowPriceZ: decimal("-3.0"), minimumListings: 30, burstUnitsPerDay: 500, livestream: false)

    private func flags(from before: SalesFigure?, to now: SalesFigure?, hours: Int64 = 24) -> [Flag] {
        let observation = Screening.Observation(
            listing: .sample(sales: now), product: "lamp", seenAt: Self.start.adding(seconds: hours * 3600),
            earlier: before.map { ($0, Self.start) })
        return Screening.decide([observation], thresholds: ["lamp": Self.rules]).flags[0]
    }

    @Test("a gain of exactly the limit a day is flagged, one unit less is not")
    func boundary() {
        #expect(flags(from: sales("1000"), to: sales("1500")).map(\.kind) == [.salesBurst])
        #expect(flags(from: sales("1000"), to: sales("1499")).isEmpty)
    }

    @Test("the rate counts, not the difference")
    func rate() {
        #expect(flags(from: sales("1000"), to: sales("1999"), hours: 48).isEmpty)
        #expect(flags(from: sales("1000"), to: sales("2000"), hours: 48).map(\.kind) == [.salesBurst])
        #expect(flags(from: sales("1000"), to: sales("1125"), hours: 6).map(\.kind) == [.salesBurst])
    }

    @Test("an interval of less than six hours proves no daily rate")
    func shortInterval() {
        #expect(flags(from: sales("0"), to: sales("1000000"), hours: 5).isEmpty)
        #expect(flags(from: sales("0"), to: sales("1000000"), hours: 0).isEmpty)
        #expect(flags(from: sales("0"), to: sales("1000000"), hours: -24).isEmpty)
    }

    @Test("10万+ twice is no burst, and a figure that fell is none")
    func nothingProven() {
        #expect(flags(from: sales("10万+"), to: sales("10万+")).isEmpty)
        #expect(flags(from: sales("5000"), to: sales("100")).isEmpty)
        #expect(flags(from: sales("1.2万"), to: sales("1.3万")).isEmpty)
    }

    @Test("a listing without an earlier snapshot or without sales is no burst")
    func unknown() {
        #expect(flags(from: nil, to: sales("999999")).isEmpty)
        #expect(flags(from: sales("10"), to: nil).isEmpty)
        #expect(flags(from: sales("0", .days(30)), to: sales("999999", .cumulative)).isEmpty)
    }

    @Test("the largest figures that can be read are counted without overflow")
    func largest() throws {
        let flag = try #require(flags(from: sales("0"), to: sales("1000000000000"), hours: 6).first)
        #expect(flag.figure("perDay") == "4000000000000")
    }

    @Test("the flag has its figures, and the change that would have prevented it")
    func figures() throws {
        let flag = try #require(flags(from: sales("4000"), to: sales("1万+"), hours: 36).first)
        #expect(
            flag.figures.map { $0.name + "=" + $0.value } == [
                "before=4000", "now=1万+", "gainedAtLeast=6000", "perDay=4000", "perDayLimit=500", "hours=36.00",
            ])
        #expect(flag.reason == "销量由“4000”升至“1万+”，至少新增6000件，合每日4000件")
        #expect(flag.counterfactual == "每日新增少于500件则不标记")
        #expect(
            flag.figuresJSON
                == #"{"before":"4000","now":"1万+","gainedAtLeast":"6000","perDay":"4000","perDayLimit":"500","hours":"36.00"}"#
        )
    }
}

@Suite("Sold in a livestream")
struct LivestreamTests {
    private func flags(_ room: LiveRoom?, flagged: Bool = true) -> [Flag] {
        let rules = FlaggingThresholds(
            lowPriceZ: decimal("-3.0"), minimumListings: 30, burstUnitsPerDay: 500, livestream: flagged)
        let observation = Screening.Observation(
            listing: .sample(price: 990, liveRoom: room), product: "lamp", seenAt: moment("2026-11-01T20:00:00+08:00"))
        return Screening.decide([observation], thresholds: ["lamp": rules]).flags[0]
    }

    @Test("is flagged if the rules of the product require it, even in a thin cell")
    func flagged() throws {
        let flag = try #require(flags(LiveRoom(room: "7301234567890123456", streamer: "小王")).first)
        #expect(flag.kind == .livestream)
        #expect(flag.reason == "直播间7301234567890123456（小王）在售，直播价¥9.90")
        #expect(flag.counterfactual == "不在直播间销售则不标记")
        #expect(flags(LiveRoom(room: "1", streamer: nil)).first?.reason == "直播间1在售，直播价¥9.90")
    }

    @Test("is not flagged if the rules do not require it, or if the offer was not in a livestream")
    func notFlagged() {
        #expect(flags(LiveRoom(room: "1", streamer: nil), flagged: false).isEmpty)
        #expect(flags(nil).isEmpty)
    }
}
