internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Rulebook
internal import Store
internal import Workers

/// Reminders and leads: the list for officers, and the pages of a local bureau about its own.
struct ReferralPages: Sendable {
    let console: Console

    static let officerPath = "/console/referrals"
    static let bureauPath = "/console/bureau"

    private func frame(_ path: String) -> CaseListFrame<ReferralList> {
        CaseListFrame(console: console, links: ListLinks(path: path), noun: "提醒与线索") { Self.word($0) }
    }

    func add(to group: RouterGroup<APIContext>) {
        let officers = group.group("referrals").add(middleware: RequirePermission(permission: .readCases))
        officers.get("") { request, context in
            try await list(request, context, Self.officerPath) { SamplePages.path($0.sample) }
        }
        let bureau = group.group("bureau").add(middleware: RequirePermission(permission: .readReferrals))
        bureau.get("") { request, context in
            try await list(request, context, Self.bureauPath) { Self.bureauPath + "/\($0.id)" }
        }
        bureau.get("{id}", use: detail)
        bureau.get("{id}/notice", use: notice)
    }

    private func list(
        _ request: Request, _ context: APIContext, _ path: String, _ link: (ReferralRow) -> String
    ) async throws -> Response {
        let frame = frame(path)
        let (wanted, redirect) = try request.checkedList(frame.links)
        if let redirect { return redirect }
        let found = try await console.app.store.referrals(
            wanted.query, in: context.caseRegion(console), at: wanted.position.place,
            limit: CaseListFrame<ReferralList>.size)
        let now = console.app.store.clock.now()
        let rows = found.page.rows.map { row in
            TableView.Row([
                .head(
                    row.enterprise, to: link(row),
                    small: ReportWording.platform(row.listing.platform) + " " + row.listing.item + "　" + row.title,
                    isCut: true),
                .text(row.kind.name, style: "fit", label: "种类"), .text(row.sentence, style: "opt"),
                .text(console.app.rulebook.regions.text(row.region), style: "opt"),
                .text(Shown.short(row.createdAt, now: now), style: "fit", label: "移交"),
                TableView.Cell(text: "", tags: [Self.tag(row)], small: row.withdrawnReason),
            ])
        }
        var page = frame.page(
            wanted, found,
            columns: [
                .init("企业"), .init("种类"), .init("结论", "opt"), .init("属地", "opt"),
                frame.dayColumn("移交", wanted.query), .init("状态"),
            ], rows: rows)
        page.intro = "一般风险隐患提醒企业并跟踪；严重风险隐患移交案件线索。"
        return try console.page("list", page, title: "提醒与线索", context)
    }

    private static func tag(_ row: ReferralRow) -> StateTag {
        row.isWithdrawn ? .referralWithdrawn : .referralSent
    }

    private static func word(_ state: ReferralList.State) -> String {
        switch state {
        case .lead: ReferralKind.lead.name
        case .reminder: ReferralKind.reminder.name
        case .withdrawn: StateTag.referralWithdrawn.word
        }
    }

    // MARK: The page of a local bureau

    @Sendable private func detail(_: Request, _ context: APIContext) async throws -> Response {
        let found = try await console.app.store.referral(context.number(), in: context.caseRegion(console))
        let row = found.row
        var page = DetailPage(PageLink(Self.bureauPath, "提醒与线索"), here: "\(row.id) 号")
        page.sub = row.kind.name + " · " + console.app.rulebook.regions.text(row.region)
        page.tags = [Self.tag(row)]
        page.lead = row.sentence
        if let reason = row.withdrawnReason { page.problem = "已撤回：" + reason }
        var facts = DetailPage.Section("不符合的项目")
        facts.paragraphs = found.failing
        page.sections = [
            facts,
            DetailPage.Section(
                "商品",
                facts: [
                    Fact("企业", row.enterprise), Fact("平台", ReportWording.platform(row.listing.platform)),
                    Fact("商品编号", row.listing.item), Fact("标题", row.title),
                    Fact("移交", Shown.full(row.createdAt)),
                ]),
        ]
        page.link = row.link.flatMap(TakedownView.external)
        let papers = row.noticeNumber.map { number in
            [
                DetailPage.Item(text: number, href: Self.bureauPath + "/\(row.id)/notice"),
                DetailPage.Item(text: number + "（PDF）", href: Self.bureauPath + "/\(row.id)/notice?format=pdf"),
            ]
        }
        page.aside = [DetailPage.Section("抄送的问题告知书", items: papers ?? [], none: "无")]
        return try console.page("detail", page, title: row.enterprise, context)
    }

    /// The notice that is copied to the bureau.
    @Sendable private func notice(_ request: Request, _ context: APIContext) async throws -> Response {
        let region = try context.caseRegion(console)
        let found = try await console.app.store.referral(context.number(), in: region)
        guard let id = found.row.notice else { throw Problem.notFound }
        let notice = try await console.app.store.notice(id, in: region)
        let format = try request.documentFormat()
        return Answer.document(try await MakeNotice(console.app).file(notice, as: format), format)
    }
}
