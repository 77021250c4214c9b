internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Store
internal import Workers

/// The event log: the list, one event, and the file of what matches. It is about the whole installation.
struct EventPages: WorkPages {
    let console: Console

    static let path = "/console/events"
    static let links = ListLinks<EventQuery>(path: path)
    private static let size = 50

    static func path(_ sequence: Int64) -> String {
        path + "/\(sequence)"
    }

    func add(to group: RouterGroup<APIContext>) {
        let events = group.group("events").add(middleware: RequirePermission(permission: .readEvents))
        events.get("", use: list)
        events.get("export", use: export)
        events.get("{sequence}", use: detail)
        ProofPages(console: console).add(to: events)
    }

    // MARK: List

    @Sendable private func list(_ request: Request, _ context: APIContext) async throws -> Response {
        try context.requireWholeInstallation(console)
        let (wanted, redirect) = request.list(EventQuery.self, Self.links)
        if let redirect { return redirect }
        if let fault = wanted.faults.first { throw Problem.badRequest(fault.sentence, place: fault.field) }
        if let stored = try await storedActor(wanted.query.actor) {
            var query = wanted.query
            query.actor = stored
            return .redirect(to: Self.links.list(query))
        }
        let found = try await console.app.store.events(wanted.query, at: wanted.position.place, limit: Self.size)
        return try console.page("list", view(wanted, found.page, found.count), title: "事件日志", context)
    }

    /// The stored form of an actor whose account a person typed; nil for any other text.
    private func storedActor(_ typed: String) async throws -> String? {
        guard !typed.isEmpty, Actor(text: typed) == nil, let name = AccountName(typed) else { return nil }
        do {
            return try await console.app.store.account(named: name).principal.actor.text
        } catch StoreError.notFound {
            return nil
        }
    }

    private func view(
        _ wanted: ListRequest<EventQuery>, _ page: KeysetPage<ChainedEvent>, _ count: ListCount
    ) -> ListPage {
        let (query, links, now) = (wanted.query, Self.links, console.app.store.clock.now())
        let rows = page.rows.map { event in
            var same = EventQuery()
            same.subject = event.subject
            return TableView.Row([
                .head(EventWording.name(event.kind), to: Self.path(event.sequence)),
                TableView.Cell(text: EventWording.subject(event.subject), href: links.list(same), label: "对象"),
                .text(EventWording.actor(event.actor), label: "操作者"),
                .text(Shown.short(event.at, now: now), style: "fit", label: "时间"),
                .number(event.sequence, label: "序号"),
            ])
        }
        let table = TableView(
            caption: "事件，" + (query.order.isDescending ? "新的在前" : "早的在前"),
            columns: [
                .init("事件"), .init("对象"), .init("操作者"), links.head("时间", "fit", .time, query), .init("序号", "n"),
            ], rows: rows, isStacked: true)
        var view = ListPage(
            table: table,
            empty: EmptyState(heading: "没有事件符合这些条件", ways: [PageLink(links.path, "清除条件")]))
        view.filter = EventFilter(query: query).bar(count)
        view.pager = rows.isEmpty ? nil : links.pager(wanted, page, count)
        view.actions = [PageLink(ProofPages.path, "校验日志")]
        if !rows.isEmpty {
            let bound = count.number > ExportEvents.most || !count.isExact ? "，最多 \(ExportEvents.most.grouped) 条" : ""
            view.actions.append(
                PageLink(
                    links.page("export", query.items), "导出 \(ListWording.short(count)) 条（CSV\(bound)）"))
        }
        return view
    }

    @Sendable private func export(_ request: Request, _ context: APIContext) async throws -> Response {
        try context.requireWholeInstallation(console)
        let wanted = ListRequest<EventQuery>(request.items)
        if let fault = wanted.faults.first { throw Problem.badRequest(fault.sentence, place: fault.field) }
        let showsDetails = try context.viewer().account.principal.may(.readEventDetails)
        return Answer.file(try await ExportEvents(console.app).file(wanted.query, showsDetails: showsDetails))
    }

    // MARK: One event

    @Sendable private func detail(_: Request, _ context: APIContext) async throws -> Response {
        try context.requireWholeInstallation(console)
        let event = try await console.app.store.event(context.number("sequence"))
        let last = try await console.app.store.lastEvent()
        let principal = try context.viewer().account.principal
        let page = EventView(event: event, last: last, principal: principal).page
        return try console.page("record", page, title: "事件 \(event.sequence)：" + EventWording.name(event.kind), context)
    }
}

/// The filter above the list of events.
struct EventFilter: Sendable {
    let query: EventQuery

    func bar(_ count: ListCount) -> FilterBar {
        let chips = EventQueryWording.chips(
            query, kind: { EventWording.name($0) }, actor: EventWording.actor, subject: EventWording.subject)
        var hidden: [HiddenField] = []
        if case .last(let days) = query.days { hidden.append(HiddenField(name: "days", value: String(days))) }
        if query.order != EventQuery.defaultOrder { hidden.append(HiddenField(name: "sort", value: query.order.text)) }
        return FilterBar(
            action: EventPages.path, fields: fields, hidden: hidden,
            chips: chips.map { PageLink(EventPages.links.page("", $0.without), $0.text) },
            clear: chips.count > 1 ? EventPages.path : nil, count: ListWording.count(count))
    }

    private var fields: [FormField] {
        var kind = FormField("kind", "事件")
        kind.choices = FormField.Choice.all(EventKind.allCases, { EventWording.name($0) }, none: "全部")
        let actor = FormField("actor", "操作者（账号）")
        var subject = FormField("subject", "对象（如 takedown:17）")
        subject.isScanned = true
        let (from, until) =
            switch query.days {
            case .between(let from, let until): (from?.text ?? "", until?.text ?? "")
            case .any, .last: ("", "")
            }
        return [
            kind.filled(query.kind?.rawValue ?? ""), actor.filled(query.actor), subject.filled(query.subject),
            day("from", "从", from), day("to", "至", until),
        ]
    }

    private func day(_ name: String, _ label: String, _ value: String) -> FormField {
        var field = FormField(name, label)
        field.type = "date"
        field.filterStyle = "opt"
        return field.filled(value)
    }
}

extension APIContext {
    /// Refuses officers and auditors of a part of the area: they see its cases only, not the installation.
    func requireWholeInstallation(_ console: Console) throws {
        let isLocal = try viewer().account.principal.region != nil
        guard try !isLocal || officer(home: console.app.home).region == .everywhere else { throw Problem.overseerOnly }
    }
}
