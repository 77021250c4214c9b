internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Store
internal import Workers

/// The queue of a laboratory's reviewer: uploads of other people, to approve, or to reject with a reason. The store
/// refuses the person who uploaded or changed a file.
struct ReviewPages: WorkPages {
    let console: Console

    static let path = "/console/laboratory/reviews"
    private static let limit = 50
    /// Rows on the page of a review.
    private static let mostRows = 300

    func add(to group: RouterGroup<APIContext>) {
        let pages = group.group("laboratory/reviews").add(middleware: RequirePermission(permission: .reviewReports))
        pages.get("", use: list)
        pages.get("{id}") { _, context in try await page(context) }
        pages.post("{id}", use: approve)
        pages.get("{id}/reject") { _, context in try await ask(context) }
        pages.post("{id}/reject", use: reject)
    }

    @Sendable private func list(_ request: Request, _ context: APIContext) async throws -> Response {
        let before = try request.number("before", in: 1...Int64.max, or: Int64.max, WebWording.number)
        let rows = try await console.app.store.uploads(
            of: context.viewer().account.principal.name, pendingReview: true, before: before, limit: Self.limit)
        let now = console.app.store.clock.now()
        var page = ListPage(
            table: LaboratoryUploadPages.table(rows, now: now, path: Self.path),
            empty: EmptyState(
                heading: "没有等待复核的上传", ways: [PageLink(LaboratoryUploadPages.path, "查看上传结果")]))
        page.intro = "上传过该文件、改正或关闭过其中任何一行的人，不能复核它。"
        page.pager = Pager(
            Self.path, shown: rows.count, limit: Self.limit, next: rows.last.map { Self.path + "?before=\($0.id)" },
            isFirst: before == .max)
        return try console.page("list", page, title: "待复核", context)
    }

    /// An upload that waits for a review.
    private func pending(_ context: APIContext) async throws -> LabUploadRow {
        let upload = try await console.own(upload: context)
        guard upload.review == .pending else {
            throw StoreError.conflict(.uploadNotPending(upload: upload.id, upload.review))
        }
        return upload
    }

    private func page(_ context: APIContext, error: String? = nil) async throws -> Response {
        let upload = try await pending(context)
        let rows = try await MendReport(console.app).waitingRows(of: upload, limit: Self.mostRows)
        let address = Self.path + "/\(upload.id)"
        var page = RecordPage(crumb: PageLink(Self.path, "待复核"), tags: LaboratoryUploadPages.tags(upload))
        page.facts = [
            Fact("上传编号", String(upload.id)), Fact("收到", Shown.full(upload.receivedAt)),
            Fact("上传人", EventWording.actor(upload.uploader.text)),
            Fact("待复核的行", Shown.number(Int64(upload.waiting))),
        ]
        page.sections = [
            RecordPage.Section(
                heading: "读取时注意到的情况",
                notes: upload.remarks.isEmpty ? ["没有。"] : upload.remarks.map(UploadRemarkWording.line)),
            RecordPage.Section(
                heading: "待复核的内容",
                notes: upload.waiting > rows.count ? ["只列出前 \(rows.count) 行，其余请核对原文件。"] : [],
                table: Self.table(rows)),
        ]
        page.formHeading = "复核"
        var form = FormPage(
            action: address, intro: ["同意后，各行均可接收的报告生效并判定；有误的报告仍待修改。"], fields: [], button: "同意",
            back: PageLink(address + "/reject", "退回…"))
        if let error { form.errors = ErrorSummary(heading: "没有办理", [.init(href: "#main", text: error)]) }
        page.form = form
        return try console.page(
            "record", page, title: "复核 " + LaboratoryUploadPages.name(upload), context,
            status: error == nil ? .ok : .unprocessableContent)
    }

    private static func table(_ rows: [HeldReport.Row]) -> TableView {
        TableView(
            caption: "待复核的行",
            columns: [.init("报告编号"), .init("样品标签"), .init("检测项目"), .init("检测值"), .init("单位"), .init("检测日期", "opt")],
            rows: rows.map { row in
                guard row.cells != nil else { return TableView.Row([.head(row.place), .text(row.text)]) }
                return TableView.Row([
                    .head(row[.number] ?? row.place, small: row.place), .text(row[.label], label: "样品标签"),
                    .text(row[.itemName] ?? row[.item], small: row[.item], label: "检测项目"),
                    .text(row[.value], label: "检测值"), .text(row[.unit], label: "单位"),
                    .text(row[.testedOn], style: "opt"),
                ])
            }, isStacked: true)
    }

    @Sendable private func approve(_: Request, _ context: APIContext) async throws -> Response {
        let upload = try await pending(context)
        let reviewer = try context.viewer().account.principal
        do {
            try await console.app.store.approveUpload(upload.id, by: reviewer)
        } catch StoreError.conflict(let conflict) {
            return try await page(context, error: conflict.sentence)
        }
        try await IntakeReplay(console.app).run(upload: upload.id, by: reviewer.actor)
        return console.redirect(
            to: LaboratoryUploadPages.path + "/\(upload.id)", context, saying: Flash("已同意，可接收的报告已生效。"))
    }

    private func ask(_ context: APIContext, error: String? = nil) async throws -> Response {
        let upload = try await pending(context)
        var reason = FormField("reason", "退回原因")
        reason.hint = "上传人据此修改，例如：样品编号与原始记录不符"
        reason.longest = 500
        reason.isLong = true
        let page = ConfirmPage(
            action: Self.path + "/\(upload.id)/reject",
            consequences: ["该文件的报告整份待修改，改正或关闭有关的行之后，重新等待复核。"],
            facts: [
                Fact("文件", LaboratoryUploadPages.name(upload)),
                Fact("上传人", EventWording.actor(upload.uploader.text)),
            ], fields: [reason.filled(context.form["reason"] ?? "", error: error)], button: "退回",
            back: PageLink(Self.path + "/\(upload.id)", "返回"))
        return try console.page(
            "confirm", page, title: "退回这次上传？", context, status: error == nil ? .ok : .unprocessableContent)
    }

    @Sendable private func reject(_: Request, _ context: APIContext) async throws -> Response {
        let upload = try await pending(context)
        let reviewer = try context.viewer().account.principal
        guard let reason = HeldReportPages.reason(context.form) else {
            return try await ask(context, error: HeldReportPages.noReason)
        }
        do {
            try await console.app.store.rejectUpload(upload.id, reason: reason, by: reviewer)
        } catch StoreError.conflict(let conflict) {
            return try await ask(context, error: conflict.sentence)
        }
        try await IntakeReplay(console.app).run(upload: upload.id, by: reviewer.actor)
        return console.redirect(
            to: LaboratoryUploadPages.path + "/\(upload.id)", context, saying: Flash("已退回，上传人可以看到原因。"))
    }
}
