import Domain
import TestSupport
import Testing

@testable import Store

/// Frequent statements never scan a table that grows without limit. Their query plans prove it.
struct QueryPlanTests {
    private let test: TestStore
    private var store: Store { test.store }

    init() throws {
        test = try TestStore()
    }

    /// Expects that none of the statements reads a whole table.
    private func expectSearches(_ body: () async throws -> Void) async throws {
        let plans = try await store.plans(of: body)
        // The claimed rows are few, and the partial index contains only the rows that are searched for.
        // Lists count up to a bound: the counted rows are few.
        let allowed = [
            "SCAN claimable", "SCAN conclusion USING INDEX conclusionUnrouted", "SCAN few", "SCAN (subquery-1)",
            // The last event, by its number: one row.
            "SCAN event",
        ]
        let scans = plans.filter { $0.hasPrefix("SCAN") && !allowed.contains($0) }
        #expect(!plans.isEmpty && scans.isEmpty, "\(plans)")
    }

    @Test("Claiming jobs does not read finished jobs")
    func claims() async throws {
        let plans = try await store.plans { _ = try await store.claim(.judge, limit: 16, leaseSeconds: 60) }
        #expect(plans.contains { $0.contains("jobDue (kind=? AND state=? AND runAfter<?)") }, "\(plans)")
        try await expectSearches {
            _ = try await store.claim(.judge, limit: 16, leaseSeconds: 60)
            _ = try await store.claim(.judge(report: 1), leaseSeconds: 60)
        }
    }

    @Test("Rows of uploads are found by indexes for each filter")
    func intakeRows() async throws {
        let sample = try await Samples.sample(in: store)
        try await expectSearches {
            _ = try await store.intakeRows(.init(id: 7), limit: 1)
            _ = try await store.intakeRows(.init(upload: 7, state: .held), limit: 100)
            _ = try await store.intakeRows(.init(upload: 7), limit: 100)
            _ = try await store.intakeRows(.init(laboratory: "LAB-01", state: .held), limit: 100)
            _ = try await store.intakeRows(.init(state: .held, code: "out-of-scope"), limit: 100)
            _ = try await store.openReports(.init(upload: 7, state: .waiting))
            _ = try await store.openReports(of: 7)
            _ = try await store.openRows(of: 7, reports: ["R-1"])
            _ = try await store.heldRows(of: "LAB-01", reports: ["R-1"], before: 7)
            _ = try await store.uploads(of: "LAB-01", limit: 10)
            _ = try await store.heldReports(of: "LAB-01", limit: 10)
            _ = try await store.sample(sample.label, of: Samples.laboratory)
            _ = try await store.samples(of: "LAB-01", unreported: true, limit: 10)
            _ = try await store.reports(of: "LAB-01", before: 7, limit: 10)
            _ = try? await store.buyerTask(7, of: .operator)
        }
    }

    @Test("Reports and conclusions are found by number, laboratory, label and pending state")
    func reports() async throws {
        try await expectSearches {
            _ = try await store.reports(of: "LAB-01", number: "R-1", limit: 10)
            _ = try await store.reports(of: "LAB-01", limit: 10)
            _ = try await store.reports(number: "R-1", limit: 10)
            _ = try? await store.report(named: "R-1", of: "LAB-01")
            _ = try? await store.report(named: "R-1")
            _ = try await store.unroutedConclusions(limit: 10)
            _ = try await store.earlierFindings(report: 1)
        }
    }

    @Test("Evidence is found by its hash, its sample and its laboratory")
    func evidence() async throws {
        let hash = Digest.sha256("x")
        try await expectSearches {
            for scope in [EvidenceScope.all, .laboratory("LAB-01"), .region(Samples.region("330000"))] {
                _ = try await store.evidenceFile(hash, in: scope)
                _ = try await store.evidencePieces(in: scope, sample: "S-1", limit: 10)
            }
            _ = try await store.evidencePieces(in: .laboratory("LAB-01"), limit: 10)
            _ = try await store.evidenceUses(hash)
        }
    }

    @Test("Listings and snapshots with all values are found by their numbers")
    func listings() async throws {
        try await expectSearches {
            _ = try await store.takedownList(of: "jd", after: 0, limit: 10)
            _ = try? await store.routingFacts(conclusion: 1)
            _ = try? await store.recheckFacts(receipt: 1)
        }
    }

    @Test("A list of flagged listings walks over one index, whatever its conditions, and sorts nothing")
    func flaggedListings() async throws {
        var query = FlagQuery()
        query.platforms = ["jd", "taobao"]
        query.products = ["toys"]
        query.kinds = [.lowPrice]
        query.days = .last(7)
        query.priority = 20
        for (state, text) in [(FlagReviewState?.none, ""), (.pending, ""), (.ignore, "积木 玩具")] {
            for key in FlagQuery.SortKey.allCases {
                for isDescending in [true, false] {
                    query.state = state
                    query.text = text
                    query.order = ListOrder(key, isDescending: isDescending)
                    let query = query
                    let plans = try await store.plans {
                        for place in [ListPlace.start, .after(.init(value: 5, id: 5)), .before(.init(value: 5, id: 5))]
                        {
                            _ = try await store.flaggedListings(query, at: place, limit: 10)
                        }
                        _ = try await store.countFlaggedListings(query)
                        _ = try await store.neighbours(of: 1, in: query)
                    }
                    let walks = plans.filter { $0.contains("flaggedListing") }
                    let index = ["priority": "ByPoints", "price": "ByPrice", "day": "ByTime"][key.rawValue]!
                    #expect(!plans.contains { $0.contains("TEMP B-TREE") }, "\(plans)")
                    #expect(
                        walks.allSatisfy {
                            $0.hasPrefix("SEARCH")
                                && ($0.contains("COVERING INDEX flaggedListing" + index)
                                    || $0.contains("INTEGER PRIMARY KEY"))
                        }, "\(walks)")
                }
            }
        }
    }

    private static let places = [ListPlace.start, .after(.init(value: 5, id: 5)), .before(.init(value: 5, id: 5))]

    @Test(
        "The lists of the operation walk over an index, whatever their conditions, and sort nothing",
        arguments: ["", "&sort=day"])
    func operation(_ order: String) async throws {
        let pulls = ["", "state=held", "state=unscreened", "crawler=a", "platform=jd", "verdict=short&days=7"]
        let records = ["", "state=read", "state=all", "crawler=a&code=empty&field=price&pull=7&days=7"]
        let alerts = ["", "state=resolved&kind=gap", "state=all", "kind=gap"]
        let jobs = ["", "state=queued&kind=judge", "state=done", "kind=bulk"]
        let plans = try await store.plans {
            for place in Self.places {
                for text in pulls { _ = try await store.pulls(Self.query(text + order), at: place, limit: 10) }
                for text in records { _ = try await store.quarantine(Self.query(text + order), at: place, limit: 10) }
                for text in alerts { _ = try await store.alerts(Self.query(text + order), at: place, limit: 10) }
                for text in jobs { _ = try await store.jobs(Self.query(text + order), at: place, limit: 10) }
            }
            _ = try await store.countQuarantine(OperationQuery(), until: test.clock.now)
        }
        #expect(!plans.contains { $0.contains("TEMP B-TREE") }, "\(plans)")
        let scans = plans.filter { $0.hasPrefix("SCAN") && $0 != "SCAN few" }
        #expect(!plans.isEmpty && scans.isEmpty, "\(scans)")
    }

    private static func query<List: OperationList>(_ text: String) throws -> OperationQuery<List> {
        try #require(OperationQuery<List>(stored: text))
    }

    @Test("A pull, a record, an alert and a job are found by indexes")
    func operationPages() async throws {
        let pull = try await Samples.screenedPull(in: store, [Samples.listing("1")])
        try await store.raise(.gap, on: "pull:\(pull)", "x")
        let plans = try await store.plans {
            _ = try await store.pullDetail(pull)
            _ = try await store.lastPulls()
            _ = try await store.alert(1)
            _ = try await store.job(1)
            _ = try await store.jobCounts()
            _ = try? await store.quarantineRow(1)
            _ = try await store.requestPull("sample-feed", slot: test.clock.now, by: .operator)
        }
        let scans = plans.filter { $0.hasPrefix("SCAN") && !["SCAN few", "SCAN event"].contains($0) }
        #expect(!plans.isEmpty && scans.isEmpty, "\(plans)")
    }

    @Test("What waits is counted, and a buyer's purchases and the reports of a file are found, by indexes")
    func waiting() async throws {
        let plans = try await store.plans {
            _ = try await store.waiting([.openPurchaseTasks, .proposedTakedowns, .unservedNotices], in: .everyone)
            _ = try await store.buyerTasks(of: .operator, bought: true, limit: 10)
            _ = try await store.reports(ofUpload: 7, of: "LAB-01", limit: 10)
            _ = try await store.notices(.only(.unserved), in: .zhejiang, limit: 10)
        }
        for index in ["purchaseTaskOpen", "takedownProposed", "noticeInOrder", "eventOfPurchase", "reportByUpload"] {
            #expect(plans.contains { $0.contains(index) }, "\(index): \(plans)")
        }
        #expect(!plans.contains { $0 == "SCAN purchaseTask" || $0 == "SCAN notice" || $0 == "SCAN v" }, "\(plans)")
    }

    @Test("A flagged listing, its page and its review are found by indexes")
    func review() async throws {
        try await Samples.flaggedPull(in: store, [FlaggedOffer(Samples.listing("1"))], slot: FixedClock.start)
        let officer = Actor.holder(.officer, name: "officer-a")
        let moment = test.clock.now
        try await expectSearches {
            _ = try await store.flaggedListings(FlagQuery(), limit: 10)
            _ = try await store.flaggedListings([1])
            _ = try await store.flaggedNumbers(FlagQuery(), limit: 10, until: moment)
            _ = try await store.pendingFlags()
            _ = try await store.listingDetail(1, in: .everywhere)
            _ = try await store.reviewFlags(of: 1, FlagReviewRequest(.ignore, reason: "配件"), by: officer)
            let bulk = BulkRequest(
                page: FlagQuery.page, action: "buy", reason: nil, selection: .all(FlagQuery().items), moment: moment,
                expected: 1, key: "k")
            let id = try await store.requestBulk(bulk, by: officer).id
            _ = try await store.continueFlagReview(bulk: id)
            let chosen = BulkRequest(
                page: FlagQuery.page, action: "buy", reason: nil, selection: .rows([.init(1)]), moment: moment,
                expected: 1, key: "m")
            _ = try await store.continueFlagReview(bulk: store.requestBulk(chosen, by: officer).id)
            _ = try await store.bulkFaults(id, limit: 10)
            _ = try await store.savedViews(page: FlagQuery.page, of: 1)
            _ = try await store.shownColumns(page: FlagQuery.page, of: 1)
        }
    }
}
