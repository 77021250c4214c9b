import Foundation
import TestSupport
import Testing

/// A file screened in parts, compressed, and through a pipe.
@Suite(.timeLimit(.minutes(15))) struct ScreenPartsTests {
    private static let crawler = """
        crawler: parts
        platform: parts
        name: 分片
        endpoint: {environment: SUSHAI_PARTS_ENDPOINT}
        every: 24h
        request: {method: GET}
        format: {ndjson: {encoding: UTF-8}}
        fields:
          item: id
          title: title
          price: {from: price, unit: yuan}

        """

    /// Ordinary offers. Every fiftieth has a much lower price.
    private static func lines(_ range: Range<Int>) -> String {
        range.map { number in
            let price = number % 50 == 0 ? "3.90" : "\(40 + number % 17).\(number % 10)0"
            return #"{"id":"\#(number + 1)","title":"积木玩具 \#(number)","price":"\#(price)"}"#
        }.joined(separator: "\n") + "\n"
    }

    private static func journey() throws -> Journey {
        let journey = try Journey()
        try FileManager.default.createDirectory(
            atPath: journey.folder.path + "/Crawlers", withIntermediateDirectories: true)
        try journey.folder.write(Array(crawler.utf8), to: "Crawlers/parts.yaml")
        try journey.folder.write(Array(lines(0..<1000).utf8), to: "all.ndjson")
        try journey.folder.write(Array(lines(0..<400).utf8), to: "a.ndjson")
        try journey.folder.write(Array(lines(400..<1000).utf8), to: "b.ndjson")
        return journey
    }

    private static func screen(_ journey: Journey, _ arguments: String..., input: [UInt8] = []) async throws -> String {
        let run = try await journey.program.run(
            ["screen", "--crawler", "parts"] + arguments,
            environment: ["SUSHAI_CRAWLERS": journey.folder.path + "/Crawlers"], input: input)
        #expect(run.status == 0, "\(run.error)")
        return run.output
    }

    @Test("parts that are screened with the merged baseline give the same flags and figures as the whole file")
    func parts() async throws {
        let journey = try Self.journey()
        let folder = journey.folder.path
        let expected = try await Self.screen(journey, folder + "/all.ndjson")
        #expect(expected.split(separator: "\n").count == 20)
        for part in ["a", "b"] {
            let output = try await Self.screen(
                journey, "--baseline-out", "\(folder)/\(part).baseline", "\(folder)/\(part).ndjson")
            #expect(output.isEmpty)
        }
        let merged = try await journey.run("baseline", "merge", folder + "/b.baseline", folder + "/a.baseline")
        try journey.folder.write(Array(merged.utf8), to: "all.baseline")
        let first = try await Self.screen(journey, "--baseline", folder + "/all.baseline", folder + "/a.ndjson")
        let second = try await Self.screen(journey, "--baseline", folder + "/all.baseline", folder + "/b.ndjson")
        #expect(first + second == expected)
        #expect(try await journey.run("baseline", "show", folder + "/all.baseline").contains("玩具"))
    }

    @Test("a pipe and a gzip file give the same lines as the file")
    func otherWaysIn() async throws {
        let journey = try Self.journey()
        let path = journey.folder.path + "/all.ndjson"
        let expected = try await Self.screen(journey, path)
        #expect(try await Self.screen(journey, input: Array(Self.lines(0..<1000).utf8)) == expected)
        #expect(try await Self.screen(journey, "--threads", "1", path) == expected)
        let zipped = try journey.folder.write(Compressing.gzip(Array(Self.lines(0..<1000).utf8)), to: "all.ndjson.gz")
        #expect(try await Self.screen(journey, zipped) == expected)
    }

    @Test("--explain adds to each line why its listing belongs to the product; the flags stay the same")
    func explained() async throws {
        let journey = try Self.journey()
        let path = journey.folder.path + "/all.ndjson"
        let plain = try await Self.screen(journey, path).split(separator: "\n")
        let explained = try await Self.screen(journey, "--explain", path).split(separator: "\n")
        #expect(plain.count == 20 && explained.count == 20)
        for (line, longer) in zip(plain, explained) {
            #expect(
                longer.hasPrefix(line.dropLast() + #","match":{"rule":"title-word","word":"积木","place":0,"#),
                "\(longer)")
        }
        let alone = try await journey.program.run(["screen", "--explain"])
        #expect(alone.status == 65 && alone.error.contains("--explain 须与 --list 或 --crawler 同用"), "\(alone.error)")
    }

    @Test("an invalid baseline, a missing file and options that exclude one another are reported")
    func badInput() async throws {
        let journey = try Self.journey()
        let path = journey.folder.path + "/all.ndjson"
        let environment = ["SUSHAI_CRAWLERS": journey.folder.path + "/Crawlers"]
        for (arguments, words) in [
            (["--baseline", path, path], "不是可用的价格基线"), (["/nowhere.ndjson"], "cannot be opened"),
            (["--baseline", "x", "--baseline-out", "y", path], "不能同用"),
            (["--threads", "0", path], "--threads"), ([journey.folder.path], "no file"),
        ] {
            let run = try await journey.program.run(
                ["screen", "--crawler", "parts"] + arguments, environment: environment)
            #expect(run.status == 65)
            #expect(run.error.contains(words), "\(run.error)")
        }
    }
}
