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
        subcommands: [
            BenchDecode.self, BenchPages.self, BenchMatch.self, BenchStore.self, BenchScreen.self, BenchIntake.self,
            BenchJudge.self, BenchConsole.self,
        ])

    static let clock = dayClock(1)

    /// The system's clock on the first day; each later day is 24 hours later.
    static func dayClock(_ day: Int) -> Clock {
        let ahead = Int64(day - 1) * 86_400_000
        return Clock { Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000) + ahead) }
    }

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
        let folder = try makeFolder(keep)
        return (try openStore(in: folder), folder)
    }

    static func openStore(in folder: String, clock: Clock = Bench.clock) throws -> Store {
        try Store.open(
            .init(path: database(in: folder), evidenceFolder: folder + "/evidence"), clock: clock, random: random)
    }

    static func makeFolder(_ keep: String?) throws -> String {
        let folder = keep ?? FileManager.default.temporaryDirectory.path + "/sushai-bench-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: keep == nil)
        return folder
    }

    private static func database(in folder: String) -> String {
        folder + "/sushai.sqlite"
    }

    /// The size of the database file and of its log.
    static func databaseBytes(_ folder: String) -> Int {
        ["", "-wal"].reduce(0) { sum, ending in
            let attributes = try? FileManager.default.attributesOfItem(atPath: database(in: folder) + ending)
            return sum + (attributes?[.size] as? Int ?? 0)
        }
    }

    /// The peak of resident memory so far, as the kernel counts it.
    static func peakMegabytes() -> Double {
        let status = (try? text("/proc/self/status")) ?? ""
        let peak = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return peak.flatMap { Double($0.filter(\.isNumber)) }.map { $0 / 1024 } ?? 0
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
