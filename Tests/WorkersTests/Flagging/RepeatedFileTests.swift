import Domain
import Feeds
import Rulebook
import TestSupport
import Testing
import Workers

@Suite("Figures 6: a file that repeats items", .timeLimit(.minutes(5)))
struct RepeatedFileTests {
    private struct Outcome {
        let summary: ScreenStream.FilterResult
        let lines: [[UInt8]]
    }

    private func screen(
        _ records: [(item: Int, price: String, sales: Int)], _ format: String, earlier: Int? = nil,
        baselineOnly: Bool = false
    ) throws -> Outcome {
        let folder = try TemporaryFolder()
        let crawler = try #require(try GeneratedFeed.crawler(format))
        let rulebook = Rulebook(
            crawlers: [crawler], criteria: GeneratedFeed.criteria(), sharedFlagging: GeneratedFeed.sharedRules(),
            matching: GeneratedFeed.sharedWords())
        func file(_ name: String, _ sales: (Int) -> Int) throws -> String {
            let objects = records.map {
                #"{"id":"\#($0.item)","title":"护眼台灯","price":"\#($0.price)","sales":"\#(sales($0.sales))"}"#
            }
            let text =
                format == "json" ? "{\"items\":[\(objects.joined(separator: ","))]}" : objects.joined(separator: "\n")
            return try folder.write(Array(text.utf8), to: name)
        }
        let today = try file("today") { $0 }
        let before = try earlier.map { sales in try file("before") { _ in sales } }
        var options = ScreenStream.Options()
        options.baselineOnly = baselineOnly
        let output = Log<[UInt8]>()
        let summary = try ScreenStream(rulebook, crawler: crawler).run(
            .init(path: today, seenAt: FixedClock.start.adding(seconds: 86_400)),
            earlier: before.map { .init(path: $0, seenAt: FixedClock.start) }, options,
            ScreenStream.Listener(lines: { output.add($0) }, quarantined: { _ in }))
        return Outcome(
            summary: summary, lines: output.all.joined().split(separator: 0x0A).map { Array($0) })
    }

    private func price(_ fen: Int) -> String {
        Fen(Int64(fen)).yuanText
    }

    @Test("ten copies of four offers are four listings", arguments: ["ndjson", "json"])
    func minimum(_ format: String) throws {
        let records = (0..<40).map { (item: 500 + $0 % 4, price: price(3_900 + $0 % 4 * 40), sales: 1) }
        let outcome = try screen(records + [(item: 1, price: "4.00", sales: 1)], format)
        #expect(!outcome.lines.contains { String(decoding: $0, as: UTF8.self).contains("low-price") })
        #expect(outcome.summary.cellsWithoutBaseline.count == 1)
        #expect(outcome.summary.repeats.copies == 36 && outcome.summary.repeats.contradicted == 0)
        #expect(outcome.summary.repeats.examples.count == 4)
        #expect(try screen(records, format, baselineOnly: true).summary.baseline.count == 4)
    }

    @Test("the lines and figures are those of the file without the copies", arguments: ["ndjson", "json"])
    func same(_ format: String) throws {
        let once =
            (0..<60).map { (item: $0 + 1, price: price(3_900 + $0 * 20), sales: 10 + $0 * 40) }
            + [(item: 900, price: "6.00", sales: 9_000)]
        let (one, many) = (
            try screen(once, format, earlier: 10), try screen(once + once.reversed() + once, format, earlier: 10)
        )
        #expect(Set(one.lines) == Set(many.lines) && one.lines.count == many.lines.count)
        #expect(one.summary.growth == many.summary.growth)
        #expect(many.summary.repeats.copies == 122)
    }

    @Test("an item with two prices is compared with none and does not count", arguments: ["ndjson", "json"])
    func contradiction(_ format: String) throws {
        let records = (0..<60).map { (item: $0 + 1, price: price(3_900 + $0 * 20), sales: 10) }
        let low = (item: 900, price: "6.00", sales: 10)
        let outcome = try screen(records + [low, (item: 900, price: "40.00", sales: 10)], format)
        let plain = try screen(records, format)
        #expect(!outcome.lines.contains { String(decoding: $0, as: UTF8.self).contains("low-price") })
        #expect(outcome.summary.repeats.contradicted == 1 && outcome.summary.repeats.examples == ["900"])
        let sums = try [records, records + [low, (item: 900, price: "40.00", sales: 10)]].map {
            try screen($0, format, baselineOnly: true).summary.baseline
        }
        #expect(sums[0] == sums[1])
        #expect(plain.summary.repeats.copies == 0)
    }
}
