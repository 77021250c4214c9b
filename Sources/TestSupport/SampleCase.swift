package import Domain
package import Store

/// One sample from its purchase to the consequences of its result.
package struct SampleCase: Sendable {
    package let listing: ListingKey
    package let task: Int64
    /// The blind label of the sample.
    package let label: String
    package let report: Int64
    package let conclusion: Int64

    package init(listing: ListingKey, task: Int64, label: String, report: Int64, conclusion: Int64) {
        self.listing = listing
        self.task = task
        self.label = label
        self.report = report
        self.conclusion = conclusion
    }
}

extension Samples {
    /// Criteria with two items. A failure of the first is serious; a failure of the second is general.
    package static let criteria = ProductCriteria(
        product: product, name: "玩具", matching: MatchingRule(categories: [:], titleWords: ["玩具"], exceptWords: []),
        flagging: FlaggingThresholds(
            lowPriceZ: FixedDecimal(mantissa: -30, scale: 1), minimumListings: 30, burstUnitsPerDay: 500,
            livestream: true),
        editions: [
            CriteriaEdition(
                identifier: "样例版", produced: DaySpan(), sold: DaySpan(),
                items: [item("TY-SP", "小零件", .serious), item("TY-LBL", "标识", .general)])
        ],
        rule: rule)

    /// The same criteria, with these additional items.
    static func criteria(knowing codes: Set<String>) -> ProductCriteria {
        let edition = criteria.editions[0]
        let known = Set(edition.items.map(\.code))
        let more = codes.subtracting(known).sorted().map { item($0, $0, .general) }
        return ProductCriteria(
            product: criteria.product, name: criteria.name, matching: criteria.matching, flagging: criteria.flagging,
            editions: [
                CriteriaEdition(identifier: edition.identifier, periods: edition.periods, items: edition.items + more)
            ], rule: criteria.rule)
    }

    private static func item(_ code: String, _ name: String, _ hazard: HazardClass) -> TestItem {
        TestItem(
            code: code, name: name, unit: "", standard: "样例标准", method: "样例方法", requirement: .passFail,
            hazard: hazard, source: FigureSource(confidence: .secondary, note: nil))
    }

    /// A report whose conclusion has the class `hazard`; nil for a report in which all items meet.
    package static func submission(
        _ label: String, number: String = "R-2026-0001", hazard: HazardClass? = .serious, correction: String? = nil
    ) -> ReportSubmission {
        ReportSubmission(
            number: number, sampleLabel: label, testedOn: day("2026-11-12"), producedOn: day("2026-05-20"),
            declared: ["variant": "standard"],
            results: [
                ItemResult(item: "TY-SP", value: hazard == .serious ? "不合格" : "合格", unit: ""),
                ItemResult(item: "TY-LBL", value: hazard == .general ? "不合格" : "合格", unit: ""),
            ], correctionReason: correction)
    }

    /// A sample of the listing `item`, bought and sent to `laboratory`. Returns its task and its blind label.
    package static func sample(
        in store: Store, item: String = "1001", platform: String = "taobao", laboratory: String = laboratory,
        region: String = "330482"
    ) async throws -> (task: Int64, label: String) {
        _ = try await screenedPull(
            in: store, [listing(item, platform: platform)],
            crawler: crawler("feed-\(platform)-\(item)", platform: platform))
        let tasks = try await drawnRun(in: store, plan("run-\(platform)-\(item)"))
        guard let task = tasks.first else { throw StoreError.notFound("purchase task of \(item)") }
        let bought = try await purchase(in: store, task: task.id, laboratory: laboratory, region: region)
        return (task.id, bought.label)
    }

    /// Judges a filed report under `criteria`, as the worker does. Returns the number of the conclusion.
    package static func judge(_ report: Int64, in store: Store) async throws -> Int64 {
        let facts = try await store.judgingFacts(report: report)
        let conclusion = SampleJudging.judge(facts.submission, under: criteria, soldOn: facts.soldOn)
        try await store.recordConclusion(report: report, conclusion, inputHash: facts.submission.contentHash)
        // The routing job was queued, and may already be done.
        let jobs = try await store.jobs(state: .queued, limit: 1000) + store.jobs(state: .done, limit: 1000)
        let route = jobs.filter { $0.kind == .route }.max { $0.id < $1.id }
        guard let route, case .route(let id) = JobKey(route.kind, text: route.key) else {
            throw StoreError.notFound("routing of \(report)")
        }
        return id
    }

    /// Carries out the consequences of a conclusion, as the worker does.
    package static func route(_ conclusion: Int64, in store: Store) async throws {
        _ = try await store.applyDisposition(conclusion: conclusion) { facts, serial, now in
            ProblemNotice(
                number: "速筛告〔2026〕\(serial)号", enterprise: facts.sellerName, year: 2026,
                authority: DispositionWording.defaultAuthority, laboratory: facts.laboratory, productName: "玩具",
                specification: facts.title, hazard: facts.facts.hazard ?? .general, problems: facts.problems,
                reportNumber: facts.reportNumber, issuedOn: now.day(), copiedTo: facts.facts.sellerRegion)
        }
    }

    /// A sample that is bought, reported, judged and routed.
    package static func routedCase(
        in store: Store, item: String = "1001", hazard: HazardClass? = .serious, platform: String = "taobao",
        region: String = "330482"
    ) async throws -> SampleCase {
        let sample = try await sample(in: store, item: item, platform: platform, region: region)
        let report = try await file(
            submission(sample.label, number: "R-\(platform)-\(item)", hazard: hazard), from: laboratory, in: store)
        let conclusion = try await judge(report.id, in: store)
        try await route(conclusion, in: store)
        return SampleCase(
            listing: ListingKey(platform: platform, item: item), task: sample.task, label: sample.label,
            report: report.id, conclusion: conclusion)
    }

    /// A corrected report of the case, judged and routed. Returns the number of the new conclusion.
    package static func correct(
        _ given: SampleCase, to hazard: HazardClass?, reason: String = "复核后更正", in store: Store
    ) async throws -> Int64 {
        let number = "R-\(given.listing.platform)-\(given.listing.item)"
        let report = try await file(
            submission(given.label, number: number, hazard: hazard, correction: reason), from: laboratory, in: store)
        let conclusion = try await judge(report.id, in: store)
        try await route(conclusion, in: store)
        return conclusion
    }

    /// The takedown that was proposed for a case with a serious hazard.
    package static func takedown(of given: SampleCase, in store: Store) async throws -> TakedownRow {
        let all = try await store.takedowns(in: region("330000"), limit: 1000)
        guard let found = all.first(where: { $0.listing == given.listing }) else {
            throw StoreError.notFound("takedown of \(given.listing.text)")
        }
        return found
    }

    /// Confirms the takedown of a case, and puts it on the list of its platform. Returns its number.
    package static func listTakedown(of given: SampleCase, in store: Store, region: String = "330482") async throws
        -> Int64
    {
        let takedown = try await takedown(of: given, in: store).id
        try await store.confirmTakedown(takedown, basis: basis(), by: officer(in: region))
        _ = try await store.publishTakedown(takedown, action: .remove)
        return takedown
    }
}
