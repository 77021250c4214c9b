import Foundation
import TestSupport
import Testing

/// Runs the journey of docs/guides/first-journey.md in a shell, as printed. Two lines are left out, because the test
/// does both itself: the build and the start of a file server.
@Suite(.timeLimit(.minutes(15))) struct FirstJourneyTests {
    private static func commands() throws -> [String] {
        let block = try Documents.block(in: "docs/guides/first-journey.md", containing: "sushai draw execute")
        let lines = block.split(separator: "\n").map(String.init)
        return lines.filter { !$0.hasPrefix("make build") && !$0.hasPrefix("python3 -m http.server") }
    }

    @Test("the first journey works as printed, down to the entry on the platform's list")
    func asPrinted() async throws {
        try await LoopbackPlatform.running { platform in
            let journey = try Journey()
            let address = await platform.address(of: "csv-market")
            let script = try Self.commands().joined(separator: "\n")
                .replacing("http://127.0.0.1:8099", with: address)
                .replacing("/tmp/rehearsal", with: journey.folder.path)
            #expect(script.contains(address) && script.contains("takedown publish"))
            let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
            let shell = Program(
                named: "/bin/bash",
                environment: [
                    "PATH": Program.builtPrograms + ":" + path,
                    "SUSHAI_DATABASE": journey.folder.path + "/sushai.sqlite",
                ], folder: Repository.root)
            let run = try await shell.run(["-euo", "pipefail", "-c", script])
            #expect(run.status == 0, "\(run.error)")
            #expect(run.output.contains("不符合本次风险速筛要求，属严重风险隐患"))
            #expect(run.output.contains("1:remove"))
            #expect(run.output.contains("已下发"))
        }
    }
}
