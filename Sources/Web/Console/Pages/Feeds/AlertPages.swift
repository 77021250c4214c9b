internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Store
internal import Workers

/// Alerts: the list, one alert, and its resolution with a reason.
struct AlertPages: Sendable {
    let console: Console

    static let path = FeedPages.path + "/alerts"
    private static let links = ListLinks<OperationQuery<AlertList>>(path: path)

    static func path(_ id: Int64) -> String {
        path + "/\(id)"
    }

    private var store: Store { console.app.store }

    private var frame: OperationListFrame<AlertList> {
        OperationListFrame(
            console: console, links: Self.links, noun: "告警", word: { $0 == .open ? "未办结" : "已办结" },
            choices: { _ in AlertKind.allCases.map { ($0.rawValue, AlertWording.name($0)) } })
    }

    func add(to feeds: RouterGroup<APIContext>) {
        feeds.get("alerts", use: list)
        feeds.get("alerts/{id}") { _, context in try await detail(context) }
        let managed = feeds.group().add(middleware: RequirePermission(permission: .manageFeeds))
        managed.get("alerts/{id}/resolve") { _, context in try await ask(context) }
        managed.post("alerts/{id}/resolve", use: resolve)
    }

    @Sendable private func list(_ request: Request, _ context: APIContext) async throws -> Response {
        let (wanted, redirect) = try request.checkedList(frame.links)
        if let redirect { return redirect }
        let found = try await store.alerts(
            wanted.query, at: wanted.position.place, limit: OperationListFrame<AlertList>.size)
        let page = frame.page(
            wanted, found, columns: columns(day: frame.dayColumn("提出", wanted.query)), rows: found.page.rows.map(row))
        return try console.page("list", page, title: "告警", context)
    }

    /// A table of a few alerts.
    func table(_ alerts: [AlertRow]) -> TableView {
        TableView(
            caption: "告警，新的在前", columns: columns(day: .init("提出", "fit")), rows: alerts.map(row), isStacked: true)
    }

    private func columns(day: TableView.Column) -> [TableView.Column] {
        [.init("告警"), .init("内容", "opt"), day, .init("状态")]
    }

    private func row(_ alert: AlertRow) -> TableView.Row {
        let now = store.clock.now()
        return TableView.Row([
            .head(AlertWording.name(alert.kind), to: Self.path(alert.id), small: Self.subject(alert.subject).text),
            .text(alert.message, style: "opt"),
            .text(
                Shown.short(alert.raisedAt, now: now), style: "fit",
                small: alert.resolvedAt == nil ? Shown.waited(since: alert.raisedAt, now: now) : nil, label: "提出"),
            .tags([Self.tag(alert)], label: "状态"),
        ])
    }

    private static func tag(_ alert: AlertRow) -> StateTag {
        alert.resolvedAt == nil ? .alertOpen : .alertResolved
    }

    /// What the alert is about, with its page.
    private static func subject(_ subject: String) -> (text: String, href: String?) {
        let parts = subject.split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return (subject, nil) }
        switch parts[0] {
        case "pull": return ("采集 \(parts[1]) 号", Int64(parts[1]).map { PullPages.path($0) })
        case "crawler": return ("来源 " + parts[1], PullPages.links.list(.only(.crawler, parts[1])))
        case "upload": return ("上传 \(parts[1]) 号", nil)
        default: return (subject, nil)
        }
    }

    // MARK: One alert

    /// - Parameter problem: why it was not resolved.
    private func detail(_ context: APIContext, problem: String? = nil) async throws -> Response {
        let (alert, events) = try await store.alert(context.number())
        let subject = Self.subject(alert.subject)
        var page = DetailPage(PageLink(Self.path, "告警"), here: "\(alert.id) 号")
        page.sub = subject.text + " · 提出于 " + Shown.full(alert.raisedAt)
        page.tags = [Self.tag(alert)]
        page.lead = alert.message
        page.problem = problem
        if alert.resolvedAt == nil {
            let mayResolve = try context.viewer().account.principal.may(.manageFeeds) && context.isOverseer(console)
            page.next = DetailPage.Next(
                heading: "下一步：核实原因并办结", tag: StateTag(alert.kind), small: "原因消失时由系统自动办结",
                links: mayResolve ? [PageLink(Self.path(alert.id) + "/resolve", "办结告警…", isPrimary: true)] : [])
        }
        page.sections = [
            DetailPage.Section("经过", history: events.map { HistoryEntry($0, showing: ["reason"]) })
        ]
        page.aside = [DetailPage.Section("对象", items: [.init(text: subject.text, href: subject.href)], none: "")]
        return try console.page(
            "detail", page, title: AlertWording.name(alert.kind), context, status: problem == nil ? .ok : .conflict)
    }

    // MARK: Resolve

    private func ask(_ context: APIContext, typed: String = "", error: String? = nil) async throws -> Response {
        _ = try context.overseer(console)
        let alert = try await store.alert(context.number()).row
        guard alert.resolvedAt == nil else { return try await detail(context, problem: Self.resolved(alert)) }
        let view = ConfirmPage(
            action: Self.path(alert.id) + "/resolve",
            consequences: ["告警不再列为待办。原因仍在的，下次采集时会再次提出。", "办结告警不会补齐数据，也不会恢复暂停的标记。"],
            facts: [
                Fact("告警", AlertWording.name(alert.kind)), Fact("对象", Self.subject(alert.subject).text),
                Fact("内容", alert.message), Fact("提出", Shown.full(alert.raisedAt)),
            ], fields: [TypedReason.field("写明核实了什么，怎样处理", typed: typed, error: error)], button: "办结告警",
            back: PageLink(Self.path(alert.id), "返回"))
        return try console.page(
            "confirm", view, title: "办结告警：" + AlertWording.name(alert.kind), context,
            status: error == nil ? .ok : .unprocessableContent)
    }

    private static func resolved(_ alert: AlertRow) -> String {
        "没有办理：这件告警已于 " + (alert.resolvedAt.map(Shown.full) ?? "") + " 由"
            + (alert.resolvedBy.map(EventWording.actor) ?? "") + "办结"
    }

    @Sendable private func resolve(_: Request, _ context: APIContext) async throws -> Response {
        let actor = try context.overseer(console)
        let (id, reason) = (try context.number(), TypedReason(context))
        let before = try await store.alert(id).row
        guard before.resolvedAt == nil else { return try await detail(context, problem: Self.resolved(before)) }
        guard let text = reason.text else { return try await ask(context, typed: reason.typed, error: reason.error) }
        do {
            try await store.resolveAlert(id, reason: text, by: actor)
        } catch StoreError.notFound {
            // Someone was faster.
            return try await detail(context, problem: Self.resolved(try await store.alert(id).row))
        }
        return console.redirect(to: Self.path, context, saying: Flash("已办结告警。"))
    }
}
