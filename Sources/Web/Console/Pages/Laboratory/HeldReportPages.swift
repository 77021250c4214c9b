internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Store
internal import Workers

/// Held reports: the list, mending cell by cell, and closing rows with a reason.
struct HeldReportPages: WorkPages {
    let console: Console

    static let path = "/console/laboratory/held"
    private static let limit = 100

    func add(to group: RouterGroup<APIContext>) {
        let pages = group.group("laboratory/held").add(middleware: RequirePermission(permission: .uploadReports))
        pages.get("", use: list)
        pages.get("{id}") { request, context in try page(try await report(context), request, context) }
        pages.post("{id}", use: mend)
        pages.get("{id}/dismiss") { request, context in try await askRow(request, context) }
        pages.post("{id}/dismiss", use: dismiss)
        pages.get("{id}/discard") { _, context in try await askReport(context) }
        pages.post("{id}/discard", use: discard)
    }

    private var mending: MendReport {
        MendReport(console.app)
    }

    @Sendable private func list(_ request: Request, _ context: APIContext) async throws -> Response {
        let before = try request.number("before", in: 1...Int64.max, or: Int64.max, WebWording.number)
        let rows = try await console.app.store.heldReports(
            of: context.viewer().account.principal.name, before: before, limit: Self.limit)
        let now = console.app.store.clock.now()
        let table = TableView(
            caption: "待修改的报告，新上传的在前",
            columns: [.init("报告编号"), .init("文件"), .init("有误的行", "n"), .init("全部的行", "n opt"), .init("自")],
            rows: rows.map { report in
                TableView.Row([
                    .head(
                        report.number ?? "未写报告编号", to: report.row.map { Self.path + "/\($0)" },
                        small: report.faulty == 0 ? "因同一文件中的其他行而暂扣" : nil),
                    .text(report.file.isEmpty ? "上传编号 \(report.upload)" : report.file, label: "文件"),
                    .number(Int64(report.faulty), label: "有误的行"), .number(Int64(report.rows), style: "n opt"),
                    .text(
                        Shown.short(report.since, now: now), style: "fit",
                        small: Shown.waited(since: report.since, now: now), label: "自"),
                ])
            }, isStacked: true)
        var page = ListPage(
            table: table,
            empty: EmptyState(
                heading: "没有待修改的报告", ways: [PageLink(LaboratoryUploadPages.path, "查看上传结果")]))
        page.intro = "有一行不能接收的报告，整份待修改；改好前不判定，样品也不判为符合。"
        // The reports of one upload can be on both sides of a bound, so the next part begins with the same upload.
        let next = rows.last.map { Self.path + "?before=\(min($0.upload + 1, before - 1))" }
        page.pager = Pager(Self.path, shown: rows.count, limit: Self.limit, next: next, isFirst: before == .max)
        return try console.page("list", page, title: "待修改", context)
    }

    /// The report that contains the row in the path. A row of another laboratory is reported as unknown.
    private func report(_ context: APIContext) async throws -> HeldReport {
        guard let id = Int64(try context.parameters.require("id")) else { throw Problem.notFound }
        return try await mending.find(row: id, of: context.viewer().account.principal.name)
    }

    private func address(_ context: APIContext) throws -> String {
        Self.path + "/" + LocalPath.part(try context.parameters.require("id"))
    }

    private static func title(_ report: HeldReport) -> String {
        report.number.map { "修改报告 " + $0 } ?? "修改未写报告编号的行"
    }

    private func page(
        _ report: HeldReport, _ request: Request, _ context: APIContext, isSent: Bool = false,
        extra: [Int64: String] = [:]
    ) throws -> Response {
        let view = MendView(
            report, path: try address(context), all: request.query["all"] == "1", extra: extra)
        return try console.page(
            "mend", view, title: Self.title(report), context, status: isSent ? .unprocessableContent : .ok)
    }

    @Sendable private func mend(_ request: Request, _ context: APIContext) async throws -> Response {
        let report = try await report(context)
        let actor = try context.viewer().account.principal.actor
        var corrections: [Int64: MendReport.Correction] = [:]
        var extra: [Int64: String] = [:]
        // A report may have as many rows as a file; the form has few.
        let typed = Dictionary(context.form.fields.map { ($0.name, $0.value) }) { first, _ in first }
        for row in report.rows {
            guard let version = typed["v\(row.id)"] else { continue }
            guard version == row.version else {
                extra[row.id] = "打开本页之后，这一行已被修改。以下是现在的内容，请重新核对"
                continue
            }
            corrections[row.id] = Self.correction(of: row, typed)
        }
        guard extra.isEmpty else { return try page(report, request, context, isSent: true, extra: extra) }
        let counts = try await mending.correct(report, corrections, by: actor)
        // Not all rows can be taken yet, or the report now waits for another row of the file.
        if counts[.held] > 0, let held = try? await self.report(context) {
            return try page(held, request, context, isSent: true)
        }
        let name = report.number.map { "报告 " + $0 } ?? "这些行"
        let flash: Flash =
            counts[.waiting] > 0
            ? Flash("\(name)已改好，等待复核。", .info)
            : counts[.held] > 0 ? Flash("已保存。该行所属的报告仍待修改。", .warn) : Flash("\(name)已改好并接收。")
        return console.redirect(
            to: counts[.held] > 0 ? Self.path : LaboratoryUploadPages.path + "/\(report.upload.id)", context,
            saying: flash)
    }

    private static func correction(of row: HeldReport.Row, _ typed: [String: String]) -> MendReport.Correction? {
        guard let cells = row.cells else { return typed["t\(row.id)"].map { .text($0.trimmed) } }
        let texts = cells.compactMap { cell in
            // A line break cannot be typed into a cell, and would make two rows of one.
            typed["c\(row.id).\(cell.position)"].map { (cell.position, $0.replacing("\n", with: " ")) }
        }
        return .cells(Dictionary(texts) { first, _ in first })
    }

    // MARK: Closing

    private func askRow(_ request: Request, _ context: APIContext, error: String? = nil) async throws -> Response {
        let report = try await report(context)
        let wanted = (context.form["row"] ?? request.query["row"]).flatMap { Int64($0) }
        guard let row = report.rows.first(where: { $0.id == wanted }) else { throw Problem.notFound }
        return try ask(
            context, [row], "dismiss", title: "关闭这一行？",
            facts: [
                Fact("报告编号", report.number ?? "未写"), Fact("位置", row.place), Fact("内容", String(row.text.prefix(500))),
            ], hint: "例如：表尾合计行，不是检测结果", button: "关闭这一行", error)
    }

    private func askReport(_ context: APIContext, error: String? = nil) async throws -> Response {
        let report = try await report(context)
        return try ask(
            context, report.rows, "discard", title: "放弃这份报告？",
            facts: [
                Fact("报告编号", report.number ?? "未写"), Fact("文件", LaboratoryUploadPages.name(report.upload)),
                Fact("行数", "\(report.rows.count)"),
            ], hint: "例如：报告编号填错，已另行上传", button: "放弃这份报告", error)
    }

    private func ask(
        _ context: APIContext, _ rows: [HeldReport.Row], _ act: String, title: String, facts: [Fact], hint: String,
        button: String, _ error: String?
    ) throws -> Response {
        var reason = FormField("reason", "原因")
        reason.hint = hint
        reason.longest = 500
        reason.isLong = true
        let address = try address(context)
        let page = ConfirmPage(
            action: address + "/" + act,
            consequences: ["不属于报告的行才关闭。原文、关闭人和原因留在记录中，不能恢复。", "其余的行重新判断；没有问题的，整份接收。"], facts: facts,
            fields: [reason.filled(context.form["reason"] ?? "", error: error)],
            hidden: act == "dismiss" ? rows.map { HiddenField(name: "row", value: String($0.id)) } : [], button: button,
            isDangerous: true, back: PageLink(address, "返回修改"))
        return try console.page(
            "confirm", page, title: title, context, status: error == nil ? .ok : .unprocessableContent)
    }

    @Sendable private func dismiss(_ request: Request, _ context: APIContext) async throws -> Response {
        let report = try await report(context)
        let wanted = context.form["row"].flatMap { Int64($0) }
        guard let row = report.rows.first(where: { $0.id == wanted }) else { throw Problem.notFound }
        guard let reason = Self.reason(context.form) else {
            return try await askRow(request, context, error: Self.noReason)
        }
        return try await close([row], of: report, reason, context)
    }

    @Sendable private func discard(_: Request, _ context: APIContext) async throws -> Response {
        let report = try await report(context)
        guard let reason = Self.reason(context.form) else { return try await askReport(context, error: Self.noReason) }
        return try await close(report.rows, of: report, reason, context)
    }

    private func close(
        _ rows: [HeldReport.Row], of report: HeldReport, _ reason: String, _ context: APIContext
    ) async throws -> Response {
        let principal = try context.viewer().account.principal
        try await mending.dismiss(rows.map(\.id), of: principal.name, reason: reason, by: principal.actor)
        let left = try? await mending.find(row: rows[0].id, of: principal.name)
        return console.redirect(
            to: left == nil ? LaboratoryUploadPages.path + "/\(report.upload.id)" : try address(context), context,
            saying: left == nil ? Flash("已关闭 \(rows.count) 行。") : Flash("已关闭 \(rows.count) 行；报告仍待修改。", .warn))
    }

    static let noReason = "请写明原因，1 至 500 字"

    /// A reason, 1 to 500 characters; nil if it is none.
    static func reason(_ form: FormFields) -> String? {
        let text = form.text("reason")
        return (1...500).contains(text.unicodeScalars.count) ? text : nil
    }
}
