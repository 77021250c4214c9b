import Foundation
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(15))) struct KilledPullTests {
    private static let pages = 900

    @Test(
        "a pull killed a hundred times with -9 at random points ends with the same content as an undisturbed one",
        arguments: [1, 4])
    func hundredKills(concurrency: Int) async throws {
        try await NumberedFeed.running { feed in
            feed.set { $0.pages = Self.pages }
            let address = await feed.address()
            let clean = try NumberedJourney.make(address, concurrency: concurrency)
            let begun = ContinuousClock.now
            try await clean.run("pull", "--crawler", "numbered-feed")
            let perPage = begun.duration(to: .now) / Self.pages

            let killed = try NumberedJourney.make(address, concurrency: concurrency)
            let random = RandomDraws(seed: 20_261_121)
            for kill in 0..<100 {
                let asked = feed.behaviour.requests
                // A run stores at most eight pages, so after a hundred runs some pages are still missing.
                let answered = random.next(below: 6)
                // Every second kill comes a moment later, during any work: a commit, a fetch, or a wait.
                let falls = kill % 2 == 1
                feed.set { $0.silentAfter = asked + answered + (falls ? 3 : 0) }
                let pull = try killed.program.launch(["pull", "--crawler", "numbered-feed"])
                try await Self.reached { feed.behaviour.requests > asked + answered || !pull.isRunning }
                if falls { try await Task.sleep(for: perPage * random.next(below: 40) / 10) }
                await pull.kill9()
            }
            feed.set { $0.silentAfter = nil }
            try await killed.run("pull", "--crawler", "numbered-feed")

            let undisturbed = try await clean.counts()
            let resumed = try await killed.counts()
            for name in ["listings", "snapshots", "quarantined"] {
                #expect(resumed[name] == undisturbed[name], "\(name)")
            }
            #expect(resumed["snapshots"] == Self.pages * 4)
            #expect(try await Self.certificate(killed) == Self.certificate(clean))
            try await killed.run("audit", "verify")
        }
    }

    /// Content root, verdict and figures, without the time of issue.
    private static func certificate(_ journey: Journey) async throws -> [String] {
        let text = try await journey.run("pull", "certificate", "--pull", "1", "--json")
        let rows = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: String]]
        let lines = (rows ?? []).map { "\($0["name"] ?? ""): \($0["value"] ?? "")" }
        #expect(lines.contains("结论: 完整") && lines.contains { $0.hasPrefix("内容根: ") })
        return lines.filter { !$0.hasPrefix("出具于") }
    }

    private static func reached(_ condition: () -> Bool) async throws {
        while !condition() { try await Task.sleep(for: .milliseconds(1)) }
    }
}

/// Random numbers from a seed, so that a failed run can be repeated.
private final class RandomDraws {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    func next(below bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % bound
    }
}
