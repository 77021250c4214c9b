internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import NIOCore
internal import Rulebook
internal import Store
internal import Workers

/// A laboratory's blind samples with what must be declared, their receipt, and the empty forms. Nothing of shop, platform,
/// price or buyer.
struct LaboratorySamplePages: WorkPages {
    let console: Console

    static let path = "/console/laboratory/samples"
    static let receipts = "/console/laboratory/receipts"
    static let forms = "/console/laboratory/forms"
    private static let limit = 50

    func add(to group: RouterGroup<APIContext>) {
        let pages = group.group("laboratory").add(middleware: RequirePermission(permission: .receiveSamples))
        pages.get("samples", use: list)
        pages.get("samples/{label}", use: sample)
        pages.get("receipts") { request, context in
            try receipt(context, label: Self.label(request.query["label"] ?? ""), day: today.text)
        }
        pages.post("receipts", use: receive)
        pages.get("forms", use: forms)
        pages.get("forms/{product}", use: form)
    }

    private var today: CalendarDay {
        console.app.store.clock.now().day()
    }

    private func document(_ row: LaboratorySampleRow) -> BlindSampleDocument {
        BlindSampleDocument(row, criteria: console.app.rulebook.criteria[row.product])
    }

    @Sendable private func list(_ request: Request, _ context: APIContext) async throws -> Response {
        let after = request.query["after"]
        guard after.map({ $0.utf8.count <= 100 && !$0.holdsControlCharacters() }) ?? true else {
            throw Problem.notFound
        }
        let isAll = request.query["show"] == "all"
        let rows = try await console.app.store.samples(
            of: context.viewer().account.principal.name, after: after, unreported: !isAll, limit: Self.limit)
        let table = TableView(
            caption: "本机构的样品，先寄出的在前",
            columns: [.init("样品标签"), .init("产品"), .init("须申报", "opt"), .init("到样"), .init("检验报告")],
            rows: rows.map { row($0) }, isStacked: true)
        var page = ListPage(
            table: table,
            empty: EmptyState(
                heading: isAll ? "还没有寄给本机构的样品" : "没有等待检测的样品", text: "样品寄出后，标签出现在这里。",
                ways: isAll ? [] : [PageLink(Self.path + "?show=all", "查看全部样品")]))
        page.actions = [PageLink(Self.forms, "下载空白表格"), PageLink(Self.receipts, "登记到样", isPrimary: true)]
        let whole = Self.path + (isAll ? "?show=all" : "")
        page.tabs = [
            Tab(href: Self.path, word: "待检", isHere: !isAll),
            Tab(href: Self.path + "?show=all", word: "全部", isHere: isAll),
        ]
        page.pager = Pager(
            whole, shown: rows.count, limit: Self.limit, next: LocalPath.with(whole, "after", rows.last?.label),
            isFirst: after == nil)
        return try console.page("list", page, title: "待检样品", context)
    }

    private func row(_ row: LaboratorySampleRow) -> TableView.Row {
        let sample = document(row)
        let link = Self.path + "/" + LocalPath.part(sample.label)
        return TableView.Row([
            .head(sample.label, to: link), .text(sample.productName, label: "产品"),
            .text(sample.declares.map(\.title).joined(separator: "、"), style: "opt"),
            TableView.Cell(
                text: sample.receivedOn ?? "登记…", style: "fit",
                href: sample.receivedOn == nil ? LocalPath.with(Self.receipts, "label", sample.label) : nil, label: "到样"
            ),
            TableView.Cell(
                text: sample.reportNumber ?? "–", href: sample.reportNumber.map(LaboratoryReportPages.link),
                label: "检验报告"),
        ])
    }

    @Sendable private func sample(_: Request, _ context: APIContext) async throws -> Response {
        let row = try await console.app.store.sample(
            context.text("label"), of: context.viewer().account.principal.name)
        let sample = document(row)
        var page = RecordPage(crumb: PageLink(Self.path, "待检样品"), sub: sample.productName)
        page.facts = [
            Fact("样品标签", sample.label), Fact("产品", sample.productName), Fact("到样日期", sample.receivedOn ?? "未登记"),
        ]
        if let number = sample.reportNumber {
            page.facts.append(Fact("检验报告", number, href: LaboratoryReportPages.link(number)))
        } else {
            page.next = RecordPage.Next(
                what: sample.receivedOn == nil ? "登记到样日期" : "填表并上传检测结果",
                small: "检测日期早于到样日期的，不接收。",
                link: sample.receivedOn == nil
                    ? PageLink(LocalPath.with(Self.receipts, "label", sample.label), "登记到样", isPrimary: true)
                    : PageLink(LaboratoryUploadPages.path + "/new", "上传文件", isPrimary: true))
        }
        page.actions = [PageLink(LocalPath.with(LaboratoryEvidencePages.form, "sample", sample.label), "上传证据")]
        page.sections = [Self.declarations(sample), Self.items(sample), forms(of: row)]
        return try console.page("record", page, title: "样品 " + sample.label, context)
    }

    private static func declarations(_ sample: BlindSampleDocument) -> RecordPage.Section {
        guard !sample.declares.isEmpty else {
            return RecordPage.Section(heading: "须申报的标称", notes: ["该产品没有须申报的标称。"])
        }
        let rows = sample.declares.map { one in
            TableView.Row([
                .head(one.title), .text(one.name + "=…", label: "写作"),
                .text(
                    one.meanings.isEmpty
                        ? "数值" + (one.unit.map { "，单位 " + $0 } ?? "")
                        : one.meanings.map { $0.title == $0.value ? $0.value : "\($0.value)（\($0.title)）" }
                            .joined(separator: "、"), label: "可填"),
            ])
        }
        return RecordPage.Section(
            heading: "须申报的标称", notes: ["填在“标称”一列，多项以分号隔开。没有申报的，有关项目无法判定。"],
            table: TableView(
                caption: "须申报的标称", columns: [.init("内容"), .init("写作"), .init("可填")], rows: rows, isStacked: true))
    }

    private static func items(_ sample: BlindSampleDocument) -> RecordPage.Section {
        let rows = sample.items.map { item in
            TableView.Row([
                .head(item.name, small: item.code), .text(item.unit, label: "单位"),
                .text(item.method, style: "opt"),
            ])
        }
        return RecordPage.Section(
            heading: "检测项目",
            table: TableView(
                caption: "检测项目", columns: [.init("项目"), .init("单位"), .init("检验方法", "opt")], rows: rows,
                isStacked: true))
    }

    // MARK: Receipt

    @Sendable private func receive(_: Request, _ context: APIContext) async throws -> Response {
        let label = Self.label(context.form.text("label"))
        let day = context.form.text("receivedOn")
        var errors: [String: String] = [:]
        let received = CalendarDay(text: day)
        if label.isEmpty || label.utf8.count > 100 { errors["label"] = "请扫描或填写样品标签，例如 S-7Q2M-X4KD" }
        if received == nil { errors["receivedOn"] = "请填日期，例如 2026-11-12" }
        if let received, received > today { errors["receivedOn"] = "到样日期晚于今天（\(today.text)）。请核对" }
        guard errors.isEmpty, let received else { return try receipt(context, label: label, day: day, errors) }
        let holder = try context.viewer().account.principal
        do {
            let isNew = try await console.app.store.recordSampleReceipt(
                label: label, of: holder.name, on: received, by: holder.actor)
            return console.redirect(
                to: Self.receipts, context,
                saying: isNew
                    ? Flash("样品 \(label) 已登记到样，日期 \(received.text)。") : Flash("样品 \(label) 此前已登记，没有改变。", .info))
        } catch StoreError.notFound {
            errors["label"] = "没有标签为“\(label)”的样品属于本机构。请核对标签"
        } catch StoreError.conflict(let conflict) {
            errors["receivedOn"] = conflict.sentence
        }
        return try receipt(context, label: label, day: day, errors)
    }

    private func receipt(
        _ context: APIContext, label: String, day: String, _ errors: [String: String] = [:]
    ) throws -> Response {
        var field = FormField("label", "样品标签")
        field.hint = "可扫码，扫完自动到下一项"
        field.isScanned = true
        field.longest = 100
        var date = FormField("receivedOn", "到样日期")
        date.hint = "只登记一次，登记后不能更改"
        date.type = "date"
        date.style = "short"
        let page = FormPage(
            action: Self.receipts,
            fields: [field.filled(label, error: errors["label"]), date.filled(day, error: errors["receivedOn"])],
            button: "登记到样", back: PageLink(Self.path, "返回"))
        return try console.page(
            "form", page, title: "登记到样", context, status: errors.isEmpty ? .ok : .unprocessableContent)
    }

    /// A label as a scanner or an input method may type it: full-width characters and small letters are folded.
    static func label(_ text: String) -> String {
        let scalars = text.trimmed.unicodeScalars.map { scalar in
            (0xFF01...0xFF5E).contains(scalar.value) ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar
        }
        let folded = String(String.UnicodeScalarView(scalars)).uppercased()
        return folded.holdsControlCharacters() ? "" : folded
    }

    // MARK: Forms

    @Sendable private func forms(_: Request, _ context: APIContext) async throws -> Response {
        let products = console.app.rulebook.criteria.values.sorted { $0.product < $1.product }
        let rows = products.flatMap { criteria in
            MakeLaboratoryForm(console.app).editions(of: criteria.product, soldOn: today).map { edition in
                TableView.Row(
                    [.head(criteria.name), .text(edition.identifier, label: "适用版次")]
                        + Self.downloads(criteria.product, edition.identifier))
            }
        }
        let table = TableView(
            caption: "空白表格", columns: [.init("产品"), .init("适用版次"), .init("XLSX"), .init("CSV"), .init("CSV（GB18030）")],
            rows: rows, isStacked: true)
        var page = ListPage(table: table, empty: EmptyState(heading: "没有现行的实施细则"))
        page.intro = "每个检测项目一行，检测值、单位和标称有下拉选项。有多个版次的，按产品的生产日期选用。"
        page.actions = [PageLink(LaboratoryUploadPages.path + "/new", "上传文件")]
        return try console.page("list", page, title: "下载空白表格", context)
    }

    private func forms(of row: LaboratorySampleRow) -> RecordPage.Section {
        let rows = MakeLaboratoryForm(console.app).editions(of: row.product, soldOn: row.soldOn).map { edition in
            TableView.Row([.head(edition.identifier)] + Self.downloads(row.product, edition.identifier))
        }
        return RecordPage.Section(
            heading: "空白表格", notes: rows.count > 1 ? ["有多个版次，按产品的生产日期选用。"] : [],
            table: TableView(
                caption: "空白表格", columns: [.init("适用版次"), .init("XLSX"), .init("CSV"), .init("CSV（GB18030）")],
                rows: rows, isStacked: true))
    }

    private static func downloads(_ product: String, _ edition: String) -> [TableView.Cell] {
        MakeLaboratoryForm.Format.allCases.map { format in
            let path = LocalPath.with(forms + "/" + LocalPath.part(product), "edition", edition)
            return TableView.Cell(
                text: "下载", style: "fit", href: LocalPath.with(path, "format", format.rawValue),
                label: format.fileExtension.uppercased())
        }
    }

    @Sendable private func form(_ request: Request, _ context: APIContext) async throws -> Response {
        let product = try context.text("product")
        guard let format = MakeLaboratoryForm.Format(rawValue: request.query["format"] ?? "xlsx"),
            let edition = request.query["edition"],
            let bytes = try await MakeLaboratoryForm(console.app).file(product: product, edition: edition, as: format)
        else { throw Problem.notFound }
        let name = product.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
        return Response(
            status: .ok,
            headers: [
                .contentType: format.mediaType,
                .contentDisposition: "attachment; filename=\"\(name).\(format.fileExtension)\"",
            ], body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}

extension LocalPath {
    /// A text as one part of a path.
    static func part(_ text: String) -> String {
        encoded(text).replacing("/", with: "%2F")
    }
}
