import Foundation
import TestSupport
import Testing

/// Failures of the machine: kills, full disks, a database changed by hand.
@Suite(.timeLimit(.minutes(15))) struct FailureTests {
    @Test("after a kill -9 during a pull, the next pull continues; no listing is lost or stored twice")
    func killedPull() async throws {
        try await LoopbackPlatform.running { platform in
            let folder = try TemporaryFolder()
            let environment = try await patient(platform, in: folder)
            let clean = try Journey(environment: environment)
            try await clean.run("pull", "--crawler", "jd-union")
            let undisturbed = try await clean.counts()

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
            for name in ["listings", "snapshots", "quarantined"] {
                #expect(resumed[name] == undisturbed[name], "\(name)")
            }
            try await journey.run("audit", "verify")
        }
    }

    @Test("a full disk stops the work with exit code 74 and nothing partly written; with space the work continues")
    func fullDisk() async throws {
        try await LoopbackPlatform.running { platform in
            let folder = try TemporaryFolder()
            let environment = try await patient(platform, in: folder)
            let journey = try Journey(environment: environment)
            // Snapshots are added until the file reaches its size limit.
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
            #expect(full?.error.contains("磁盘已满") == true)
            try await journey.run("audit", "verify")

            let clean = try Journey(environment: environment)
            for day in days { try await clean.run("pull", environment: ["SUSHAI_CLOCK_START": day]) }
            try await journey.run("pull", environment: ["SUSHAI_CLOCK_START": days[days.count - 1]])
            let resumed = try await journey.counts()
            let undisturbed = try await clean.counts()
            for name in ["listings", "snapshots", "quarantined"] {
                #expect(resumed[name] == undisturbed[name], "\(name)")
            }
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
        // The details of the second event contain the laboratory “b”. The replacement “x” has the same length.
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
        #expect(verdict.error.contains("在第2行损坏"))
        #expect(verdict.output.contains(#""brokenRow":2"#))
    }

    @Test("a hash that was stored elsewhere proves that no event was removed at the end")
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
        // An older copy of the file is intact, and does not contain later events.
        try journey.folder.write(before, to: "sushai.sqlite")
        try await journey.run("audit", "verify")
        let cut = try await journey.program.run(["audit", "verify", "--expect", head])
        #expect(cut.status == 1)
        #expect(cut.error.contains("没有 \(head)"))
        #expect(try await journey.program.run(["audit", "verify", "--expect", "abc"]).status == 65)
    }

    @Test("a single changed character of a stored hash is found")
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
        #expect(verdict.error.contains("在第3行损坏"))
    }
}

/// The environment in which a program finds the platform, with crawlers that wait for slow answers.
private func patient(_ platform: LoopbackPlatform, in folder: TemporaryFolder) async throws -> [String: String] {
    try await platform.environment().merging(PatientCrawlerFile.shipped(in: folder)) { $1 }
}

/// Waits until `condition` holds, at most until the time limit of the suite.
func eventually(_ condition: () async throws -> Bool) async throws {
    while try await !condition() { try await Task.sleep(for: .milliseconds(20)) }
}
