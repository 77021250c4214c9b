internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Rulebook
internal import Store
internal import Workers

/// The feeds: each with its last pull, the open alerts, and the wish to pull one now.
struct FeedPages: Sendable {
    let console: Console

    static let path = "/console/feeds"

    func add(to group: RouterGroup<APIContext>) {
        let feeds = group.group("feeds").add(middleware: RequirePermission(permission: .readFeeds))
        feeds.get("", use: page)
        PullPages(console: console).add(to: feeds)
        AlertPages(console: console).add(to: feeds)
        let managed = feeds.group().add(middleware: RequirePermission(permission: .manageFeeds))
        managed.get("pull") { request, context in
            try ask(context, crawler: request.items["crawler"] ?? "", error: nil)
        }
        managed.post("pull", use: pull)
    }

    @Sendable private func page(_: Request, _ context: APIContext) async throws -> Response {
        let store = console.app.store
        let last = try await store.lastPulls()
        let alerts = try await store.alerts(OperationQuery<AlertList>(), limit: 10)
        var page = RecordPage()
        page.sub = "每个来源按各自的间隔自动采集；未配置密钥的来源不采集。"
        page.actions = [
            PageLink(PullPages.path, "全部采集"), PageLink(QuarantinePages.path, "未能读取的记录"),
        ]
        if try context.viewer().account.principal.may(.manageFeeds), try context.isOverseer(console) {
            page.actions.append(PageLink(Self.path + "/pull", "立即采集…", isPrimary: true))
        }
        var open = RecordPage.Section(heading: "未办结的告警")
        if alerts.page.rows.isEmpty {
            open.notes = ["没有未办结的告警。"]
        } else {
            open.table = AlertPages(console: console).table(alerts.page.rows)
            if alerts.page.hasNext { open.notes = ["只列出最近 10 件，\(ListWording.count(alerts.count))，见“告警”。"] }
        }
        page.sections = [open, RecordPage.Section(heading: "采集来源", table: sources(last))]
        page.actions.insert(PageLink(AlertPages.path, "告警"), at: 1)
        return try console.page("record", page, title: "采集", context)
    }

    // MARK: The sources

    private func sources(_ last: [ListedPull]) -> TableView {
        let known = console.app.rulebook.crawlers
        let pulls = Dictionary(last.map { ($0.crawler, $0) }) { first, _ in first }
        let rows = Set(known.keys).union(pulls.keys).sorted().map { row($0, known[$0], pulls[$0]) }
        return TableView(
            caption: "采集来源和最近一次采集",
            columns: [
                .init("来源"), .init("平台", "opt"), .init("间隔", "opt"), .init("最近一次", "fit"), .init("完整性"),
                .init("商品", "n"), .init("未能读取", "n"),
            ], rows: rows, isStacked: true)
    }

    private func row(_ identifier: String, _ crawler: Crawler?, _ pull: ListedPull?) -> TableView.Row {
        let now = console.app.store.clock.now()
        let unread = OperationQuery<QuarantineList>.only(.crawler, identifier)
        return TableView.Row([
            .head(
                identifier, to: PullPages.links.list(.only(.crawler, identifier)),
                small: crawler.map(state) ?? "来源文件已不存在"),
            .text((crawler?.platform ?? pull?.platform).map(ReportWording.platform), style: "opt"),
            .text(crawler.map { Self.interval($0.every) }, style: "opt fit"),
            TableView.Cell(
                text: pull.map { Shown.short($0.slot, now: now) } ?? "还没有", style: "fit",
                href: pull.map { PullPages.path($0.id) }, label: "最近一次"),
            pull.map { .tags(PullPages.tags($0), label: "完整性") } ?? .text(nil, label: "完整性"),
            .text(pull.map { Shown.number($0.listings) }, style: "n", label: "商品"),
            pull?.proof.map { proof in
                TableView.Cell(
                    text: Shown.number(proof.quarantined), style: proof.quarantined == 0 ? "n muted" : "n",
                    href: proof.quarantined == 0 ? nil : QuarantinePages.links.list(unread), label: "未能读取")
            } ?? .text(nil, style: "n", label: "未能读取"),
        ])
    }

    private func state(_ crawler: Crawler) -> String {
        let missing = console.app.missingVariables(of: crawler)
        return missing.isEmpty ? crawler.name : crawler.name + "　未配置，缺少 " + missing.joined(separator: "、")
    }

    private static func interval(_ seconds: Int64) -> String {
        switch seconds {
        case 86_400: "每天"
        case let seconds where seconds.isMultiple(of: 86_400): "每 \(seconds / 86_400) 天"
        case let seconds where seconds.isMultiple(of: 3_600): "每 \(seconds / 3_600) 小时"
        default: "每 \(seconds / 60) 分钟"
        }
    }

    // MARK: Pull now

    private func ask(_ context: APIContext, crawler: String, error: String?) throws -> Response {
        _ = try context.overseer(console)
        var field = FormField("crawler", "采集来源")
        let configured = console.app.rulebook.crawlers.values
            .filter { console.app.missingVariables(of: $0).isEmpty }
            .sorted { $0.identifier < $1.identifier }
        field.choices =
            [.init(value: "", word: "请选择")]
            + configured.map { .init(value: $0.identifier, word: $0.identifier + "　" + $0.name) }
        let view = FormPage(
            action: Self.path + "/pull",
            intro: [
                "采集当前一期的快照，在后台进行。已收到的页不再请求；本期已完整的，不再采集。",
                configured.isEmpty ? "没有已配置的来源。密钥和地址由运维人员在环境变量中设置。" : "只列出已配置的来源。",
            ], fields: [field.filled(crawler, error: error)], button: "立即采集", back: PageLink(Self.path, "返回"))
        return try console.page(
            "form", view, title: "立即采集", context, status: error == nil ? .ok : .unprocessableContent)
    }

    @Sendable private func pull(_: Request, _ context: APIContext) async throws -> Response {
        let actor = try context.overseer(console)
        let typed = context.form["crawler"] ?? ""
        guard let crawler = console.app.rulebook.crawlers[typed],
            console.app.missingVariables(of: crawler).isEmpty
        else { return try ask(context, crawler: "", error: "请选择采集来源") }
        let now = console.app.store.clock.now()
        let outcome = try await console.app.store.requestPull(typed, slot: crawler.slot(at: now), by: actor)
        return console.redirect(to: Self.path, context, saying: Self.flash(outcome, typed, now))
    }

    private static func flash(_ outcome: PullRequestOutcome, _ crawler: String, _ now: Timestamp) -> Flash {
        switch outcome {
        case .queued: Flash("已要求采集 \(crawler)，随后在后台进行。")
        case .running: Flash("\(crawler) 正在采集，没有重复要求。", .info)
        case .complete: Flash("\(crawler) 本期的快照已完整，没有再采集。", .info)
        case .waits(let moment) where moment > now:
            Flash("\(crawler) 已在排队，\(Shown.short(moment, now: now)) 之后重试，没有重复要求。", .info)
        case .waits: Flash("\(crawler) 已在排队，没有重复要求。", .info)
        }
    }
}
