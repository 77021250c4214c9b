internal import ArgumentParser
internal import Domain
internal import Foundation
internal import Rulebook
internal import Store
internal import Transport

/// The measurements of `make bench` inside the program. Each command prints one JSON object as its last line:
/// `{"seconds":…,"bytes":…,"rows":…}`. Crawlers and criteria are those of SUSHAI_CRAWLERS and SUSHAI_CRITERIA.
@main
struct Bench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sushai-bench", abstract: "Measure parts of sushai on their own.",
        subcommands: [BenchDecode.self, BenchMatch.self, BenchStore.self, BenchIntake.self, BenchJudge.self])

    static let clock = Clock { Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }

    static let random = RandomSource { count in
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }

    static let environment = Environment(
        clock: clock, random: random, variable: { ProcessInfo.processInfo.environment[$0] },
        sleep: { try await Task.sleep(for: .milliseconds($0)) })

    static func rules() throws -> Rulebook {
        try Rulebook.load(
            crawlers: environment.variable("SUSHAI_CRAWLERS") ?? "Crawlers",
            criteria: environment.variable("SUSHAI_CRITERIA") ?? "Criteria")
    }

    /// Opens a store in the new folder `keep`, or in a temporary one, which `remove` deletes.
    static func openStore(_ keep: String?) throws -> (store: Store, folder: String) {
        let folder = keep ?? FileManager.default.temporaryDirectory.path + "/sushai-bench-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: keep == nil)
        let store = try Store.open(
            .init(path: folder + "/sushai.sqlite", evidenceFolder: folder + "/evidence"), clock: clock, random: random)
        return (store, folder)
    }

    static func remove(_ folder: String) {
        try? FileManager.default.removeItem(atPath: folder)
    }

    static func text(_ path: String) throws -> String {
        try String(contentsOf: URL(fileURLWithPath: path), encoding: .utf8)
    }

    static func write(_ text: String, to path: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    }
}

/// One measured run.
struct Measurement {
    let seconds: Double
    let bytes: Int
    let rows: Int

    func show() {
        print("{\"seconds\":\(seconds),\"bytes\":\(bytes),\"rows\":\(rows)}")
    }
}
