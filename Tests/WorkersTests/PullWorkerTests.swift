import Domain
import Store
import TestSupport
import Testing
import Workers

/// Pulling over real HTTP from the loopback platform.
@Suite(.timeLimit(.minutes(15))) struct PullWorkerTests {
    private static let day = Timestamp(milliseconds: 1_793_577_600_000)

    @Test(
        "a pull stores every record, as a listing, a repeat or in quarantine; a second pull changes nothing",
        arguments: ["taobao-top", "jd-union", "pdd-ddk", "douyin-live"])
    func pullIsCompleteAndIdempotent(crawler: String) async throws {
        try await LoopbackPlatform.running { platform in
            let test = try TestAppContext(environment: await platform.environment())
            let pull = Pull(test.context)
            let first = try await pull.run(pull.crawler(crawler), slot: Self.day)
            #expect(first.gaps.isEmpty)
            #expect(first.listings > 30)
            #expect(first.quarantined > 0)
            #expect(Int64(first.listings + first.repeated + first.quarantined) == first.stated)
            let counts = try await test.base.store.counts()
            #expect(counts["snapshots"] == Int64(first.listings))
            #expect(counts["quarantined"] == Int64(first.quarantined))

            let asked = platform.behaviour.requests
            let second = try await pull.run(pull.crawler(crawler), slot: Self.day)
            #expect(second.wasComplete)
            #expect(platform.behaviour.requests == asked)
            #expect(try await test.base.store.counts() == counts)
        }
    }

    @Test("a truncated page, or an error with HTTP 200, is requested again")
    func brokenPagesAreRetried() async throws {
        try await LoopbackPlatform.running { platform in
            platform.set {
                $0.cut = ["jd-union/13661-1": 1]
                $0.refused = ["jd-union/12099-2": 2]
            }
            let test = try TestAppContext(environment: await platform.environment())
            let pull = Pull(test.context)
            let summary = try await pull.run(pull.crawler("jd-union"), slot: Self.day)
            #expect(summary.gaps.isEmpty)
            #expect(platform.behaviour.requests == summary.pages + 3)
        }
    }

    @Test(
        "a page that stays unreadable leaves a gap and its bytes; the others are kept, and the next pull closes the gap"
    )
    func gapsStayVisible() async throws {
        try await LoopbackPlatform.running { platform in
            platform.set { $0.cut = ["taobao-top/50008090-2": 1000] }
            let test = try TestAppContext(environment: await platform.environment())
            let store = test.base.store
            let pull = Pull(test.context)
            let first = try await pull.run(pull.crawler("taobao-top"), slot: Self.day)
            #expect(first.gaps.count == 1)
            #expect(first.gaps[0].contains("50008090") && first.gaps[0].contains("第2页"))
            #expect(try await store.pulls(limit: 1)[0].isComplete == false)
            let broken = try await store.quarantine(limit: 100).filter { $0.place == "page" }
            #expect(broken.count == 1)
            #expect(broken[0].detail.contains("cut off"))
            #expect(try await store.quarantinedBytes(broken[0].id).count == broken[0].size)

            platform.set { $0.cut = [:] }
            let second = try await pull.run(pull.crawler("taobao-top"), slot: Self.day)
            #expect(second.gaps.isEmpty)
            #expect(second.pages == 1)
            #expect(try await store.pulls(limit: 1)[0].isComplete)
            let clean = try TestAppContext(environment: await platform.environment())
            let complete = try await Pull(clean.context).run(pull.crawler("taobao-top"), slot: Self.day)
            #expect(try await store.counts()["snapshots"] == Int64(complete.listings))
        }
    }

    @Test("a platform that answers only with errors leaves gaps with its messages")
    func refusedFeed() async throws {
        try await LoopbackPlatform.running { platform in
            platform.set { $0.refused = ["douyin-live/7301234567890123456-1": 1000] }
            let test = try TestAppContext(environment: await platform.environment())
            let pull = Pull(test.context)
            let summary = try await pull.run(pull.crawler("douyin-live"), slot: Self.day)
            #expect(summary.gaps.count == 1)
            #expect(summary.gaps[0].contains("业务服务错误"))
        }
    }

    @Test("missing credentials are reported by variable, and a wrong secret by the refusal of the platform")
    func credentials() async throws {
        let bare = try TestAppContext()
        let pull = Pull(bare.context)
        let error = await #expect(throws: PermanentFailure.self) {
            try await pull.run(pull.crawler("jd-union"), slot: Self.day)
        }
        #expect(error?.description.contains("SUSHAI_JD_APP_KEY") == true)
        try await LoopbackPlatform.running { platform in
            var environment = await platform.environment()
            environment["SUSHAI_JD_SECRET"] = "not-the-secret"
            let test = try TestAppContext(environment: environment)
            let summary = try await Pull(test.context).run(pull.crawler("jd-union"), slot: Self.day)
            #expect(summary.gaps.count == 3)
            #expect(summary.gaps.allSatisfy { $0.contains("签名错误") && !$0.contains("not-the-secret") })
        }
    }
}
