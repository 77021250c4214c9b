import Foundation
import TestSupport
import Testing

/// Failures of the machine: kills, full disks, hands in the database.
@Suite(.timeLimit(.minutes(15))) struct FailureTests {
    @Test("a pull killed with -9 in the middle is carried on by the next, with no listing lost and none twice")
    func killedPull() async throws {
        try await LoopbackPlatform.running { platform in
            let folder = try TemporaryFolder()
            let environment = try await patient(platform, in: folder)
            let clean = try Journey(environment: environment)
            try await clean.run("pull", "--crawler", "jd-union")
            let whole = try await clean.counts()

            let journey = try Journey(environment: environment)
            for pages in [1, 2, 3] {
                let asked = platform.behaviour.requests
                platform.set { $0.silentAfter = asked + pages }
                let pull = try journey.program.launch(["pull", "--crawler", "jd-union"])
                try await eventually { platform.behaviour.requests > asked + pages || !pull.isRunning }
                await pull.kill9()
            }
            platform.set { $0.silentAfter = nil }
            try await journey.run("pull", "--crawler", "jd-union")
            let resumed = try await journey.counts()
            for name in ["listings", "snapshots", "quarantined"] { #expect(resumed[name] == whole[name], "\(name)") }
            try await journey.run("audit", "verify")
        }
    }

    @Test("a full disk stops the work with exit code 74, nothing half written; with room it carries on")
    func fullDisk() async throws {
        try await LoopbackPlatform.running { platform in
            let folder = try TemporaryFolder()
            let environment = try await patient(platform, in: folder)
            let journey = try Journey(environment: environment)
            // Snapshot after snapshot, until the file has reached its limit.
            var days: [String] = []
            var full: Program.Run?
            while full == nil, days.count < 20 {
                days.append("2026-11-\(days.count + 10)T08:00:00+08:00")
                let run = try await journey.program.run(
                    ["pull"],
                    environment: ["SUSHAI_DATABASE_MAX_MEGABYTES": "2", "SUSHAI_CLOCK_START": days[days.count - 1]])
                if run.status != 0 { full = run }
            }
            #expect(full?.status == 74, "\(days.count) snapshots: \(full?.error ?? "")")
            #expect(full?.error.contains("is full; nothing was written") == true)
            try await journey.run("audit", "verify")

            let clean = try Journey(environment: environment)
            for day in days { try await clean.run("pull", environment: ["SUSHAI_CLOCK_START": day]) }
            try await journey.run("pull", environment: ["SUSHAI_CLOCK_START": days[days.count - 1]])
            let resumed = try await journey.counts()
            let whole = try await clean.counts()
            for name in ["listings", "snapshots", "quarantined"] { #expect(resumed[name] == whole[name], "\(name)") }
        }
    }

    @Test("a hash of the event log changed by hand in the file is found, and the row is named; exit code 1")
    func tamperedLog() async throws {
        let journey = try Journey()
        for name in ["a", "b", "c", "d"] { _ = try await journey.token("laboratory", name) }
        let log = try await journey.run("audit", "log", "--json")
        #expect(log.contains("token.issued"))
        try await journey.run("audit", "verify")
        let before = try #require(journey.folder.bytes("sushai.sqlite"))
        // The details of the second event name the laboratory “b”; “x” is as long.
        let original = Array(#""name":"b""#.utf8)
        let forged = Array(#""name":"x""#.utf8)
        var bytes = before
        var changed = 0
        for start in 0..<(bytes.count - original.count)
        where bytes[start..<(start + original.count)].elementsEqual(original) {
            bytes.replaceSubrange(start..<(start + original.count), with: forged)
            changed += 1
        }
        #expect(changed == 1)
        try journey.folder.write(bytes, to: "sushai.sqlite")
        let verdict = try await journey.program.run(["audit", "verify", "--json"])
        #expect(verdict.status == 1)
        #expect(verdict.error.contains("broken at row 2"))
        #expect(verdict.output.contains(#""brokenRow":2"#))
    }

    @Test("a hash kept outside proves that nothing was cut off the end")
    func expectedHash() async throws {
        let journey = try Journey()
        for name in ["a", "b"] { _ = try await journey.token("laboratory", name) }
        let before = try #require(journey.folder.bytes("sushai.sqlite"))
        _ = try await journey.token("laboratory", "c")
        let verified = try await journey.run("audit", "verify", "--json")
        let rows = try JSONSerialization.jsonObject(with: Data(verified.utf8)) as? [[String: Any]]
        let head = try #require(rows?.first?["head"] as? String)
        try await journey.run("audit", "verify", "--expect", head)
        _ = try await journey.token("laboratory", "d")
        try await journey.run("audit", "verify", "--expect", head)
        // An older copy of the file is whole in itself, and lacks what came after it.
        try journey.folder.write(before, to: "sushai.sqlite")
        try await journey.run("audit", "verify")
        let cut = try await journey.program.run(["audit", "verify", "--expect", head])
        #expect(cut.status == 1)
        #expect(cut.error.contains("does not hold \(head)"))
        #expect(try await journey.program.run(["audit", "verify", "--expect", "abc"]).status == 65)
    }

    @Test("one character of a stored hash changed by hand is found as well")
    func tamperedHash() async throws {
        let journey = try Journey()
        for name in ["a", "b", "c"] { _ = try await journey.token("laboratory", name) }
        let verified = try await journey.run("audit", "verify", "--json")
        let rows = try JSONSerialization.jsonObject(with: Data(verified.utf8)) as? [[String: Any]]
        let head = try #require(rows?.first?["head"] as? String)
        var forged = Array(head.utf8)
        forged[10] = forged[10] == UInt8(ascii: "0") ? UInt8(ascii: "1") : UInt8(ascii: "0")
        var bytes = try #require(journey.folder.bytes("sushai.sqlite"))
        let original = Array(head.utf8)
        for start in 0..<(bytes.count - original.count) where bytes[start..<(start + 64)].elementsEqual(original) {
            bytes.replaceSubrange(start..<(start + 64), with: forged)
        }
        try journey.folder.write(bytes, to: "sushai.sqlite")
        let verdict = try await journey.program.run(["audit", "verify"])
        #expect(verdict.status == 1)
        #expect(verdict.error.contains("broken at row 3"))
    }
}

/// The environment that leads a program to the platform, with crawlers that wait for it.
private func patient(_ platform: LoopbackPlatform, in folder: TemporaryFolder) async throws -> [String: String] {
    try await platform.environment().merging(PatientCrawlerFile.shipped(in: folder)) { $1 }
}

/// Waits, looking again and again, until `condition` holds; the suite's time limit is the end of patience.
func eventually(_ condition: () async throws -> Bool) async throws {
    while try await !condition() { try await Task.sleep(for: .milliseconds(20)) }
}
