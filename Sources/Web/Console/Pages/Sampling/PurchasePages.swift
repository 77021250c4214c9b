internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Store
internal import Workers

/// Purchase tasks for officers: list, one task with its purchase, and its cancellation.
struct PurchasePages: WorkPages {
    let console: Console

    static let path = "/console/purchases"
    static let links = ListLinks<CaseQuery<PurchaseList>>(path: path)

    static func path(_ id: Int64, _ page: String? = nil) -> String {
        path + "/\(id)" + (page.map { "/" + $0 } ?? "")
    }

    private var store: Store { console.app.store }

    private var frame: CaseListFrame<PurchaseList> {
        CaseListFrame(console: console, links: Self.links, noun: "采购任务", textLabel: "订单号或样品标签") { StateTag($0).word }
    }

    func add(to group: RouterGroup<APIContext>) {
        let tasks = group.group("purchases").add(middleware: RequirePermission(permission: .readSampling))
        tasks.get("", use: list)
        tasks.get("{id}") { _, context in try await detail(context) }
        let acts = tasks.group().add(middleware: RequirePermission(permission: .manageSampling))
        acts.get("{id}/cancel") { _, context in try await ask(context) }
        acts.post("{id}/cancel", use: cancel)
    }

    @Sendable private func list(_ request: Request, _ context: APIContext) async throws -> Response {
        let (wanted, redirect) = try request.checkedList(frame.links)
        if let redirect { return redirect }
        let found = try await store.purchaseTasks(
            wanted.query, in: context.caseRegion(console), at: wanted.position.place,
            limit: CaseListFrame<PurchaseList>.size)
        let names = ListNames(console)
        let page = frame.page(
            wanted, found,
            columns: [
                .init("商品"), .init("产品", "opt"), .init("看到的价格", "n"), .init("采样批次", "opt"), .init("样品"),
                frame.dayColumn("抽签", wanted.query), .init("状态"),
            ], rows: found.page.rows.map { row($0, names) })
        return try console.page("list", page, title: "采购任务", context)
    }

    private func row(_ row: PurchaseTaskRow, _ names: ListNames) -> TableView.Row {
        let now = store.clock.now()
        return TableView.Row([
            .head(
                row.title, to: Self.path(row.id),
                small: "任务 \(row.id)　" + ReportWording.platform(row.listing.platform) + " " + row.listing.item,
                isCut: true),
            .text(names.product(row.product), style: "opt"), .text(row.price.text, style: "n", label: "看到的价格"),
            .text(row.run, style: "opt"), .text(row.label, small: row.laboratory, label: "样品"),
            .text(
                Shown.short(row.createdAt, now: now), style: "fit",
                small: row.state == .open ? Shown.waited(since: row.createdAt, now: now) : nil, label: "抽签"),
            .tags([StateTag(row.state)], label: "状态"),
        ])
    }

    /// - Parameter problem: why the task was not cancelled.
    private func detail(_ context: APIContext, problem: String? = nil) async throws -> Response {
        let found = try await store.purchaseTask(context.number(), in: context.caseRegion(console))
        var page = PurchaseView(
            detail: found, custody: try await store.custody(ofTask: found.task.id), console: console,
            mayManage: try context.mayAtHome(.manageSampling, console)
        ).page
        page.problem = problem
        return try console.page(
            "detail", page, title: "采购任务 \(found.task.id)　" + found.task.title, context,
            status: problem == nil ? .ok : .conflict)
    }

    // MARK: Cancel

    private func ask(_ context: APIContext, typed: String = "", error: String? = nil) async throws -> Response {
        _ = try context.overseer(home: console.app.home)
        let found = try await store.purchaseTask(context.number(), in: context.caseRegion(console))
        guard found.task.state == .open else {
            return try await detail(context, problem: Self.notOpen(found.task))
        }
        let view = ConfirmPage(
            action: Self.path(found.task.id, "cancel"),
            consequences: ["抽样人员不再看到这项任务，以后不能再登记它的购买。", "这件商品可以进入此后冻结的抽样框。", "取消以后不能恢复；不另抽一件代替。"],
            facts: PurchaseView.goods(found.task, console),
            fields: [ReasonField.field("写明为什么买不到，例如 链接已失效、已售完", typed: typed, error: error)], button: "取消任务",
            isDangerous: true, back: PageLink(Self.path(found.task.id), "返回"))
        return try console.page(
            "confirm", view, title: "取消任务：" + found.task.title, context,
            status: error == nil ? .ok : .unprocessableContent)
    }

    @Sendable private func cancel(_: Request, _ context: APIContext) async throws -> Response {
        let officer = try context.overseer(home: console.app.home)
        let (id, typed) = (try context.number(), context.form[ReasonField.name] ?? "")
        let (reason, error) = ReasonField.checked(typed)
        if let error { return try await ask(context, typed: typed, error: error) }
        do {
            try await store.cancelTask(id, reason: reason, by: officer.actor)
        } catch StoreError.notFound {
            // The task does not exist, which this finds out, or somebody was faster.
            let found = try await store.purchaseTask(id, in: context.caseRegion(console))
            return try await detail(context, problem: Self.notOpen(found.task))
        }
        return console.redirect(to: Self.path(id), context, saying: Flash("已取消任务 \(id)。"))
    }

    private static func notOpen(_ task: PurchaseTaskRow) -> String {
        Conflict.taskNotOpen(task: task.id, task.state).sentence
    }
}
