import Domain
import Feeds
import Rulebook
import TestSupport
import Testing
import Workers

/// A JSON document is screened in blocks, with the lines and figures of the same listings in other forms.
@Suite(.timeLimit(.minutes(5))) struct DocumentScreenTests {
    private struct Outcome {
        let summary: ScreenStream.FilterResult
        let lines: [UInt8]
        let quarantined: [QuarantinedRecord]
    }

    private static let days: [GeneratedFeed] = {
        let first = GeneratedFeed("json", count: 3_000, seed: 160)
        return [first, first.nextDay(seed: 161)]
    }()

    private func screen(_ days: [[UInt8]], _ format: String = "json", threads: Int = 2) throws -> Outcome {
        let folder = try TemporaryFolder()
        let crawler = try #require(try GeneratedFeed.crawler(format))
        let rulebook = Rulebook(
            crawlers: [crawler], criteria: GeneratedFeed.criteria(), sharedFlagging: GeneratedFeed.sharedRules(),
            matching: GeneratedFeed.sharedWords())
        let paths = try days.enumerated().map { try folder.write($1, to: "day-\($0)") }
        var options = ScreenStream.Options()
        options.threads = threads
        let (output, faults) = (Log<[UInt8]>(), Log<QuarantinedRecord>())
        let summary = try ScreenStream(rulebook, crawler: crawler).run(
            .init(path: paths[paths.count - 1], seenAt: FixedClock.start.adding(seconds: 86_400)),
            earlier: paths.count > 1 ? .init(path: paths[0], seenAt: FixedClock.start) : nil, options,
            ScreenStream.Listener(lines: { output.add($0) }, quarantined: { faults.add($0) }))
        return Outcome(summary: summary, lines: Array(output.all.joined()), quarantined: faults.all)
    }

    /// The records of a document, one in each line.
    private static func lines(_ document: [UInt8]) -> [UInt8] {
        let list = document.dropFirst("{\"items\":[".utf8.count).dropLast(2)
        return Array(String(decoding: list, as: UTF8.self).replacing(",\n{", with: "\n{").utf8)
    }

    private func expectSame(_ one: Outcome, _ other: Outcome) {
        #expect(one.lines == other.lines && !one.lines.isEmpty)
        #expect(one.summary.records == other.summary.records && one.summary.matched == other.summary.matched)
        #expect(one.summary.flags == other.summary.flags && one.summary.growth == other.summary.growth)
        #expect(one.summary.uncompared == other.summary.uncompared && one.summary.unread == other.summary.unread)
    }

    @Test("The lines are those of the same records as lines", arguments: [1, 2])
    func sameAsLines(_ threads: Int) throws {
        let documents = Self.days.map(\.bytes)
        expectSame(try screen(documents, threads: threads), try screen(documents.map(Self.lines), "ndjson"))
        expectSame(try screen([documents[1]]), try screen([Self.lines(documents[1])], "ndjson"))
        expectSame(
            try screen(documents.map { try Compressing.gzip($0) }), try screen(documents.map(Self.lines), "ndjson"))
    }

    /// The document with one more record at its start.
    private static func document(_ record: String, _ bytes: [UInt8]) -> [UInt8] {
        let start = "{\"items\":["
        return Array((start + record + ",").utf8) + bytes.dropFirst(start.utf8.count)
    }

    @Test("A document that can only be read as a whole has the same lines, also compressed, and each fault once")
    func asWhole() throws {
        let plain = try screen(Self.days.map(\.bytes))
        let blocks = Self.days.map { Self.document(#"{"id":"x","title":7,"price":NaN}"#, $0.bytes) }
        // The quote too many makes the end of this record uncertain.
        let whole = Self.days.map { Self.document(#"{"id":"x","title":"5" 屏","price":1}"#, $0.bytes) }
        for days in [blocks, whole, try whole.map { try Compressing.gzip($0) }] {
            let outcome = try screen(days)
            #expect(outcome.lines == plain.lines)
            #expect(outcome.summary.records == plain.summary.records + 1)
            #expect(outcome.quarantined.map(\.place) == ["items[0]"])
            #expect(outcome.summary.quarantined == 1)
        }
    }

    @Test("A document that is cut off is refused, and nothing is reported before")
    func cutOff() throws {
        let bytes = Self.document(#"{"id":"x"}"#, Self.days[0].bytes)
        for count in [3, bytes.count / 2, bytes.count - 1] {
            #expect(throws: PermanentFailure.self) { try screen([Array(bytes.prefix(count))]) }
        }
    }
}
