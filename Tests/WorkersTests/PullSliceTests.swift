import Domain
import Store
import TestSupport
import Testing
import Workers

/// Pulling in slices, over real HTTP.
@Suite(.timeLimit(.minutes(15))) struct PullSliceTests {
    private static let day = FixedClock.start

    private func nextDay(_ test: TestAppContext) -> Timestamp {
        let slot = test.base.clock.now.adding(seconds: 86_400)
        test.base.clock.set(slot)
        return slot
    }

    @Test("pages requested at the same time give the same content as one after the other", arguments: [1, 3, 16])
    func concurrency(_ concurrency: Int) async throws {
        try await NumberedFeed.running { feed in
            feed.set { $0.pages = 40 }
            var roots: Set<String> = []
            for width in [1, concurrency] {
                let test = try TestAppContext()
                let summary = try await Pull(test.context).run(feed.crawler(concurrency: width), slot: Self.day)
                #expect(summary.gaps.isEmpty && summary.listings == 160 && summary.pages == 40)
                #expect(summary.verdict == .complete)
                let row = try await test.base.store.certificate(pull: summary.pull)
                #expect(row.certificate.stated == 160 && row.certificate.records == 160)
                roots.insert(row.certificate.contentRoot)
                #expect(try await test.base.store.verifyAudit().fault == nil)
            }
            #expect(roots.count == 1)
        }
    }

    @Test("a failed page is a gap and an alert; the next run requests only that page, and the alert ends")
    func hole() async throws {
        try await NumberedFeed.running { feed in
            feed.set { $0.failing = [4, 7] }
            let test = try TestAppContext()
            let store = test.base.store
            let pull = Pull(test.context)
            let first = try await pull.run(feed.crawler(), slot: Self.day)
            // The total says that records are missing, so two pages after the last one are requested.
            #expect(first.pages == 10 && first.gaps.count == 2 && first.verdict == .incomplete)
            let broken = try await store.certificate(pull: first.pull)
            #expect(broken.verdict == .incomplete && broken.certificate.holes == ["第4页", "第7页"])
            #expect(try await store.alerts(openOnly: true, limit: 10).map(\.kind) == [.gap])
            _ = try await pull.run(feed.crawler(), slot: Self.day)
            #expect(try await store.alerts(openOnly: false, limit: 10).count == 1)

            feed.set { $0.failing = [] }
            let asked = feed.behaviour.requests
            let second = try await pull.run(feed.crawler(), slot: Self.day)
            #expect(second.pages == 2 && second.gaps.isEmpty && feed.behaviour.requests == asked + 2)
            #expect(try await store.certificate(pull: second.pull).verdict == .complete)
            #expect(try await store.alerts(openOnly: true, limit: 10).isEmpty)
            #expect(try await store.counts()["snapshots"] == 40)
        }
    }

    @Test("a feed by cursor continues after the last kept page")
    func cursor() async throws {
        try await NumberedFeed.running { feed in
            feed.set { $0.failing = [6] }
            let test = try TestAppContext()
            let pull = Pull(test.context)
            let crawler = await feed.crawler(byCursor: true)
            let first = try await pull.run(crawler, slot: Self.day)
            #expect(first.pages == 5 && first.gaps.count == 1)
            feed.set { $0.failing = [] }
            let second = try await pull.run(crawler, slot: Self.day)
            #expect(second.pages == 5 && second.gaps.isEmpty)
            #expect(feed.behaviour.requests == 11)
            #expect(try await test.base.store.counts()["snapshots"] == 40)
        }
    }

    @Test("a repeated cursor is a gap with its reason, and the next run sends no request")
    func circle() async throws {
        try await NumberedFeed.running { feed in
            feed.set { $0.circleAt = 5 }
            let test = try TestAppContext()
            let pull = Pull(test.context)
            let crawler = await feed.crawler(byCursor: true)
            let first = try await pull.run(crawler, slot: Self.day)
            #expect(first.pages == 5)
            #expect(first.gaps.count == 1 && first.gaps[0].contains("形成循环"))
            let asked = feed.behaviour.requests
            let again = try await pull.run(crawler, slot: Self.day)
            #expect(again.gaps == first.gaps && feed.behaviour.requests == asked)
        }
    }

    @Test("unchanged pages are copied from the previous pull, and only changed pages are sent")
    func unchanged() async throws {
        try await NumberedFeed.running { feed in
            feed.set { $0.validates = true }
            let test = try TestAppContext()
            let store = test.base.store
            let pull = Pull(test.context)
            let crawler = await feed.crawler()
            let first = try await pull.run(crawler, slot: Self.day)
            #expect(first.unchanged == 0)
            let before = try await store.certificate(pull: first.pull).certificate

            let same = try await pull.run(crawler, slot: nextDay(test))
            #expect(same.unchanged == 10 && same.listings == 40 && same.gaps.isEmpty)
            let certificate = try await store.certificate(pull: same.pull).certificate
            #expect(certificate.unchangedPages == 10 && certificate.contentRoot == before.contentRoot)
            #expect(certificate.overlap == .init(previousPull: first.pull, inBoth: 40, new: 0, gone: 0))

            feed.set { $0.revisions = [3: 1] }
            let changed = try await pull.run(crawler, slot: nextDay(test))
            #expect(changed.unchanged == 9 && changed.listings == 40)
            #expect(feed.behaviour.unchangedAnswers == 19)
            let last = try await store.certificate(pull: changed.pull).certificate
            #expect(last.contentRoot != before.contentRoot && last.overlap?.inBoth == 40)
        }
    }

    @Test("a feed with entirely different listings is complete and raises an alert")
    func collapse() async throws {
        try await NumberedFeed.running { feed in
            let test = try TestAppContext()
            let pull = Pull(test.context)
            let crawler = await feed.crawler()
            _ = try await pull.run(crawler, slot: Self.day)
            feed.set { $0.firstItem = 1_000 }
            let summary = try await pull.run(crawler, slot: nextDay(test))
            #expect(summary.gaps.isEmpty && summary.verdict == .overlapCollapsed)
            let alerts = try await test.base.store.alerts(openOnly: true, limit: 10)
            #expect(alerts.map(\.kind) == [.overlapCollapse])
            #expect(alerts.first?.message.contains("40个链接中只再次见到0个") == true)
        }
    }

    @Test("refused credentials raise an alert, which ends with the next successful pull")
    func credentials() async throws {
        try await NumberedFeed.running { feed in
            feed.set { $0.refusesCredentials = true }
            let test = try TestAppContext()
            let pull = Pull(test.context)
            _ = try await pull.run(feed.crawler(), slot: Self.day)
            #expect(
                try await Set(test.base.store.alerts(openOnly: true, limit: 10).map(\.kind))
                    == [.gap, .credentialsRefused])
            #expect(feed.behaviour.requests == 1)
            feed.set { $0.refusesCredentials = false }
            _ = try await pull.run(feed.crawler(), slot: Self.day)
            #expect(try await test.base.store.alerts(openOnly: true, limit: 10).isEmpty)
        }
    }
}
