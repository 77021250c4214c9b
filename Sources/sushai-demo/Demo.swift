internal import Domain
internal import Foundation
internal import TestSupport
internal import Web

/// Runs every step for a listing on real components: a loopback platform, the program `sushai` as its users run it, its
/// HTTP service, one SQLite file. A second run continues where the first stopped and repeats nothing.
///
/// Usage: `sushai-demo [folder]`, run in the root of the repository. The default folder is `.demo`.
@main
struct Demo {
    static func main() async {
        do {
            try await run()
        } catch {
            FileHandle.standardError.write(Data("demo: \(error)\n".utf8))
            exit(1)
        }
    }

    private static func run() async throws {
        let folder = CommandLine.arguments.dropFirst().first ?? ".demo"
        if FileManager.default.fileExists(atPath: folder + "/sushai.sqlite") {
            print("继续 \(folder)/ 中的演示，已完成的步骤不再重复；make demo-clean 可重新开始")
        }
        let platform = try LoopbackPlatform(repository: ".")
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await platform.run() }
            group.addTask {
                let context = try await DemoContext(folder: folder, platform: platform)
                try await DemoSteps(context).run()
            }
            // The first task that ends also ends the demonstration: the play after its last line, or the platform with
            // an error.
            try await group.next()
            group.cancelAll()
        }
    }
}

/// The shared context of all steps.
struct DemoContext: Sendable {
    let folder: String
    let platform: LoopbackPlatform
    let program: Program

    /// The time at which the service starts. Each earlier command gets its own time.
    private let serviceStart: Timestamp
    private let begun = ContinuousClock.now

    /// The current time of the service's clock. Commands that run at the same time use it too.
    private var now: Timestamp {
        let passed = Int64(begun.duration(to: .now) / .milliseconds(1))
        return Timestamp(milliseconds: serviceStart.milliseconds + 1000 + passed)
    }

    init(folder: String, platform: LoopbackPlatform) async throws {
        self.folder = folder
        self.platform = platform
        var environment = await platform.environment()
        environment["SUSHAI_DATABASE"] = folder + "/sushai.sqlite"
        environment["SUSHAI_EVIDENCE"] = folder + "/evidence"
        environment["SUSHAI_LOG_LEVEL"] = "error"
        environment["SUSHAI_PORT"] = "0"
        serviceStart = try await Self.serviceStart(folder, Program(environment: environment))
        environment["SUSHAI_CLOCK_START"] = serviceStart.utc
        program = Program(environment: environment)
    }

    /// 2026-11-16 09:00 in Beijing, or one second after the last event of an interrupted demonstration, so that the
    /// jobs of that run are due now.
    private static func serviceStart(_ folder: String, _ program: Program) async throws -> Timestamp {
        struct Event: Decodable {
            let at: String
        }
        let planned = Timestamp(milliseconds: 1_794_790_800_000)
        guard FileManager.default.fileExists(atPath: folder + "/sushai.sqlite") else { return planned }
        let log = try await program.run(
            ["audit", "log", "--limit", "1", "--json"], environment: ["SUSHAI_CLOCK_START": planned.utc])
        let events = try JSONDecoder().decode([Event].self, from: Data(log.output.utf8))
        // The log shows Beijing time.
        let last = events.last.flatMap { Timestamp(rfc3339: $0.at.replacing(" ", with: "T") + "+08:00") }
        return max(planned, last?.adding(seconds: 1) ?? planned)
    }

    /// Runs a command as a person would, and prints it with its output. Throws if the command fails.
    @discardableResult
    func show(_ arguments: [String], at moment: String? = nil) async throws -> Program.Run {
        print("  $ sushai " + arguments.map(Self.quoted).joined(separator: " "))
        let run = try await runHidden(arguments, at: moment)
        if !run.output.isEmpty { print(run.output, terminator: "") }
        return run
    }

    /// Runs a command without printing it.
    func runHidden(_ arguments: [String], at moment: String? = nil) async throws -> Program.Run {
        let run = try await program.run(arguments, environment: ["SUSHAI_CLOCK_START": moment ?? now.utc])
        guard run.status == 0 else {
            throw Fault(
                description: "sushai \(arguments.joined(separator: " ")) ended with \(run.status)\n\(run.error)")
        }
        return run
    }

    /// The rows that a command prints with `--json`.
    func rows<Row: Decodable>(_: Row.Type, _ arguments: [String], at moment: String? = nil) async throws -> [Row] {
        let run = try await runHidden(arguments + ["--json"], at: moment)
        return try JSONDecoder().decode([Row].self, from: Data(run.output.utf8))
    }

    struct Fault: Error, CustomStringConvertible {
        let description: String
    }

    private static func quoted(_ argument: String) -> String {
        argument.contains(" ") ? "\"\(argument)\"" : argument
    }
}
