internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Rulebook
internal import Store
internal import Workers

/// Takedowns for officers: list, one takedown, and the decision on it.
struct TakedownPages: Sendable {
    let console: Console

    static let path = "/console/takedowns"
    static let links = ListLinks<CaseQuery<TakedownList>>(path: path)

    private var frame: CaseListFrame<TakedownList> {
        CaseListFrame(console: console, links: Self.links, noun: "下架") { StateTag($0).word }
    }

    static func path(_ id: Int64, _ page: String? = nil) -> String {
        path + "/\(id)" + (page.map { "/" + $0 } ?? "")
    }

    func add(to group: RouterGroup<APIContext>) {
        let takedowns = group.group("takedowns").add(middleware: RequirePermission(permission: .readCases))
        takedowns.get("", use: list)
        takedowns.get("{id}") { _, context in try await detail(context) }
        TakedownActPages(pages: self).add(
            to: takedowns.group().add(middleware: RequirePermission(permission: .decideTakedowns)))
    }

    @Sendable private func list(_ request: Request, _ context: APIContext) async throws -> Response {
        let (wanted, redirect) = try request.checkedList(frame.links)
        if let redirect { return redirect }
        let found = try await console.app.store.takedowns(
            wanted.query, in: context.caseRegion(console), at: wanted.position.place,
            limit: CaseListFrame<TakedownList>.size)
        let page = frame.page(
            wanted, found,
            columns: [
                .init("商品"), .init("结论", "opt"), frame.dayColumn("提出", wanted.query), .init("状态"), .init("平台回执"),
                .init("链接"),
            ], rows: found.page.rows.map(row))
        return try console.page("list", page, title: "下架", context)
    }

    private func row(_ row: TakedownRow) -> TableView.Row {
        let now = console.app.store.clock.now()
        let place = console.app.rulebook.regions.name(of: row.region) ?? row.region.text
        let isListed = row.state == .listed
        return TableView.Row(
            [
                .head(
                    row.title, to: Self.path(row.id),
                    small: ReportWording.platform(row.listing.platform) + " " + row.listing.item + "　" + place,
                    isCut: true),
                .text(row.sentence, style: "opt"),
                .text(
                    Shown.short(row.proposedAt, now: now), style: "fit",
                    small: row.state == .proposed ? Shown.waited(since: row.proposedAt, now: now) : nil, label: "提出"),
                .tags([StateTag(row.state)], label: "状态"),
                isListed ? .tags([StateTag(row.receipt)], label: "回执") : .text(nil, label: "回执"),
                row.recheck.map { TableView.Cell.tags([StateTag($0)], label: "链接") } ?? .text(nil, label: "链接"),
            ], style: row.state != .withdrawn && row.recheck == .stillThere ? "fail" : nil)
    }

    /// - Parameter problem: why a decision was not recorded.
    func detail(_ context: APIContext, problem: String? = nil) async throws -> Response {
        let found = try await console.app.store.takedownDetail(context.number(), in: context.caseRegion(console))
        let maker = TakedownView(
            detail: found, console: console, mayDecide: try context.viewer().account.principal.may(.decideTakedowns))
        var page = maker.page
        page.problem = problem
        return try console.page(
            "detail", page, title: "下架 \(found.row.id) 号　" + found.row.title, context,
            status: problem == nil ? .ok : .conflict)
    }
}
