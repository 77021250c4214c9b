import Foundation
import TestSupport
import Testing

/// The start of the evidence tests: a sample of LAB-01.
enum EvidenceCase {
    /// A journey on a database with one purchased sample, which the program itself made from the fixtures of two days.
    static func journey(_ environment: [String: String]) async throws -> Journey {
        let journey = try Journey(environment: environment)
        try await LoopbackPlatform.running { platform in
            let address = await platform.address(of: "csv-market")
            for day in 1...2 {
                let environment = try [
                    "SUSHAI_CSV_MARKET_ENDPOINT": "\(address)/day-\(day)/listings.csv",
                    "SUSHAI_CLOCK_START": "2026-11-1\(day - 1)T08:00:00+08:00",
                ].merging(PatientCrawlerFile.shipped(in: journey.folder)) { $1 }
                try await journey.run("pull", "--crawler", "csv-market", environment: environment)
            }
        }
        try await journey.run("lab", "scope", "set", "--laboratory", "LAB-01", "--product", "toys")
        try await journey.run("screen")
        try await journey.run("draw", "open", "--run", "A", "--budget", "200.00", "--quota", "toys=1")
        try await journey.run("draw", "execute", "--run", "A", "--seed", "a public number")
        try await journey.run(
            "purchase", "record", "--task", "1", "--order", "1", "--paid", "39.90", "--on", "2026-11-11", "--seller",
            "示例商行", "--region", "330482", "--laboratory", "LAB-01", "--evidence", "Fixtures/Evidence/order.png")
        return journey
    }

    /// The blind label of the sample.
    static func label(_ journey: Journey) async throws -> String {
        let samples = try await journey.run("lab", "samples", "--laboratory", "LAB-01", "--json")
        let rows = try JSONSerialization.jsonObject(with: Data(samples.utf8)) as? [[String: Any]]
        return try #require(rows?.first?["label"] as? String)
    }

    /// The shipped criteria with other evidence rules.
    static func criteria(required: String) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        for name in try Repository.names(in: "Criteria") where name.hasSuffix(".yaml") {
            try folder.write(Repository.bytes("Criteria/" + name), to: name)
        }
        try folder.makeFolder("shared")
        try folder.write(Array(required.utf8), to: "shared/evidence.yaml")
        return folder
    }

    /// A shell in the journey's folder that finds the built program.
    static func shell(_ journey: Journey) -> Program {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        var environment = journey.program.environment
        environment["PATH"] = Program.builtPrograms + ":" + path
        return Program(named: "/bin/bash", environment: environment, folder: journey.folder.path)
    }

    /// The upload in docs/guides/laboratory.md, with the address, token, sample and file of the case.
    static func shownUpload(_ address: String, _ token: String, _ label: String, _ file: String) throws -> String {
        let shown = try Documents.block(in: "docs/guides/laboratory.md", containing: "Upload-Metadata")
        #expect(shown.contains("http://127.0.0.1:8080") && shown.contains("magnet.mp4"))
        return "TOKEN=\(token); LABEL=\(label)\n"
            + shown.replacing("http://127.0.0.1:8080", with: address).replacing("magnet.mp4", with: file)
    }

    static func peakKilobytes(_ process: Int32) -> Int? {
        let status = String(
            decoding: FileManager.default.contents(atPath: "/proc/\(process)/status") ?? Data(), as: UTF8.self)
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return line.flatMap { Int($0.filter(\.isNumber)) }
    }
}
