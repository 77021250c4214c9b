internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Store
internal import Workers

/// Reading records again: one, or all that match. All that match are read in the background; the result has a page.
struct ReplayPages: Sendable {
    let pages: QuarantinePages

    static let action = "replay"

    private var console: Console { pages.console }
    private var store: Store { console.app.store }
    private static var links: ListLinks<OperationQuery<QuarantineList>> { QuarantinePages.links }

    func add(to records: RouterGroup<APIContext>) {
        records.get("bulk/{id}", use: result)
        let managed = records.group().add(middleware: RequirePermission(permission: .manageFeeds))
        managed.get("replay", use: askAll)
        managed.post("replay", use: replayAll)
        managed.get("{id}/replay", use: askOne)
        managed.post("{id}/replay", use: replayOne)
    }

    private static let consequences = [
        "读得出的成为其所属采集的商品，该采集的完整性重新计算，商品重新标记。", "仍读不出的留在这里，并更新原因。",
    ]

    // MARK: One record

    @Sendable private func askOne(_: Request, _ context: APIContext) async throws -> Response {
        _ = try context.overseer(console)
        let row = try await store.quarantineRow(context.number())
        guard row.resolvedAt == nil else { return try await pages.detail(context, problem: Self.read(row)) }
        let view = ConfirmPage(
            action: QuarantinePages.path(row.id, Self.action), consequences: Self.consequences,
            facts: [
                Fact("来源", row.crawler), Fact("位置", QuarantinePages.place(row)),
                Fact("原因", QuarantinePages.reason(row)),
            ], button: "重读这条记录", back: PageLink(QuarantinePages.path(row.id), "返回"))
        return try console.page("confirm", view, title: "重读记录 \(row.id) 号", context)
    }

    private static func read(_ row: QuarantineRow) -> String {
        "没有办理：这条记录已于 " + (row.resolvedAt.map(Shown.full) ?? "") + " 读出"
    }

    @Sendable private func replayOne(_: Request, _ context: APIContext) async throws -> Response {
        let actor = try context.overseer(console)
        let row = try await store.quarantineRow(context.number())
        guard row.resolvedAt == nil else { return try await pages.detail(context, problem: Self.read(row)) }
        let id = try await request(.rows([.init(row.id)]), expected: 1, moment: store.clock.now(), actor, context)
        // A whole page can be large; it is read in the background.
        guard row.code != RecordFault.Code.unreadablePage.rawValue else {
            return console.redirect(to: Self.links.page("bulk/\(id)"), context)
        }
        _ = try await WorkerService.worker(.bulk, console.app).runOnce(store, only: .bulk(id))
        guard try await store.bulkAction(id).finishedAt != nil else {
            return console.redirect(to: Self.links.page("bulk/\(id)"), context)
        }
        let fault = try await store.bulkFaults(id, limit: 1).first?.fault
        let flash = fault.map { Flash("没有读出：\($0.sentence)。原因已更新。", .warn) } ?? Flash("已读出，成为采集 \(row.pull) 号的商品。")
        return console.redirect(to: QuarantinePages.path(row.id), context, saying: flash)
    }

    // MARK: All that match

    /// The page that asks, with the number of records. The conditions and the moment are frozen in it.
    @Sendable private func askAll(_ request: Request, _ context: APIContext) async throws -> Response {
        _ = try context.overseer(console)
        let query = try Self.query(request.items)
        let moment = store.clock.now()
        let count = try await store.countQuarantine(query, until: moment)
        let chips = query.chips(pages.frame.chip).map(\.text)
        let hidden = [
            ("list", query.items.text), ("moment", String(moment.milliseconds)), ("expected", String(count)),
        ]
        let view = ConfirmPage(
            action: Self.links.page(Self.action),
            consequences: Self.consequences + [
                "在后台进行，可以离开页面。只重读 \(Shown.full(moment)) 已有的记录，结果页列明没有读出的和原因。"
            ], facts: [Fact("条件", chips.isEmpty ? "没有条件：全部来源" : chips.joined(separator: "；"))],
            hidden: hidden.map { HiddenField(name: $0.0, value: $0.1) }, button: "重读全部记录",
            back: PageLink(Self.links.list(query), "返回"))
        return try console.page("confirm", view, title: "重读 \(count.grouped) 条记录？", context)
    }

    private static func query(_ items: QueryItems) throws -> OperationQuery<QuarantineList> {
        var faults: [ListFault] = []
        let query = OperationQuery<QuarantineList>(items, faults: &faults)
        if let fault = faults.first { throw Problem.badRequest(fault.sentence, place: fault.field) }
        guard query.state == .waiting else { throw Problem.notFound }
        return query
    }

    @Sendable private func replayAll(_: Request, _ context: APIContext) async throws -> Response {
        let actor = try context.overseer(console)
        let query = try Self.query(QueryItems(text: context.form["list"] ?? ""))
        let now = store.clock.now()
        let moment = context.form["moment"].flatMap { Int64($0) }.map { min(Timestamp(milliseconds: $0), now) } ?? now
        let expected = max(0, context.form["expected"].flatMap { Int($0) } ?? 0)
        let id = try await request(.all(query.items), expected: expected, moment: moment, actor, context)
        return console.redirect(to: Self.links.page("bulk/\(id)"), context)
    }

    /// Stores the request once for each form.
    private func request(
        _ selection: BulkSelection, expected: Int, moment: Timestamp, _ actor: Actor, _ context: APIContext
    ) async throws -> Int64 {
        let form = context.form
        let request = BulkRequest(
            page: QuarantineList.page, action: Self.action, reason: nil, selection: selection, moment: moment,
            expected: expected,
            key: Digest.sha256(fields: [
                "replay", form["form"] ?? "", form["key"] ?? "", form["list"] ?? "",
                context.parameters.get("id") ?? "",
            ]))
        return try await store.requestBulk(request, by: actor).id
    }

    // MARK: Result

    @Sendable private func result(_: Request, _ context: APIContext) async throws -> Response {
        let bulk = try await store.bulkAction(context.number())
        guard bulk.page == QuarantineList.page else { throw Problem.notFound }
        let faults = try await store.bulkFaults(bulk.id, limit: 200)
        let rows = try await store.quarantineRows(faults.map(\.subject))
        let page = ReplayResultPage(bulk, faults, Dictionary(rows.map { ($0.id, $0) }) { first, _ in first })
        return try console.page(
            "flag-bulk", page,
            title: "重读 \(bulk.expected.grouped) 条记录" + (bulk.finishedAt == nil ? "：进行中" : "：结果"), context)
    }
}

/// What became of reading many records again. Template `flag-bulk`.
struct ReplayResultPage: Sendable {
    let tag: StateTag
    let facts: [Fact]
    /// Seconds until the page asks again; nil when the action is finished.
    let refresh: String?
    let failuresHeading = "没有读出的记录"
    let failures: [FlagBulkPage.Failure]
    /// The sentence after a list of failures that is cut.
    let more: String?
    let back: PageLink

    init(_ bulk: BulkActionRow, _ faults: [(subject: Int64, fault: BulkFault)], _ rows: [Int64: QuarantineRow]) {
        let isDone = bulk.finishedAt != nil
        tag = isDone ? .jobDone : bulk.changed + bulk.failed > 0 ? .jobRunning : .jobQueued
        refresh = isDone ? nil : "2"
        var facts = [
            Fact("办理人", FlagReviewWording.who(bulk.requestedBy)), Fact("提交", Shown.full(bulk.requestedAt)),
            Fact("应读", bulk.expected.grouped + " 条"), Fact("已读出", bulk.changed.grouped + " 条"),
            Fact("没有读出", bulk.failed.grouped + " 条"),
        ]
        if bulk.leftOut > 0 { facts.append(Fact("不再符合条件", bulk.leftOut.grouped + " 条，其间已由他人读出")) }
        if let finished = bulk.finishedAt { facts.append(Fact("完成", Shown.full(finished))) }
        self.facts = facts
        failures = faults.map { subject, fault in
            let row = rows[subject]
            return FlagBulkPage.Failure(
                title: "记录 \(subject) 号", href: QuarantinePages.path(subject),
                small: row.map { $0.crawler + "　" + QuarantinePages.place($0) } ?? "",
                fault: fault.sentence + (fault == .unreadable ? row.map { "：" + QuarantinePages.reason($0) } ?? "" : "")
            )
        }
        more = bulk.failed > faults.count ? "只列出前 \(faults.count.grouped) 条，共 \(bulk.failed.grouped) 条" : nil
        let query = bulk.query.flatMap { OperationQuery<QuarantineList>(stored: $0) } ?? OperationQuery()
        back = PageLink(QuarantinePages.links.list(query), "返回未能读取的记录")
    }
}
