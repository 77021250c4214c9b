internal import Domain
internal import Hummingbird
internal import HummingbirdCore
internal import Store
internal import Workers

/// Sampling runs: list, one run, its frozen frame as a file, and the pages that open and draw one.
struct RunPages: WorkPages {
    let console: Console

    static let path = "/console/runs"
    static let links = ListLinks<CaseQuery<RunList>>(path: path)

    static func path(_ id: Int64, _ page: String? = nil) -> String {
        path + "/\(id)" + (page.map { "/" + $0 } ?? "")
    }

    private var frame: CaseListFrame<RunList> {
        CaseListFrame(console: console, links: Self.links, noun: "采样批次") { StateTag($0).word }
    }

    func add(to group: RouterGroup<APIContext>) {
        let runs = group.group("runs").add(middleware: RequirePermission(permission: .readSampling))
        runs.get("", use: list)
        runs.get("{id}") { _, context in try await detail(context) }
        runs.get("{id}/frame", use: file)
        let acts = runs.group().add(middleware: RequirePermission(permission: .manageSampling))
        RunOpenPages(pages: self).add(to: acts)
        RunDrawPages(pages: self).add(to: acts)
    }

    @Sendable private func list(_ request: Request, _ context: APIContext) async throws -> Response {
        let (wanted, redirect) = try request.checkedList(frame.links)
        if let redirect { return redirect }
        let found = try await console.app.store.samplingRuns(
            wanted.query, at: wanted.position.place, limit: CaseListFrame<RunList>.size)
        var page = frame.page(
            wanted, found,
            columns: [
                .init("批次"), .init("抽样框", "n opt"), .init("计划", "n"), .init("待购买", "n"), .init("已购买", "n"),
                .init("已取消", "n opt"), frame.dayColumn("冻结", wanted.query), .init("状态"),
            ], rows: found.page.rows.map(row))
        page.intro = "先冻结抽样框并公布承诺值，再用此后才公开的种子抽签，任何人可以重新计算。"
        if try context.mayAtHome(.manageSampling, console) {
            page.actions = [PageLink(Self.path + "/-new", "冻结抽样框", isPrimary: true)]
        }
        return try console.page("list", page, title: "采样批次", context)
    }

    private func row(_ row: SamplingRunRow) -> TableView.Row {
        let now = console.app.store.clock.now()
        func tasks(_ number: Int, _ label: String, style: String = "n") -> TableView.Cell {
            row.seed == nil
                ? .text(nil, style: style, label: label) : .number(Int64(number), style: style, label: label)
        }
        return TableView.Row([
            .head(row.name, to: Self.path(row.id), small: "预算 ¥" + row.budget.yuanText, isCut: true),
            .number(Int64(row.frame), style: "n opt"), .number(Int64(row.quota), label: "计划"),
            tasks(row.tasks.open, "待购买"), tasks(row.tasks.purchased, "已购买"),
            tasks(row.tasks.cancelled, "已取消", style: "n opt"),
            .text(Shown.short(row.openedAt, now: now), style: "fit", label: "冻结"),
            .tags([StateTag(row.state)], label: "状态"),
        ])
    }

    /// - Parameter problem: why an act was not done.
    func detail(_ context: APIContext, problem: String? = nil) async throws -> Response {
        let (id, region, store) = (try context.number(), try context.caseRegion(console), console.app.store)
        let found = try await store.samplingRun(id, in: region)
        var query = CaseQuery<PurchaseList>.only(nil)
        query.run = found.row.name
        // Which listings were drawn is public; only the purchases are not.
        let drawn = try await store.purchaseTasks(query, in: .everywhere, limit: RunView.most)
        let maker = RunView(
            detail: found, drawn: drawn.page.rows, console: console, region: region,
            mayManage: try context.mayAtHome(.manageSampling, console))
        var page = maker.page
        page.problem = problem
        return try console.page(
            "detail", page, title: "采样批次 " + found.row.name, context, status: problem == nil ? .ok : .conflict)
    }

    @Sendable private func file(_: Request, _ context: APIContext) async throws -> Response {
        let run = try await console.app.store.samplingRun(context.number(), in: context.caseRegion(console))
        return try await Answer.file(ExportFrame(console.app).file(run: run.row.name))
    }
}

extension APIContext {
    /// Whether this person has the permission for what concerns the whole installation: only people of its own region have
    /// it.
    func mayAtHome(_ permission: Permission, _ console: Console) throws -> Bool {
        try viewer().account.principal.may(permission) && officer(home: console.app.home).region == .everywhere
    }
}
