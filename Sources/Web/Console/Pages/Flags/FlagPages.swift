internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Store
internal import Workers

/// The flagged listings: list, filter, export, and what a person does with many rows.
struct FlagPages: Sendable {
    let console: Console

    static let path = "/console/flags"
    static let links = ListLinks<FlagQuery>(path: path)
    /// Rows of a page.
    static let size = 50

    private var personal: ListPersonalPages<FlagQuery, FlagColumn> {
        ListPersonalPages(console: console, links: Self.links, title: "标记")
    }

    func add(to group: RouterGroup<APIContext>) {
        let flags = group.group("flags").add(middleware: RequirePermission(permission: .readListings))
        flags.get("", use: list)
        flags.get("filter", use: filter)
        flags.get("export", use: export)
        personal.add(to: flags)
        FlagActPages(console: console).add(to: flags)
    }

    @Sendable private func list(_ request: Request, _ context: APIContext) async throws -> Response {
        let (wanted, redirect) = request.list(FlagQuery.self, Self.links)
        if let redirect { return redirect }
        guard wanted.faults.isEmpty else { return try filterPage(wanted, request.items, context) }
        let found = try await console.app.store.flaggedListings(
            wanted.query, at: wanted.position.place, limit: Self.size)
        let view = try await view(wanted, found.page, found.count, context)
        return try console.page("flags", view, title: "标记", context)
    }

    @Sendable private func filter(_ request: Request, _ context: APIContext) async throws -> Response {
        try filterPage(ListRequest(request.items), request.items, context)
    }

    private func filterPage(
        _ wanted: ListRequest<FlagQuery>, _ typed: QueryItems, _ context: APIContext
    ) throws -> Response {
        let page = FlagFilterPage(wanted, typed: typed, ListNames(console))
        return try console.page(
            "flag-filter", page, title: "标记：更多条件", context,
            status: wanted.faults.isEmpty ? .ok : .unprocessableContent)
    }

    /// The rows that match, as a file.
    @Sendable private func export(_ request: Request, _ context: APIContext) async throws -> Response {
        let wanted = ListRequest<FlagQuery>(request.items)
        guard wanted.faults.isEmpty else { return try filterPage(wanted, request.items, context) }
        let format = request.items["format"].flatMap { ExportFormat(rawValue: $0) } ?? .xlsx
        return Answer.file(try await ExportFlags(console.app).file(.all(wanted.query), format))
    }

    private func view(
        _ wanted: ListRequest<FlagQuery>, _ page: KeysetPage<FlaggedListing>, _ count: ListCount,
        _ context: APIContext
    ) async throws -> FlagListView {
        let (query, names, links) = (wanted.query, ListNames(console), Self.links)
        let shown = try await personal.shown(context)
        let views = try await personal.saved(context)
        let mayReview = try context.viewer().account.principal.may(.reviewFlags)
        let rows = FlagRows(query: query, shown: shown, names: names, now: console.app.store.clock.now())
        let columns = FlagColumn.allCases.filter(shown.shows).map { column in
            column.sortKey.map { links.head(column.word, column.style, $0, query) }
                ?? TableView.Column(column.word, column.style)
        }
        return FlagListView(
            tabs: ListTabs.make(Self.tabs(query), views, query, links, count: count),
            saveHref: links.page("views/-new", query.items), viewsHref: views.isEmpty ? nil : links.page("views"),
            filter: FlagFilter(query: query, names: names).bar(count), caption: Self.caption(query),
            priority: links.head("优先级", "n opt", .priority, query), columns: columns,
            rows: page.rows.map(rows.row),
            empty: page.rows.isEmpty ? Self.empty(query) : nil,
            pager: page.rows.isEmpty ? nil : links.pager(wanted, page, count),
            boxes: FlagColumn.allCases.map {
                .init(value: $0.rawValue, word: $0.menuWord, isChecked: shown.shows($0))
            }, exports: page.rows.isEmpty ? [] : Self.exports(query, count), list: query.items.text,
            acts: page.rows.isEmpty ? nil : Self.acts(query, rows: page.rows.count, count, mayReview))
    }

    // MARK: Parts of the list

    /// One tab for each state of the review.
    private static func tabs(_ query: FlagQuery) -> [(word: String, query: FlagQuery, covers: Bool)] {
        let states = FlagReviewState.allCases.map(Optional.some) + [nil]
        return states.map { state in
            var tab = FlagQuery()
            tab.state = state
            return (FlagQueryWording.tab(state), tab, query.state == state)
        }
    }

    private static func caption(_ query: FlagQuery) -> String {
        let word = query.state.map { FlagReviewWording.name($0) + "的标记" } ?? "全部标记"
        return "\(word)，一行一个商品，按\(FlagQueryWording.name(query.order.key))"
            + (query.order.isDescending ? "从高到低" : "从低到高")
    }

    private static func empty(_ query: FlagQuery) -> EmptyState {
        var plain = FlagQuery()
        plain.state = query.state
        let hasConditions = query.conditions != plain.conditions
        var all = FlagQuery()
        all.state = nil
        var ways = hasConditions ? [PageLink(links.list(plain), "清除条件")] : []
        if query.state != nil { ways.append(PageLink(links.list(all), "查看全部标记")) }
        let word = query.state.map { "“\(FlagReviewWording.name($0))”的" } ?? ""
        return EmptyState(
            heading: "没有\(word)商品" + (hasConditions ? "符合这些条件" : ""),
            text: hasConditions ? "可以减少条件，或在其他状态中查看。" : nil, ways: ways)
    }

    /// The links of the menu, each with the number of rows of its file.
    private static func exports(_ query: FlagQuery, _ count: ListCount) -> [PageLink] {
        ExportFormat.allCases.reversed().map { format in
            var items = query.items
            items.append("format", format.rawValue)
            return PageLink(
                links.page("export", items),
                "全部 \(ListWording.short(count)) 条（\(format.rawValue.uppercased())）")
        }
    }

    private static func acts(
        _ query: FlagQuery, rows: Int, _ count: ListCount, _ mayReview: Bool
    ) -> FlagListView.Acts {
        let decisions: [FlagDecision] =
            switch query.state {
            case .pending: [.buy, .watch, .ignore]
            case .buy: [.watch, .ignore, .undo]
            case .watch: [.buy, .ignore, .undo]
            case .ignore: [.buy, .watch, .undo]
            case nil: [.buy, .watch, .ignore, .undo]
            }
        return FlagListView.Acts(
            scopes: [
                .init(value: FlagActScope.chosen.rawValue, word: "选中的行", count: "选中的 {} 条"),
                .init(value: FlagActScope.page.rawValue, word: "本页 \(rows) 条"),
                .init(
                    value: FlagActScope.all.rawValue, word: "符合条件的全部 \(ListWording.short(count)) 条"),
            ],
            buttons: mayReview
                ? decisions.map {
                    .init(
                        value: $0.rawValue, word: FlagReviewWording.name($0) + ($0 == .ignore ? "…" : ""),
                        isPrimary: $0 == .buy && query.state == .pending)
                } : [])
    }
}
