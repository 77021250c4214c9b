import Domain
import Store
import TestSupport
import Testing
import Workers

/// The end of feeds, and the sense of their records, over real HTTP.
@Suite(.timeLimit(.minutes(15))) struct FeedEndTests {
    /// Pulls a feed that `change` describes.
    private func pull(
        byCursor: Bool = false, ends: Paging.EndSigns = .init(),
        _ change: @escaping @Sendable (inout NumberedFeed.Behaviour) -> Void
    ) async throws -> (summary: PullSummary, certificate: PullCertificate, alerts: [AlertRow]) {
        try await NumberedFeed.running { feed in
            feed.set(change)
            let test = try TestAppContext()
            let summary = try await Pull(test.context).run(
                feed.crawler(byCursor: byCursor, ends: ends), slot: FixedClock.start)
            let store = test.base.store
            return (
                summary, try await store.certificate(pull: summary.pull).certificate,
                try await store.alerts(openOnly: true, limit: 10)
            )
        }
    }

    @Test("Loss 1: a short page does not end a feed without a total")
    func shortPage() async throws {
        let (summary, certificate, alerts) = try await pull {
            $0.statesTotal = false
            $0.listings = [1: 3, 10: 2]
        }
        #expect(summary.listings == 37 && summary.verdict == .complete && alerts.isEmpty)
        #expect(certificate.queries.map(\.end) == [.emptyPage])
    }

    @Test(
        "Loss 1: a total that contradicts the pages, or cannot be read, does not end a feed",
        arguments: [
            "4", "3", "0", #""4""#, #""1000+""#, #""unknown""#,
        ])
    func wrongTotal(_ total: String) async throws {
        let (summary, _, _) = try await pull { $0.totalText = total }
        #expect(summary.listings == 40 && summary.verdict == .complete)
    }

    @Test("Loss 1: a total with separators is read, and what is missing is reported")
    func separators() async throws {
        let (summary, certificate, alerts) = try await pull { $0.totalText = #""1,000""# }
        #expect(certificate.stated == 1_000 && summary.short == 960 && summary.verdict == .short)
        #expect(alerts.map(\.kind) == [.shortTotal])
    }

    @Test("Loss 1: a platform that repeats its last page is complete")
    func clamps() async throws {
        let (summary, certificate, _) = try await pull {
            $0.clamps = true
            $0.statesTotal = false
        }
        #expect(summary.listings == 40 && summary.verdict == .complete)
        #expect(certificate.queries.map(\.end) == [.knownItems])
    }

    @Test("Loss 1: an end that nothing proves is reported by verdict and alert, and what to write")
    func unproven() async throws {
        let (summary, certificate, alerts) = try await pull {
            $0.statesTotal = false
            $0.listings = [10: 2]
            $0.statusBeyond = 404
        }
        #expect(summary.listings == 38 && summary.gaps.isEmpty && summary.verdict == .unproven)
        #expect(certificate.queries.map(\.end) == [.refused])
        #expect(summary.unproven.count == 1 && summary.unproven[0].contains("第10页之后"))
        #expect(alerts.map(\.kind) == [.endUnproven])
        #expect(alerts.first?.message.contains("末页未能证实") == true)
        #expect(alerts.first?.message.contains("hasMore、ends 或 total") == true)
    }

    @Test("Loss 1: the status of the answer after the last page is data")
    func status() async throws {
        let (summary, certificate, _) = try await pull(ends: .init(statuses: [404])) {
            $0.statesTotal = false
            $0.statusBeyond = 404
        }
        #expect(summary.listings == 40 && summary.verdict == .complete)
        #expect(certificate.queries.map(\.end) == [.stated])
    }

    @Test("Loss 1: a stated total proves the end of a platform that refuses the page after the last one")
    func refusedBeyondTotal() async throws {
        let (summary, certificate, _) = try await pull { $0.statusBeyond = 404 }
        #expect(summary.listings == 40 && summary.verdict == .complete && summary.gaps.isEmpty)
        #expect(certificate.queries.map(\.end) == [.total])
    }

    @Test(
        "Loss 1: hasMore ends a feed, in the forms in which platforms write it",
        arguments: [
            ("true", "false"), ("1", "0"), (#""true""#, #""false""#), (#""Y""#, #""N""#),
        ])
    func hasMore(_ yes: String, _ no: String) async throws {
        let (summary, certificate, _) = try await pull(ends: .init(hasMore: FieldPath("more"))) {
            $0.statesTotal = false
            $0.more = { $0 < 10 ? yes : no }
        }
        #expect(summary.listings == 40 && summary.verdict == .complete && summary.pages == 10)
        #expect(certificate.queries.map(\.end) == [.stated])
    }

    @Test(
        "Loss 1: a feed by cursor ends with a word, an empty page, or its last page again",
        arguments: [
            ("no_more", FeedEnd.stated), ("-1", .stated), ("11", .emptyPage), ("10", .knownItems), ("", .noNext),
        ])
    func cursors(_ last: String, _ end: FeedEnd) async throws {
        let ends = Paging.EndSigns(path: FieldPath("next"), values: ["no_more", "-1"])
        let (summary, certificate, alerts) = try await pull(byCursor: true, ends: ends) { $0.lastCursor = last }
        #expect(summary.listings == 40 && summary.gaps.isEmpty && summary.verdict == .complete && alerts.isEmpty)
        #expect(certificate.queries.map(\.end) == [end])
    }

    @Test("Loss 2: a platform that gives page 1 for every page is not complete", arguments: [true, false])
    func onlyFirstPage(_ statesTotal: Bool) async throws {
        let (summary, certificate, alerts) = try await pull {
            $0.onlyPage = 1
            $0.statesTotal = statesTotal
        }
        #expect(summary.verdict == .unproven && summary.listings == 4 && summary.repeated == 8)
        #expect(certificate.queries.map(\.distinct) == [4])
        #expect(certificate.short == (statesTotal ? 36 : 0))
        #expect(Set(alerts.map(\.kind)) == (statesTotal ? [.endUnproven, .shortTotal] : [.endUnproven]))
    }

    @Test("Loss 2: an interrupted pull counts the items of its stored pages again, and asks on after them")
    func interrupted() async throws {
        try await NumberedFeed.running { feed in
            feed.set {
                $0.statesTotal = false
                $0.failing = Set(8...30)
            }
            let test = try TestAppContext()
            let pull = Pull(test.context)
            let first = try await pull.run(feed.crawler(), slot: FixedClock.start)
            #expect(first.verdict == .incomplete && first.pages == 7)
            feed.set { $0.failing = [] }
            let second = try await pull.run(feed.crawler(), slot: FixedClock.start)
            #expect(second.verdict == .complete && second.pages == 4)
            let certificate = try await test.base.store.certificate(pull: second.pull).certificate
            #expect(certificate.queries.map(\.distinct) == [40] && certificate.queries.map(\.end) == [.emptyPage])
        }
    }

    @Test("Loss 3: unreadable sales, refused prices and missing numbers hold a pull, with the field and examples")
    func sense() async throws {
        let sales = try await pull { $0.vagueSales = Set(1...10) }
        #expect(sales.summary.heldReason?.contains("sales无法读取100%（40条中40条") == true)
        let prices = try await pull { $0.vaguePrices = Set(1...9) }
        #expect(prices.summary.heldReason?.contains("price无法读取90%（40条中36条，例如“?!") == true)
        #expect(prices.summary.heldReason?.contains("无法读取的记录占90%（40条中36条") == true)
        #expect(prices.alerts.map(\.kind) == [.fieldsMissing])
        let numbers = try await pull { $0.unnumbered = Set(1...9) }
        #expect(numbers.summary.heldReason?.contains("item缺90%（40条中缺36条）") == true)
        // Every refused record counts as an item, so nothing is missing.
        #expect(numbers.certificate.short == 0 && numbers.summary.verdict == .complete)
    }
}
