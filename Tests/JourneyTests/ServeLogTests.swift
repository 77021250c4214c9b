import Foundation
import TestSupport
import Testing

/// The log of a service for its operator.
@Suite(.timeLimit(.minutes(15))) struct ServeLogTests {
    private func logged(_ environment: [String: String]) async throws -> String {
        // The service stops when its standard input ends, after it has started.
        let journey = try Journey()
        let shell = Program(
            named: "/bin/sh", environment: journey.program.environment, folder: journey.program.folder)
        let run = try await shell.run(
            ["-c", "sleep 3 | \(Program.builtPrograms)/sushai serve --stop-with-input"], environment: environment)
        #expect(run.status == 0, "\(run.error)")
        return run.error
    }

    @Test("as JSON, every line can be parsed; the first has versions and settings, the last is the end")
    func json() async throws {
        let log = try await logged([
            "SUSHAI_LOG_FORMAT": "json", "SUSHAI_LOG_LEVEL": "trace", "SUSHAI_TOKEN": "sushai_secret-4711",
        ])
        let lines = try log.split(separator: "\n").map {
            try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any], "\($0)")
        }
        let start = try #require(lines.first { $0["message"] as? String == "started" })
        let fields = try #require(start["fields"] as? [String: String])
        for name in ["version", "sqlite", "libcurl", "SUSHAI_DATABASE", "SUSHAI_PORT"] {
            #expect(fields[name]?.isEmpty == false, "\(name)")
        }
        #expect(lines.contains { $0["message"] as? String == "stopped" })
        #expect(!log.contains("4711"))
    }

    @Test("as text, the same lines are written, and nothing below the level")
    func text() async throws {
        let log = try await logged(["SUSHAI_LOG_LEVEL": "notice"])
        #expect(log.contains("started") && log.contains("sqlite=3.") && log.contains("stopped"))
        #expect(try await logged(["SUSHAI_LOG_LEVEL": "critical"]) == "")
    }
}
