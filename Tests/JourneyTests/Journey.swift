import Foundation
import TestSupport

/// Runs the built program in its own folder.
struct Journey: Sendable {
    let folder: TemporaryFolder
    let program: Program

    init(folder: TemporaryFolder, program: Program) {
        self.folder = folder
        self.program = program
    }

    init(environment: [String: String] = [:]) throws {
        folder = try TemporaryFolder()
        var all = [
            "SUSHAI_DATABASE": folder.path + "/sushai.sqlite", "SUSHAI_EVIDENCE": folder.path + "/evidence",
            "SUSHAI_CLOCK_START": "2026-11-16T09:00:00+08:00", "SUSHAI_PORT": "0", "SUSHAI_LOG_LEVEL": "error",
        ]
        all.merge(environment) { $1 }
        program = Program(environment: all, folder: Repository.root)
    }

    /// Runs a command that must succeed. Returns its output.
    @discardableResult
    func run(_ arguments: String..., environment: [String: String] = [:]) async throws -> String {
        let run = try await program.run(arguments, environment: environment)
        guard run.status == 0 else {
            throw Program.Failure(
                description: "sushai \(arguments.joined(separator: " ")) ended with \(run.status): \(run.error)")
        }
        return run.output
    }

    func token(_ role: String, _ name: String, region: String? = nil) async throws -> String {
        let region = region.map { ["--region", $0] } ?? []
        let made = try await program.run(["token", "create", "--role", role, "--name", name, "--json"] + region)
        let rows = try JSONSerialization.jsonObject(with: Data(made.output.utf8)) as? [[String: Any]]
        return rows?.first?["token"] as? String ?? ""
    }

    /// The counts of `sushai status`.
    func counts() async throws -> [String: Int] {
        try JSONDecoder().decode([String: Int].self, from: Data(try await run("status", "--json").utf8))
    }
}

/// The demonstration, run from outside.
enum DemoRun {
    static func run(in folder: TemporaryFolder, killAfter step: Int? = nil) async throws -> Program.Run {
        try await Program(named: "sushai-demo", folder: Repository.root).run(
            [folder.path], environment: step.map { ["SUSHAI_DEMO_KILL_AFTER": String($0)] } ?? [:])
    }

    static func counts(_ run: Program.Run) throws -> [String: Int] {
        try JSONDecoder().decode([String: Int].self, from: Data(run.lastLine.utf8))
    }
}
