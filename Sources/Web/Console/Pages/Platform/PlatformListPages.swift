internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Store
internal import Workers

/// The pages of a platform: its own takedown list, one entry, its receipts, and files of them. Every read is limited to
/// the platform of the person.
struct PlatformListPages: Sendable {
    let console: Console

    static let path = "/console/list"
    static let links = ListLinks<CaseQuery<PlatformList>>(path: path)
    private static let receiptLinks = ListLinks<CaseQuery<ReceiptList>>(path: path + "/receipts")

    var frame: CaseListFrame<PlatformList> {
        CaseListFrame(console: console, links: Self.links, noun: "下架条目") { Self.word($0) }
    }

    func add(to group: RouterGroup<APIContext>) {
        let list = group.group("list").add(middleware: RequirePermission(permission: .readOwnTakedowns))
        list.get("", use: entries)
        list.get("export", use: export)
        list.get("receipts", use: receipts)
        list.get("{sequence}", use: detail)
        ReceiptForm(pages: self).add(to: list.group().add(middleware: RequirePermission(permission: .fileReceipts)))
    }

    static func platform(_ context: APIContext) throws -> String {
        let principal = try context.viewer().account.principal
        guard principal.role == .platform else { throw Problem.forbidden }
        return principal.name
    }

    private static func word(_ state: PlatformList.State) -> String {
        switch state {
        case .waiting: StateTag.receiptWaiting.word
        case .answered: "已回执"
        case .stillThere: StateTag.linkStillThere.word
        case .gone: StateTag.linkGone.word
        case .restored: StateTag.takedownWithdrawn.word
        }
    }

    static func tags(_ entry: PlatformEntry) -> [StateTag] {
        if entry.restored != nil { return [.takedownWithdrawn] }
        return entry.recheck.map { [StateTag($0.outcome)] } ?? [StateTag(entry.receipt?.outcome)]
    }

    // MARK: List

    @Sendable private func entries(_ request: Request, _ context: APIContext) async throws -> Response {
        let (wanted, redirect) = try request.checkedList(frame.links)
        if let redirect { return redirect }
        if wanted.query.state == .waiting, try context.viewer().account.principal.may(.fileReceipts) {
            return try await ReceiptForm(pages: self).page(wanted, context)
        }
        let found = try await console.app.store.platformEntries(
            wanted.query, of: Self.platform(context), at: wanted.position.place,
            limit: CaseListFrame<PlatformList>.size)
        var page = frame.page(
            wanted, found,
            columns: [
                .init("序号", "n"), .init("商品"), frame.dayColumn("下发", wanted.query), .init("本平台回执"),
                .init("状态"),
            ], rows: found.page.rows.map(row))
        page.intro = intro(context)
        page.actions = actions(wanted.query, hasRows: !found.page.rows.isEmpty)
        return try console.page("list", page, title: "下架清单", context)
    }

    func intro(_ context: APIContext) -> String {
        let name = (try? Self.platform(context)).map(ReportWording.platform) ?? ""
        return console.app.authority + "　→　" + name + "。清单仅供本平台处置使用，请勿公开"
    }

    func actions(_ query: CaseQuery<PlatformList>, hasRows: Bool) -> [PageLink] {
        let files = ExportFormat.allCases.map { format in
            var items = query.items
            items.append("format", format.rawValue)
            let state = query.state.map { frame.word($0) } ?? "全部"
            return PageLink(Self.links.page("export", items), "下载\(state)（\(format.rawValue.uppercased())）")
        }
        return [PageLink(Self.receiptLinks.path, "回执记录")] + (hasRows ? files : [])
    }

    private func row(_ entry: PlatformEntry) -> TableView.Row {
        let now = console.app.store.clock.now()
        let receipt = entry.receipt.map { Shown.short($0.actedAt, now: now) + " " + StateTag($0.outcome).word }
        return TableView.Row(
            [
                .number(entry.sequence, style: "n fit", label: "序号"),
                .head(entry.title, to: Self.path + "/\(entry.sequence)", small: entry.item, isCut: true),
                .text(Shown.short(entry.listedAt, now: now), style: "fit", label: "下发"),
                .text(receipt, small: entry.receipt?.note, label: "回执"),
                TableView.Cell(
                    text: "", tags: Self.tags(entry),
                    small: entry.restored.map { "请恢复链接，第 \($0.sequence) 号" }
                        ?? entry.recheck.map { Shown.short($0.checkedAt, now: now) + " 查看" }),
            ], style: entry.restored == nil && entry.recheck?.outcome == .stillThere ? "fail" : nil)
    }

    @Sendable private func export(_ request: Request, _ context: APIContext) async throws -> Response {
        let (wanted, _) = try request.checkedList(frame.links)
        let format = request.items["format"].flatMap { ExportFormat(rawValue: $0) } ?? .csv
        return Answer.file(
            try await ExportPlatformList(console.app).file(wanted.query, of: Self.platform(context), format) { entry in
                Self.tags(entry).map(\.word).joined(separator: "、")
            })
    }

    // MARK: Receipts

    @Sendable private func receipts(_ request: Request, _ context: APIContext) async throws -> Response {
        let frame = CaseListFrame<ReceiptList>(console: console, links: Self.receiptLinks, noun: "回执") {
            StateTag($0).word
        }
        let (wanted, redirect) = try request.checkedList(frame.links)
        if let redirect { return redirect }
        let found = try await console.app.store.receipts(
            wanted.query, of: Self.platform(context), at: wanted.position.place,
            limit: CaseListFrame<ReceiptList>.size)
        let now = console.app.store.clock.now()
        let rows = found.page.rows.map { row in
            TableView.Row([
                .number(row.receipt.sequence, style: "n fit", label: "序号"),
                .head(row.title, to: Self.path + "/\(row.receipt.sequence)", small: row.item, isCut: true),
                .tags([StateTag(row.receipt.outcome)], label: "结果"),
                .text(Shown.short(row.receipt.actedAt, now: now), style: "fit", label: "处理"),
                .text(row.receipt.note, label: "说明"),
                .text(Shown.short(row.receipt.receivedAt, now: now), style: "fit", label: "收到"),
            ])
        }
        var page = frame.page(
            wanted, found,
            columns: [
                .init("序号", "n"), .init("商品"), .init("结果"), .init("处理时间"), .init("说明"),
                frame.dayColumn("收到", wanted.query),
            ], rows: rows)
        page.actions = [PageLink(Self.path, "下架清单")]
        return try console.page("list", page, title: "回执记录", context)
    }

    // MARK: One entry

    @Sendable private func detail(_: Request, _ context: APIContext) async throws -> Response {
        let found = try await console.app.store.platformEntry(
            context.number("sequence"), of: Self.platform(context))
        let entry = found.entry
        var page = DetailPage(PageLink(Self.path, "下架清单"), here: "第 \(entry.sequence) 号")
        page.sub = entry.item + " · " + Shown.full(entry.listedAt) + " 下发"
        page.link = entry.link.flatMap(TakedownView.external)
        page.tags = Self.tags(entry)
        page.lead = entry.restored.map { "已撤回，请恢复链接（第 \($0.sequence) 号，\(Shown.full($0.listedAt))）" } ?? "下架该商品的链接"
        page.sections = [
            DetailPage.Section(
                "要求",
                facts: [
                    Fact("商品编号", entry.item), Fact("标题", entry.title), Fact("链接", entry.link ?? "未知"),
                    Fact("法律依据", entry.legalBasis),
                    Fact("确认", console.app.authority + "　" + entry.confirmedBy + "　" + Shown.full(entry.confirmedAt)),
                ]),
            DetailPage.Section("本平台的回执", table: Self.table(found.receipts), none: "还没有回执。"),
            DetailPage.Section(
                "监管部门查看链接",
                items: found.checks.map {
                    DetailPage.Item(text: Shown.full($0.checkedAt), tags: [StateTag($0.outcome)])
                }, none: "还没有查看。"),
        ]
        return try console.page("detail", page, title: entry.title, context)
    }

    private static func table(_ receipts: [ReceiptRow]) -> TableView {
        TableView(
            caption: "本平台的回执，最近的在前",
            columns: [.init("处理时间"), .init("结果"), .init("说明"), .init("收到", "opt")],
            rows: receipts.map { receipt in
                TableView.Row([
                    .head(Shown.full(receipt.actedAt)), .tags([StateTag(receipt.outcome)]), .text(receipt.note),
                    .text(Shown.full(receipt.receivedAt), style: "opt"),
                ])
            }, isStacked: true)
    }
}
