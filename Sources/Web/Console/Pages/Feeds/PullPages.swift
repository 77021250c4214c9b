internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Store
internal import Workers

/// The pulls: the list, one pull, its certificate, and the release of a held one.
struct PullPages: Sendable {
    let console: Console

    static let path = FeedPages.path + "/pulls"
    static let links = ListLinks<OperationQuery<PullList>>(path: path)

    static func path(_ id: Int64, _ page: String = "") -> String {
        path + "/\(id)" + (page.isEmpty ? "" : "/" + page)
    }

    private var store: Store { console.app.store }

    private var frame: OperationListFrame<PullList> {
        let (crawlers, platforms) = (OperationWording.crawlers(console), ListNames(console).platformChoices)
        return OperationListFrame(
            console: console, links: Self.links, noun: "采集", word: { $0 == .held ? "已暂停标记" : "等待标记" },
            choices: { filter in
                switch filter {
                case .crawler: crawlers
                case .platform: platforms.map { ($0.code, $0.name) }
                case .verdict: PullCompleteness.allCases.map { ($0.rawValue, Self.tag($0.verdict).word) }
                default: []
                }
            })
    }

    func add(to feeds: RouterGroup<APIContext>) {
        feeds.get("pulls", use: list)
        feeds.get("pulls/{id}") { _, context in try await detail(context) }
        feeds.get("pulls/{id}/certificate", use: certificate)
        let managed = feeds.group().add(middleware: RequirePermission(permission: .manageFeeds))
        managed.get("pulls/{id}/release") { _, context in try await ask(context) }
        managed.post("pulls/{id}/release", use: release)
    }

    // MARK: List

    @Sendable private func list(_ request: Request, _ context: APIContext) async throws -> Response {
        let (wanted, redirect) = try request.checkedList(frame.links)
        if let redirect { return redirect }
        let found = try await store.pulls(
            wanted.query, at: wanted.position.place, limit: OperationListFrame<PullList>.size)
        var page = frame.page(
            wanted, found,
            columns: [
                .init("采集"), .init("平台", "opt"), frame.dayColumn("快照", wanted.query), .init("完整性"),
                .init("平台所称", "n opt"), .init("商品", "n"), .init("未能读取", "n"),
            ], rows: found.page.rows.map(row))
        page.intro = "一行一次采集。快照是按间隔取的时刻，同一快照只采集一次。"
        return try console.page("list", page, title: "采集记录", context)
    }

    private func row(_ pull: ListedPull) -> TableView.Row {
        let now = store.clock.now()
        let proof = pull.proof
        return TableView.Row(
            [
                .head("\(pull.id) 号　\(pull.crawler)", to: Self.path(pull.id), small: Self.progress(pull)),
                .text(ReportWording.platform(pull.platform), style: "opt"),
                .text(Shown.short(pull.slot, now: now), style: "fit", label: "快照"),
                .tags(Self.tags(pull), label: "完整性"),
                .text(proof.map { $0.stated == 0 ? "未称总数" : Shown.number($0.stated) }, style: "n opt"),
                .number(pull.listings, label: "商品"),
                proof.map { .number($0.quarantined, label: "未能读取") } ?? .text(nil, style: "n", label: "未能读取"),
            ], style: Self.tags(pull).contains { $0.style == .bad } ? "fail" : nil)
    }

    private static func progress(_ pull: ListedPull) -> String? {
        if pull.heldReason != nil { return "标记已暂停" }
        if pull.completedAt == nil { return nil }
        return pull.screenedAt == nil ? "等待标记" : nil
    }

    static func tag(_ verdict: PullCertificate.Verdict?) -> StateTag {
        verdict.map { StateTag($0) } ?? .pullRunning
    }

    static func tags(_ pull: ListedPull) -> [StateTag] {
        [tag(pull.proof?.verdict)] + (pull.heldReason == nil ? [] : [.pullPaused])
    }

    // MARK: One pull

    /// - Parameter problem: why an act was not done.
    private func detail(_ context: APIContext, problem: String? = nil) async throws -> Response {
        let id = try context.number()
        let found = try await store.pullDetail(id)
        let unread = try await store.quarantine(.only(.pull, String(id)), limit: 10)
        let mayManage = try context.viewer().account.principal.may(.manageFeeds) && context.isOverseer(console)
        let maker = PullView(
            detail: found, unread: unread.page.rows, unreadCount: unread.count, console: console, mayManage: mayManage)
        var page = maker.page
        page.problem = problem
        return try console.page(
            "detail", page, title: "采集 \(id) 号　" + found.row.crawler, context,
            status: problem == nil ? .ok : .conflict)
    }

    /// The proof of completeness, with what ended each query.
    @Sendable private func certificate(_: Request, _ context: APIContext) async throws -> Response {
        let id = try context.number()
        let row = try await store.certificate(pull: id)
        return try console.page(
            "record", CertificateView.page(row), title: "采集 \(id) 号：完整性证明", context)
    }

    // MARK: Release

    private func ask(_ context: APIContext, typed: String = "", error: String? = nil) async throws -> Response {
        _ = try context.overseer(console)
        let id = try context.number()
        let row = try await store.pullDetail(id).row
        guard let reason = row.heldReason else {
            return try await detail(context, problem: "没有办理：" + Conflict.pullNotHeld(pull: id).sentence)
        }
        let view = ConfirmPage(
            action: Self.path(id, "release"),
            consequences: [
                "这次采集的商品随后由系统标记，并可进入抽样框。", "同一原因的告警随之办结。",
                "来源的格式确已改变的，请先改正来源文件并重读未能读取的记录，再恢复标记。",
            ], facts: [Fact("来源", row.crawler), Fact("快照", Shown.full(row.slot)), Fact("暂停的原因", reason)],
            fields: [TypedReason.field("写明核实了什么，为什么可以标记", typed: typed, error: error)], button: "恢复标记",
            back: PageLink(Self.path(id), "返回"))
        return try console.page(
            "confirm", view, title: "恢复标记：采集 \(id) 号", context,
            status: error == nil ? .ok : .unprocessableContent)
    }

    @Sendable private func release(_: Request, _ context: APIContext) async throws -> Response {
        let actor = try context.overseer(console)
        let (id, reason) = (try context.number(), TypedReason(context))
        guard let text = reason.text else { return try await ask(context, typed: reason.typed, error: reason.error) }
        do {
            try await store.releasePull(id, because: text, by: actor)
        } catch StoreError.conflict(let conflict) {
            return try await detail(context, problem: "没有办理：" + conflict.sentence)
        }
        return console.redirect(to: Self.path(id), context, saying: Flash("已恢复标记，随后由系统标记这次采集的商品。"))
    }
}
