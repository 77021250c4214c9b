internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Store
internal import Workers

/// A laboratory's files: upload, the result of each report, and the list of uploads.
struct LaboratoryUploadPages: WorkPages {
    let console: Console

    static let path = "/console/laboratory/uploads"
    private static let limit = 50
    /// Reports on the page of an upload.
    private static let mostReports = 300

    func add(to group: RouterGroup<APIContext>) {
        let pages = group.group("laboratory/uploads").add(middleware: RequirePermission(permission: .uploadReports))
        pages.get("", use: list)
        pages.get("new") { _, context in try form(context) }
        pages.get("{id}", use: upload)
        pages.post("{id}/replay", use: replay)
    }

    /// The form with files has checks of its own.
    func add(uploads group: RouterGroup<APIContext>) {
        group.post("laboratory/uploads/new", use: take)
    }

    @Sendable private func list(_ request: Request, _ context: APIContext) async throws -> Response {
        let before = try request.number("before", in: 1...Int64.max, or: Int64.max, WebWording.number)
        let rows = try await console.app.store.uploads(
            of: context.viewer().account.principal.name, before: before, limit: Self.limit)
        let now = console.app.store.clock.now()
        var page = ListPage(table: Self.table(rows, now: now), empty: EmptyState(heading: "还没有上传过文件"))
        page.actions = [
            PageLink(LaboratorySamplePages.forms, "下载空白表格"), PageLink(Self.path + "/new", "上传文件", isPrimary: true),
        ]
        page.pager = Pager(
            Self.path, shown: rows.count, limit: Self.limit, next: rows.last.map { Self.path + "?before=\($0.id)" },
            isFirst: before == .max)
        return try console.page("list", page, title: "上传结果", context)
    }

    static func table(_ uploads: [LabUploadRow], now: Timestamp, path: String = LaboratoryUploadPages.path) -> TableView
    {
        TableView(
            caption: "上传的文件，新的在前",
            columns: [
                .init("文件"), .init("状态"), .init("收到"), .init("行数", "n"), .init("已接收", "n opt"),
                .init("待复核", "n opt"), .init("重复", "n opt"), .init("待修改", "n"), .init("已关闭", "n opt"),
            ],
            rows: uploads.map { upload in
                TableView.Row([
                    .head(name(upload), to: path + "/\(upload.id)", small: "上传编号 \(upload.id)", isCut: true),
                    .tags(tags(upload)), .text(Shown.short(upload.receivedAt, now: now), style: "fit", label: "收到"),
                    .number(Int64(upload.rows), label: "行数"), .number(Int64(upload.taken), style: "n opt"),
                    .number(Int64(upload.waiting), style: "n opt"), .number(Int64(upload.duplicates), style: "n opt"),
                    .number(Int64(upload.held), label: "待修改"), .number(Int64(upload.dismissed), style: "n opt"),
                ])
            }, isStacked: true)
    }

    static func name(_ upload: LabUploadRow) -> String {
        upload.name.isEmpty ? "无文件名（\(upload.form.uppercased())）" : upload.name
    }

    /// The states that the rows of an upload have; the one that needs a person first.
    static func tags(_ upload: LabUploadRow) -> [StateTag] {
        var tags: [StateTag] = []
        if !upload.isRead { tags.append(.reportReading) }
        if upload.review == .rejected { tags.append(.reportRejected) }
        if upload.held > 0, upload.review != .rejected { tags.append(.reportHeld) }
        if upload.review == .pending { tags.append(.reportForReview) }
        guard tags.isEmpty else { return tags }
        return [upload.taken > 0 ? .reportFiled : upload.duplicates > 0 ? .reportDuplicate : .reportClosed]
    }

    // MARK: Upload

    private func form(
        _ context: APIContext, error: String? = nil, _ problems: [ErrorSummary.Item] = [], intro: [String] = []
    ) throws -> Response {
        var field = FormField("file", "结果文件")
        field.type = "file"
        field.hint = "XLSX 32 MiB 以内、CSV 64 MiB 以内；可选多个文件，也可拖到框中。一个文件可含多份报告"
        field.accept = ".xlsx,.csv"
        field.isMultiple = true
        field.error = error
        var page = FormPage(
            action: Self.path + "/new",
            intro: intro + ["每份报告整份接收，或整份待修改：有一行不能接收的，列出原因，改好前不判定。"], fields: [field],
            button: "上传并读取", back: PageLink(Self.path, "返回"))
        page.isMultipart = true
        page.upload = UploadTarget(isWhole: true)
        if error != nil {
            page.errors = ErrorSummary(
                heading: "文件没有接收，没有保存任何内容", problems.isEmpty ? [.init(href: "#file", text: error ?? "")] : problems)
        }
        return try console.page(
            "form", page, title: "上传结果", context, status: error == nil ? .ok : .unprocessableContent)
    }

    @Sendable private func take(_: Request, _ context: APIContext) async throws -> Response {
        let holder = try context.viewer().account.principal
        let files = context.files.filter { $0.field == "file" }
        guard !files.isEmpty else { return try form(context, error: "请选择要上传的 XLSX 或 CSV 文件") }
        var taken: [IntakeSummary] = []
        var problems: [ErrorSummary.Item] = []
        for file in files {
            do {
                taken.append(try await read(file, Self.form(of: file), holder))
            } catch let error as UploadFault {
                problems += error.problems.prefix(100).map {
                    ErrorSummary.Item(href: "#file", text: "\(file.name)　\($0.place)：\($0.sentence)")
                }
                if error.problems.count > 100 {
                    problems.append(.init(href: "#file", text: "\(file.name)：另有 \(error.problems.count - 100) 处没有列出"))
                }
            }
        }
        guard problems.isEmpty else {
            let done = taken.map { "“\(Self.name($0.upload))”已读取：\(Self.counts($0.upload))。" }
            return try form(context, error: "请按所列改好文件，重新选择后上传", problems, intro: done)
        }
        if taken.count == 1 {
            return console.redirect(
                to: Self.path + "/\(taken[0].upload.id)", context, saying: Self.flash(taken[0].upload, taken[0].isNew))
        }
        return console.redirect(
            to: Self.path, context,
            saying: taken.contains { $0.upload.held > 0 }
                ? Flash("读取了 \(taken.count) 个文件，其中有待修改的报告。", .warn) : Flash("读取了 \(taken.count) 个文件。"))
    }

    /// - Throws: `UploadFault` for a file that cannot be read; another error ends the request.
    private func read(
        _ file: MultipartForm.File, _ form: UploadForm, _ holder: Principal
    ) async throws -> IntakeSummary {
        try await Intake(console.app).run(
            .init(
                bytes: Array(file.bytes), form: form, laboratory: holder.name, name: file.name, uploader: holder.actor))
    }

    /// The format of a file, by its content and its name. A report as JSON comes from a program, through the API.
    private static func form(of file: MultipartForm.File) throws(UploadFault) -> UploadForm {
        let form = UploadForm(name: file.name, bytes: Array(file.bytes.prefix(8)))
        guard !file.bytes.isEmpty else { throw UploadFault("文件", "文件是空的。请核对后重新选择") }
        guard form != .json else { throw UploadFault("文件", "不是 XLSX 或 CSV 文件。请用空白表格填写，另存为 XLSX 或 CSV") }
        guard file.bytes.count <= form.maximumBytes else {
            throw UploadFault("文件", "超过 \(form.maximumBytes >> 20) MiB。请分成几个文件，每份报告的各行须在同一文件中")
        }
        return form
    }

    private static func flash(_ upload: LabUploadRow, _ isNew: Bool) -> Flash {
        let text = (isNew ? "已读取：" : "此前上传过相同的文件，待修改的报告重新判断了一次：") + counts(upload) + "。"
        return Flash(text, upload.held > 0 ? .warn : isNew ? .ok : .info)
    }

    private static func counts(_ upload: LabUploadRow) -> String {
        let counts = [
            ("已接收", upload.taken), ("待复核", upload.waiting), ("重复", upload.duplicates), ("待修改", upload.held),
            ("已关闭", upload.dismissed),
        ]
        let parts = counts.filter { $0.1 > 0 }.map { "\($0.0) \(Shown.number(Int64($0.1))) 行" }
        return "共 \(Shown.number(Int64(upload.rows))) 行，" + parts.joined(separator: "、")
    }

    // MARK: One upload

    @Sendable private func upload(_: Request, _ context: APIContext) async throws -> Response {
        let upload = try await console.own(upload: context)
        let principal = try context.viewer().account.principal
        let reports = try await console.app.store.reports(
            ofUpload: upload.id, of: upload.laboratory, limit: Self.mostReports)
        var page = RecordPage(crumb: PageLink(Self.path, "上传结果"), tags: Self.tags(upload))
        page.facts = [
            Fact("上传编号", String(upload.id)), Fact("收到", Shown.full(upload.receivedAt)),
            Fact("上传人", HistoryWording.actor(upload.uploader.text)), Fact("行数", Self.counts(upload)),
        ]
        if let reason = upload.reviewReason { page.facts.append(Fact("退回原因", reason)) }
        page.next = Self.next(upload, reports, principal)
        page.sections = [Self.section(reports, upload)]
        if !upload.remarks.isEmpty {
            page.sections.append(
                RecordPage.Section(heading: "读取时注意到的情况", notes: upload.remarks.map(UploadRemarkWording.line)))
        }
        if upload.held > 0, upload.isRead {
            page.formHeading = "重新判断"
            page.form = FormPage(
                action: Self.path + "/\(upload.id)/replay", intro: ["检测能力、样品登记或细则修正以后，不必重传，重新判断即可。"],
                fields: [], button: "重新判断")
        }
        return try console.page("record", page, title: Self.name(upload), context)
    }

    private static func next(
        _ upload: LabUploadRow, _ reports: [UploadReportRow], _ principal: Principal
    ) -> RecordPage.Next? {
        if !upload.isRead { return RecordPage.Next(what: "没有读完", small: "再次上传同一文件，从中断处继续。") }
        if let held = reports.first(where: { $0.state == .held }), let row = held.row {
            return RecordPage.Next(
                what: "有待修改的报告", small: "改好前整份不判定；也可以改好文件后重新上传。",
                link: PageLink(HeldReportPages.path + "/\(row)", "去修改", isPrimary: true))
        }
        guard upload.review == .pending else { return nil }
        guard principal.may(.reviewReports), upload.uploader != principal.actor else {
            return RecordPage.Next(what: "等待另一名复核人复核", small: "上传或改正过该文件的人不能复核它。")
        }
        return RecordPage.Next(
            what: "等待复核", link: PageLink(ReviewPages.path + "/\(upload.id)", "去复核", isPrimary: true))
    }

    private static func section(_ reports: [UploadReportRow], _ upload: LabUploadRow) -> RecordPage.Section {
        let rows = reports.map { report in
            let link = report.number.flatMap { report.state == .taken ? LaboratoryReportPages.link($0) : nil }
            return TableView.Row(
                [
                    .head(report.number ?? "未写报告编号", to: link), .text(report.label, style: "opt"),
                    .tags([tag(report, upload)]),
                    TableView.Cell(
                        text: explanation(report, upload),
                        href: report.state == .held ? report.row.map { HeldReportPages.path + "/\($0)" } : nil),
                ], style: report.state == .held ? "fail" : nil)
        }
        var notes: [String] = []
        if upload.duplicates > 0 {
            notes.append("重复的 \(Shown.number(Int64(upload.duplicates))) 行与已接收的内容相同，没有改变。")
        }
        if reports.count == mostReports { notes.append("只列出前 \(mostReports) 份报告。") }
        return RecordPage.Section(
            heading: "每份报告的结果", notes: notes,
            table: rows.isEmpty
                ? nil
                : TableView(
                    caption: "每份报告的读取结果",
                    columns: [.init("报告编号"), .init("样品标签", "opt"), .init("结果"), .init("说明")], rows: rows))
    }

    private static func tag(_ report: UploadReportRow, _ upload: LabUploadRow) -> StateTag {
        switch report.state {
        case .taken: .reportFiled
        case .duplicate: .reportDuplicate
        case .waiting: .reportForReview
        case .held: upload.review == .rejected ? .reportRejected : .reportHeld
        case .dismissed: .reportClosed
        }
    }

    private static func explanation(_ report: UploadReportRow, _ upload: LabUploadRow) -> String {
        let rows = Shown.number(Int64(report.rows)) + " 行"
        return switch report.state {
        case .taken: rows + "全部接收，第 \(report.version ?? 1) 版"
        case .duplicate: rows + "与已接收的内容相同"
        case .waiting: rows + "，等复核人同意"
        case .held where report.faulty == 0: rows + "，因同一文件中的其他行而暂扣，去修改"
        case .held: "\(Shown.number(Int64(report.faulty))) 行有误，去修改"
        case .dismissed: rows + "已关闭"
        }
    }

    @Sendable private func replay(_: Request, _ context: APIContext) async throws -> Response {
        let upload = try await console.own(upload: context)
        try await IntakeReplay(console.app).run(upload: upload.id, by: context.viewer().account.principal.actor)
        let after = try await console.app.store.upload(upload.id)
        return console.redirect(
            to: Self.path + "/\(upload.id)", context,
            saying: Flash("已重新判断：" + Self.counts(after) + "。", after.held > 0 ? .warn : .ok))
    }
}

extension Console {
    /// The upload in the path. An upload of another laboratory is reported as unknown.
    func own(upload context: APIContext) async throws -> LabUploadRow {
        guard let id = Int64(try context.parameters.require("id")) else { throw Problem.notFound }
        let upload = try await app.store.upload(id)
        guard try upload.laboratory == context.viewer().account.principal.name else { throw Problem.notFound }
        return upload
    }
}
