internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import NIOCore
internal import Rulebook
internal import Store
internal import Workers

/// Records of feeds that could not be read: the list, and one record with its bytes and its fault.
struct QuarantinePages: Sendable {
    let console: Console

    static let path = "/console/quarantine"
    static let links = ListLinks<OperationQuery<QuarantineList>>(path: path)

    static func path(_ id: Int64, _ page: String = "") -> String {
        path + "/\(id)" + (page.isEmpty ? "" : "/" + page)
    }

    private var store: Store { console.app.store }

    var frame: OperationListFrame<QuarantineList> {
        let crawlers = OperationWording.crawlers(console)
        return OperationListFrame(
            console: console, links: Self.links, noun: "未能读取的记录", word: { Self.tag($0).word },
            choices: { filter in
                switch filter {
                case .crawler: crawlers
                case .code: RecordFault.Code.allCases.map { ($0.rawValue, $0.name) }
                default: []
                }
            })
    }

    func add(to group: RouterGroup<APIContext>) {
        let records = group.group("quarantine").add(middleware: RequirePermission(permission: .readFeeds))
        records.get("", use: list)
        ReplayPages(pages: self).add(to: records)
        records.get("{id}") { _, context in try await detail(context) }
        records.get("{id}/export", use: raw)
    }

    private func mayManage(_ context: APIContext) throws -> Bool {
        try context.viewer().account.principal.may(.manageFeeds) && context.isOverseer(console)
    }

    // MARK: List

    @Sendable private func list(_ request: Request, _ context: APIContext) async throws -> Response {
        let (wanted, redirect) = try request.checkedList(frame.links)
        if let redirect { return redirect }
        let found = try await store.quarantine(
            wanted.query, at: wanted.position.place, limit: OperationListFrame<QuarantineList>.size)
        let now = store.clock.now()
        var columns = Self.columns
        columns[3] = frame.dayColumn("收到", wanted.query)
        var page = frame.page(wanted, found, columns: columns, rows: found.page.rows.map { Self.row($0, now) })
        page.intro = "平台的记录读不出来时，原文和原因留在这里。改正来源文件后可以重读；读出的成为其所属采集的商品。"
        if wanted.query.state == .waiting, !found.page.rows.isEmpty, try mayManage(context) {
            let word = "重读符合条件的全部 \(ListWording.short(found.count)) 条…"
            page.actions = [PageLink(Self.links.page("replay", wanted.query.items), word, isPrimary: true)]
        }
        return try console.page("list", page, title: "未能读取", context)
    }

    static let columns: [TableView.Column] = [
        .init("记录"), .init("原因"), .init("字段", "opt"), .init("收到", "fit"), .init("字节", "n opt"), .init("状态"),
    ]

    static func row(_ row: QuarantineRow, _ now: Timestamp) -> TableView.Row {
        TableView.Row([
            .head("\(row.id) 号", to: path(row.id), small: row.crawler + "　" + place(row)),
            .text(reason(row), label: "原因"), .text(row.field?.visible(limit: 40), style: "opt"),
            .text(Shown.short(row.createdAt, now: now), style: "fit", label: "收到"),
            .text(Shown.number(Int64(row.size)), style: "n opt"), .tags([tag(row.state)], label: "状态"),
        ])
    }

    static func tag(_ state: QuarantineList.State) -> StateTag {
        state == .waiting ? .recordWaiting : .recordRead
    }

    /// `第 3 页 records[7]`, with the query if there are several.
    static func place(_ row: QuarantineRow) -> String {
        let query = row.query.isEmpty ? "" : "查询 \(row.query.visible(limit: 40)) "
        return query + "第 \(row.page) 页 " + row.place.visible(limit: 60)
    }

    static func reason(_ row: QuarantineRow) -> String {
        RecordFault.Code(rawValue: row.code)?.name ?? row.code
    }

    // MARK: One record

    /// - Parameter problem: why it was not read again.
    func detail(_ context: APIContext, problem: String? = nil) async throws -> Response {
        let row = try await store.quarantineRow(context.number())
        let maker = QuarantineView(
            row: row, text: try await text(row), trial: try await Replay(console.app).preview(row.id),
            mayReplay: try mayManage(context), now: store.clock.now())
        var page = maker.page
        page.problem = problem
        return try console.page(
            "detail", page, title: "未能读取的记录 \(row.id) 号", context, status: problem == nil ? .ok : .conflict)
    }

    /// Nil if the bytes are not kept any more.
    private func text(_ row: QuarantineRow) async throws -> RecordText? {
        do {
            let bytes = try await store.quarantinedBytes(row.id)
            return RecordText(bytes, encoding: console.app.rulebook.crawlers[row.crawler]?.format.encoding)
        } catch StoreError.conflict(.quarantinedBytesRemoved) {
            return nil
        }
    }

    /// The bytes as they arrived, as a file to save.
    @Sendable private func raw(_: Request, _ context: APIContext) async throws -> Response {
        let id = try context.number()
        let bytes = try await store.quarantinedBytes(id)
        var headers: HTTPFields = [.contentType: "application/octet-stream"]
        headers[.contentDisposition] = "attachment; filename=\"record-\(id).bin\""
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}

extension QuarantineRow {
    var state: QuarantineList.State {
        resolvedAt == nil ? .waiting : .read
    }
}

/// Makes the page of one record that could not be read.
struct QuarantineView: Sendable {
    let row: QuarantineRow
    /// Nil if the bytes are not kept any more.
    let text: RecordText?
    /// What reading it again would give; nil if that is not known.
    let trial: Result<Listing, RecordFault>?
    let mayReplay: Bool
    let now: Timestamp

    private var code: RecordFault.Code? { RecordFault.Code(rawValue: row.code) }

    var page: DetailPage {
        var page = DetailPage(PageLink(QuarantinePages.path, "未能读取的记录"), here: "\(row.id) 号")
        page.sub = row.crawler + " · " + QuarantinePages.place(row)
        page.tags = [QuarantinePages.tag(row.state)]
        page.lead = QuarantinePages.reason(row) + (row.field.map { "：字段 " + $0.visible(limit: 60) } ?? "")
        page.next = next
        var raw = DetailPage.Section("原文")
        if let text {
            raw.sub = shown(text)
            raw.raw = text.text
            page.actions = [PageLink(QuarantinePages.path(row.id, "export"), "保存原文")]
        } else {
            raw.none = "这条记录已读出，原文已按保存期限删除。"
        }
        page.sections = [DetailPage.Section("原因", facts: reasons), raw]
        page.aside = [DetailPage.Section("所属采集", facts: facts)]
        return page
    }

    private var next: DetailPage.Next? {
        guard row.resolvedAt == nil else { return nil }
        if code == .conflictingRepeat {
            return DetailPage.Next(heading: "不需要重读", small: "记录读得出来，但与同一商品的另一条不一致，不知道哪一条对")
        }
        let link = PageLink(QuarantinePages.path(row.id, "replay"), "重读这条记录…", isPrimary: true)
        let links = mayReplay ? [link] : []
        if case .success? = trial {
            return DetailPage.Next(
                heading: "下一步：重读这条记录", tag: .recordWaiting, small: "按现在的来源文件可以读出", links: links)
        }
        return DetailPage.Next(
            heading: "下一步：改正来源文件，再重读", tag: .recordUnreadable,
            small: code?.advice ?? "只有平台能够改正；核对后可留在这里", links: links)
    }

    private var reasons: [Fact] {
        var facts = [Fact("原因", QuarantinePages.reason(row))]
        if let field = row.field { facts.append(Fact("字段", field.visible(limit: 60))) }
        facts.append(Fact("位置", QuarantinePages.place(row)))
        facts.append(Fact("读取时所见", row.detail.visible(limit: 300)))
        facts.append(Fact("怎么办", code?.advice ?? "只有平台能够改正；核对后可留在这里"))
        switch trial {
        case .success(let listing): facts.append(Fact("现在试读", "可以读出：" + listing.title.visible(limit: 100)))
        case .failure(let fault):
            let field = fault.field.map { $0.visible(limit: 60) + " " } ?? ""
            facts.append(Fact("现在试读", "仍不可读：" + field + fault.sentence.visible(limit: 200)))
        case nil: break
        }
        return facts
    }

    private var facts: [Fact] {
        var facts = [
            Fact("采集", "\(row.pull) 号", href: PullPages.path(row.pull)), Fact("来源", row.crawler),
            Fact("收到", Shown.full(row.createdAt)), Fact("大小", Shown.number(Int64(row.size)) + " 字节"),
        ]
        if let resolved = row.resolvedAt { facts.append(Fact("读出", Shown.full(resolved))) }
        return facts
    }

    private func shown(_ text: RecordText) -> String? {
        let part = text.shownBytes < row.size ? "只显示前 \(Shown.number(Int64(text.shownBytes))) 字节" : nil
        let parts = [part, text.isHexadecimal ? "不是文字，按字节的十六进制显示" : nil].compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: "；")
    }
}
