internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Rulebook
internal import Store
internal import Workers

/// A laboratory's evidence: the own files by sample, and their upload. The script sends a file in parts and goes on after a
/// break; without script the form sends it as a whole.
struct LaboratoryEvidencePages: WorkPages {
    let console: Console

    static let path = "/console/laboratory/evidence"
    static let form = path + "/new"
    private static let limit = 50
    /// Unfinished uploads on the page of the form.
    private static let mostUnfinished = 20

    func add(to group: RouterGroup<APIContext>) {
        let pages = group.group("laboratory").add(middleware: RequirePermission(permission: .uploadReports))
        pages.get("evidence", use: list)
        pages.get("evidence/new") { request, context in
            let label = LaboratorySamplePages.label(request.query["sample"] ?? "")
            return try await page(context, Typed(label: label))
        }
        EvidenceRoutes(store: console.app.store) {
            .laboratory(try $0.viewer().account.principal.name)
        }.addContent(to: pages)
    }

    /// The form with files has checks of its own.
    func add(uploads group: RouterGroup<APIContext>) {
        group.post("laboratory/evidence/new", use: take)
    }

    // MARK: List

    @Sendable private func list(_ request: Request, _ context: APIContext) async throws -> Response {
        let label = LaboratorySamplePages.label(request.query["sample"] ?? "")
        let after = try request.after()
        let rows = try await console.app.store.evidencePieces(
            in: .laboratory(context.viewer().account.principal.name), sample: label.isEmpty ? nil : label,
            after: after, limit: Self.limit)
        let now = console.app.store.clock.now()
        let table = TableView(
            caption: "本机构的证据，先收到的在前",
            columns: [.init("文件"), .init("样品标签"), .init("种类"), .init("大小", "n"), .init("收到")],
            rows: rows.map { row in
                TableView.Row([
                    .head(row.name, to: Self.path + "/\(row.hash)/content", small: "SHA-256 " + row.hash.prefix(16)),
                    TableView.Cell(
                        text: row.label, href: LaboratorySamplePages.path + "/" + LocalPath.part(row.label),
                        label: "样品标签"),
                    .text(EvidenceWording.name(row.kind), label: "种类"),
                    .text(Self.size(row.bytes), style: "n", label: "大小"),
                    .text(Shown.short(row.arrivedAt, now: now), style: "fit", label: "收到"),
                ])
            }, isStacked: true)
        var page = ListPage(
            table: table,
            empty: EmptyState(
                heading: label.isEmpty ? "还没有上传过证据" : "样品 \(label) 还没有证据",
                ways: label.isEmpty ? [] : [PageLink(Self.path, "查看全部证据")]))
        var field = FormField("sample", "样品标签")
        field.type = "search"
        field.isScanned = true
        page.filter = FilterBar(
            action: Self.path, fields: [field.filled(label)],
            chips: label.isEmpty ? [] : [PageLink(Self.path, "样品：" + label)])
        let whole = LocalPath.with(Self.path, "sample", label.isEmpty ? nil : label)
        page.actions = [
            PageLink(LocalPath.with(Self.form, "sample", label.isEmpty ? nil : label), "上传证据", isPrimary: true)
        ]
        page.pager = Pager(
            whole, shown: rows.count, limit: Self.limit,
            next: rows.last.map { LocalPath.with(whole, "after", String($0.id)) }, isFirst: after == 0)
        return try console.page("list", page, title: "证据", context)
    }

    private static func size(_ bytes: Int64) -> String {
        bytes >= 1 << 20 ? "\(Shown.number(bytes >> 20)) MiB" : "\(Shown.number((bytes + 1023) >> 10)) KiB"
    }

    // MARK: Upload

    private struct Typed {
        var label = ""
        var kind = ""
        var errors: [String: String] = [:]
    }

    private func page(_ context: APIContext, _ typed: Typed) async throws -> Response {
        var label = FormField("sample", "样品标签")
        label.hint = "可扫码，扫完自动到下一项"
        label.isScanned = true
        label.longest = 50
        var kind = FormField("kind", "种类")
        kind.choices = FormField.Choice.all(EvidenceKind.allCases, EvidenceWording.name, none: "请选择")
        var file = FormField("file", "文件")
        file.type = "file"
        file.isMultiple = true
        file.hint = "JPEG、PNG、HEIC、WebP、PDF、MP4、MOV、MKV、WebM、CSV、TXT；可选多个，断网后自动续传。关闭 JavaScript 时一次合计 64 MiB 以内"
        file.error = typed.errors["file"]
        var form = FormPage(
            action: Self.form,
            fields: [
                label.filled(typed.label, error: typed.errors["sample"]),
                kind.filled(typed.kind, error: typed.errors["kind"]), file,
            ], button: "上传", back: PageLink(Self.path, "返回"), errorHeading: "没有全部保存")
        form.isMultipart = true
        form.upload = UploadTarget(path: Self.path + "/uploads", owner: Self.path)
        var page = RecordPage(crumb: PageLink(Self.path, "证据"))
        page.form = form
        let open = try await console.app.store.evidenceUploads(
            of: context.viewer().account.principal.name, limit: Self.mostUnfinished)
        if !open.isEmpty { page.sections = [unfinished(open)] }
        return try console.page(
            "record", page, title: "上传证据", context, status: typed.errors.isEmpty ? .ok : .unprocessableContent)
    }

    private func unfinished(_ uploads: [EvidenceUpload]) -> RecordPage.Section {
        let now = console.app.store.clock.now()
        let rows = uploads.map { upload in
            TableView.Row([
                .head(upload.plan.name, isCut: true), .text(upload.plan.sampleLabel, label: "样品标签"),
                .text(
                    EvidenceWording.state(upload.state)
                        + (upload.state == .open ? "，已收到 \(upload.received * 100 / upload.plan.bytes)%" : ""),
                    label: "状态"), .text(Shown.short(upload.touchedAt, now: now), style: "fit", label: "最近"),
            ])
        }
        return RecordPage.Section(
            heading: "没有保存的上传", notes: ["上传中的，在原来的浏览器中打开本页即继续；换了浏览器的，再选一次同一文件，从断开处继续。"],
            table: TableView(
                caption: "没有保存的上传，新的在前", columns: [.init("文件"), .init("样品标签"), .init("状态"), .init("最近")],
                rows: rows, isStacked: true))
    }

    @Sendable private func take(_: Request, _ context: APIContext) async throws -> Response {
        let holder = try context.viewer().account.principal
        var typed = Typed(
            label: LaboratorySamplePages.label(context.form.text("sample")), kind: context.form.text("kind"))
        let files = context.files.filter { $0.field == "file" }
        let kind = EvidenceKind(rawValue: typed.kind)
        if typed.label.isEmpty { typed.errors["sample"] = "请扫描或填写样品标签" }
        if kind == nil { typed.errors["kind"] = "请选择种类" }
        if files.isEmpty { typed.errors["file"] = "请选择要上传的文件" }
        guard typed.errors.isEmpty, let kind else { return try await page(context, typed) }
        do {
            let added = try await AddEvidence(console.app.store).run(
                files.map { .init(name: $0.name, bytes: Array($0.bytes)) }, sample: typed.label, kind: kind,
                of: holder.name, by: holder.actor)
            return console.redirect(
                to: LocalPath.with(Self.path, "sample", typed.label), context,
                saying: Flash("保存了 \(added) 个文件" + (added < files.count ? "，其余此前已有。" : "。")))
        } catch let refused as AddEvidence.Refused {
            typed.errors["file"] = "“\(refused.name)”：" + refused.sentence
        }
        return try await page(context, typed)
    }
}
