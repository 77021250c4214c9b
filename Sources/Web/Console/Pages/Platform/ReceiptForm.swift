internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Store
internal import Workers

/// The entries without a receipt, each with the fields of its receipt. Template `receipts`.
struct ReceiptsView: Sendable {
    struct Row: Sendable {
        let sequence: String
        let title: String
        let href: String
        let small: String
        let listed: String
        let tag: StateTag
        let waited: String?
        let outcomes: [FormField.Choice]
        let time: String
        let note: String
        let error: String?
    }

    let intro: String
    let actions: [PageLink]
    let tabs: [Tab]
    let errors: ErrorSummary?
    let info: String?
    let caption: String
    let rows: [Row]
    let longest: String
    let empty: EmptyState?
    let pager: Pager?
    /// The conditions, for the form.
    let list: String
}

/// Receipts in the rows of the list. Each row is filed by itself; a mistake in one does not stop the others.
struct ReceiptForm: Sendable {
    let pages: PlatformListPages

    private var console: Console { pages.console }
    private var store: Store { console.app.store }

    /// Rows of a page; each has three fields.
    private static let size = 20

    /// What was typed in one row.
    private struct Typed {
        let sequence: Int64
        let outcome: String
        let time: String
        let note: String
        var error: String?
    }

    func add(to group: RouterGroup<APIContext>) {
        group.post("receipts", use: file)
    }

    @Sendable private func file(_: Request, _ context: APIContext) async throws -> Response {
        let (form, platform) = (context.form, try PlatformListPages.platform(context))
        let actor = try context.viewer().account.principal.actor
        var typed = form.all("sequence").prefix(100).compactMap { Int64($0) }.map { number in
            Typed(
                sequence: number, outcome: form["r\(number)"] ?? "", time: form.text("t\(number)"),
                note: (form["n\(number)"] ?? "").withoutOuterSpaces)
        }
        let list = QueryItems(text: form["list"] ?? "")
        guard typed.contains(where: { !$0.outcome.isEmpty }) else {
            return console.redirect(
                to: PlatformListPages.links.page("", list), context, saying: Flash("没有选择处理结果，未提交回执。", .warn))
        }
        var filed = 0
        for index in typed.indices where !typed[index].outcome.isEmpty {
            do {
                _ = try await store.fileReceipt(submission(typed[index]), from: platform, by: actor)
                filed += 1
            } catch let fault as Fault {
                typed[index].error = fault.sentence
            }
        }
        guard typed.contains(where: { $0.error != nil }) else {
            return console.redirect(
                to: PlatformListPages.links.page("", list), context, saying: Flash("已受理 \(filed) 条回执。"))
        }
        return try await page(ListRequest(list), context, typed: typed, filed: filed)
    }

    private struct Fault: Error {
        let sentence: String
    }

    /// The same rules as those of the API.
    private func submission(_ typed: Typed) throws -> ReceiptSubmission {
        guard let outcome = ReceiptOutcome(rawValue: typed.outcome) else { throw Fault(sentence: "请从列表中选择处理结果") }
        let local = typed.time.replacing(" ", with: "T")
        guard let actedAt = Timestamp(rfc3339: local + (local.utf8.count == 16 ? ":00" : "") + "+08:00") else {
            throw Fault(sentence: "处理时间请写作 2026-11-20 09:12")
        }
        guard actedAt <= store.clock.now().adding(seconds: 300) else { throw Fault(sentence: "处理时间晚于现在。请核对") }
        guard typed.note.unicodeScalars.count <= ReceiptWording.longestNote else {
            throw Fault(sentence: "说明最多 \(ReceiptWording.longestNote) 字")
        }
        return ReceiptSubmission(
            sequence: typed.sequence, outcome: outcome, actedAt: actedAt, note: typed.note)
    }

    // MARK: Page

    func page(_ wanted: ListRequest<CaseQuery<PlatformList>>, _ context: APIContext) async throws -> Response {
        try await page(wanted, context, typed: [], filed: 0)
    }

    private func page(
        _ wanted: ListRequest<CaseQuery<PlatformList>>, _ context: APIContext, typed: [Typed], filed: Int
    ) async throws -> Response {
        let (query, frame) = (wanted.query, pages.frame)
        let found = try await store.platformEntries(
            query, of: PlatformListPages.platform(context), at: wanted.position.place, limit: Self.size)
        let now = store.clock.now()
        let rows = found.page.rows.map { entry in row(entry, typed.first { $0.sequence == entry.sequence }, now) }
        let wrong = rows.compactMap { row in
            row.error.map { ErrorSummary.Item(href: "#r" + row.sequence, text: "\(row.sequence) 号：" + $0) }
        }
        let view = ReceiptsView(
            intro: pages.intro(context), actions: pages.actions(query, hasRows: !rows.isEmpty),
            tabs: frame.tabs(query, found.count),
            errors: wrong.isEmpty ? nil : ErrorSummary(heading: "有 \(wrong.count) 条未受理", wrong),
            info: filed > 0 ? "已受理 \(filed) 条回执。" : nil, caption: frame.caption(query), rows: rows,
            longest: String(ReceiptWording.longestNote), empty: rows.isEmpty ? frame.empty(query) : nil,
            pager: rows.isEmpty ? nil : PlatformListPages.links.pager(wanted, found.page, found.count),
            list: wanted.items.text)
        return try console.page(
            "receipts", view, title: "下架清单", context, status: typed.isEmpty ? .ok : .unprocessableContent)
    }

    private func row(_ entry: PlatformEntry, _ typed: Typed?, _ now: Timestamp) -> ReceiptsView.Row {
        var outcomes = FormField.Choice.all(ReceiptOutcome.allCases, { ReceiptWording.name($0) }, none: "请选择")
        outcomes = outcomes.map {
            .init(value: $0.value, word: $0.word, isSelected: $0.value == typed?.outcome ?? "")
        }
        return ReceiptsView.Row(
            sequence: String(entry.sequence), title: entry.title,
            href: PlatformListPages.path + "/\(entry.sequence)", small: entry.item + " · " + entry.legalBasis,
            listed: Shown.short(entry.listedAt, now: now), tag: StateTag(entry.receipt?.outcome),
            waited: Shown.waited(since: entry.listedAt, now: now), outcomes: outcomes,
            time: typed?.time ?? Shown.full(now).replacing(" ", with: "T"), note: typed?.note ?? "",
            error: typed?.error)
    }
}
