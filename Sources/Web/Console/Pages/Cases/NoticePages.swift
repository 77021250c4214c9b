internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Rulebook
internal import Store
internal import Workers

/// Problem notices for officers: the list, and their documents.
struct NoticePages: Sendable {
    let console: Console

    static let path = "/console/notices"
    private static let links = ListLinks<CaseQuery<NoticeList>>(path: path)

    static func document(_ id: Int64, _ format: DocumentFormat = .html) -> String {
        path + "/\(id)/document" + (format == .html ? "" : "?format=" + format.rawValue)
    }

    private var frame: CaseListFrame<NoticeList> {
        CaseListFrame(console: console, links: Self.links, noun: "问题告知书") { Self.tag($0).word }
    }

    func add(to group: RouterGroup<APIContext>) {
        let notices = group.group("notices").add(middleware: RequirePermission(permission: .readCases))
        notices.get("", use: list)
        notices.get("{id}/document", use: document)
    }

    @Sendable private func list(_ request: Request, _ context: APIContext) async throws -> Response {
        let (wanted, redirect) = try request.checkedList(frame.links)
        if let redirect { return redirect }
        let found = try await console.app.store.notices(
            wanted.query, in: context.caseRegion(console), at: wanted.position.place,
            limit: CaseListFrame<NoticeList>.size)
        var page = frame.page(
            wanted, found,
            columns: [
                .init("编号"), .init("企业"), .init("隐患"), .init("抄送", "opt"), frame.dayColumn("制发", wanted.query),
                .init("状态"), .init("打印"),
            ], rows: found.page.rows.map(row))
        page.intro = "一式二份，须有送达回证，抄送属地局。"
        return try console.page("list", page, title: "问题告知书", context)
    }

    private func row(_ row: NoticeRow) -> TableView.Row {
        let now = console.app.store.clock.now()
        let isWaiting = row.servedAt == nil && !row.isWithdrawn
        return TableView.Row([
            .head(row.number, to: Self.document(row.id)), .text(row.enterprise, label: "企业"),
            .tags([StateTag(row.hazard)]), .text(console.app.rulebook.regions.text(row.copiedTo), style: "opt"),
            .text(
                Shown.short(row.issuedAt, now: now), style: "fit",
                small: isWaiting ? Shown.waited(since: row.issuedAt, now: now) : nil, label: "制发"),
            TableView.Cell(
                text: "", tags: [Self.tag(row.state)],
                small: row.withdrawnReason ?? row.servedAt.map { Shown.short($0, now: now) }),
            TableView.Cell(text: "PDF", href: Self.document(row.id, .pdf)),
        ])
    }

    static func tag(_ state: NoticeList.State) -> StateTag {
        switch state {
        case .unserved: .noticeUnserved
        case .served: .noticeServed
        case .withdrawn: .noticeWithdrawn
        }
    }

    @Sendable private func document(_ request: Request, _ context: APIContext) async throws -> Response {
        let notice = try await console.app.store.notice(context.number(), in: context.caseRegion(console))
        let format = try request.documentFormat()
        return Answer.document(try await MakeNotice(console.app).file(notice, as: format), format)
    }
}

extension NoticeRow {
    var state: NoticeList.State {
        isWithdrawn ? .withdrawn : servedAt == nil ? .unserved : .served
    }
}
