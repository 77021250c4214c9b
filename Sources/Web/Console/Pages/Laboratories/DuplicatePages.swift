internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Store
internal import Workers

/// Blind duplicates: the same goods in two laboratories. They are shown to people of the installation's own region only.
struct DuplicatePages: Sendable {
    let console: Console

    static let path = OverseenLaboratoryPages.path + "/-duplicates"
    private static let new = path + "/-new"
    private static let limit = 50

    private var store: Store { console.app.store }

    func add(reading: RouterGroup<APIContext>, acting: RouterGroup<APIContext>) {
        reading.get("-duplicates", use: list)
        acting.get("-duplicates/-new") { _, context in try form(context, [:], [:]) }
        acting.post("-duplicates/-new", use: record)
    }

    @Sendable private func list(_ request: Request, _ context: APIContext) async throws -> Response {
        _ = try context.overseer(home: console.app.home)
        let after = request.items["after"]
        let cursor = after.flatMap { ListCursor(text: $0) }
        guard after == nil || cursor != nil else { throw Problem.notFound }
        let found = try await store.judgedDuplicates(after: cursor, limit: Self.limit)
        let names = ListNames(console)
        let table = TableView(
            caption: "盲样平行样，样品新的在前",
            columns: [.init("一件样品"), .init("另一件样品"), .init("产品", "opt"), .init("登记", "fit"), .init("结论")],
            rows: found.map { row($0, names) }, isStacked: true)
        var page = ListPage(
            table: table, empty: EmptyState(heading: "没有盲样平行样", text: "同一商品买两件，寄给两家机构，然后登记为平行样。"))
        page.intro = "同一商品的两件样品，送往两家机构。承检机构看不到此登记。"
        if try context.mayAtHome(.manageLaboratories, console) {
            page.actions = [PageLink(Self.new, "登记平行样", isPrimary: true)]
        }
        page.pager = Pager(
            Self.path, shown: found.count, limit: Self.limit,
            next: LocalPath.with(Self.path, "after", found.last?.cursor.text), isFirst: cursor == nil)
        return try console.page("list", page, title: "盲样平行样", context)
    }

    private func row(_ row: JudgedDuplicate, _ names: ListNames) -> TableView.Row {
        let now = store.clock.now()
        let verdicts = [row.left, row.right].map { $0.verdict.map { StateTag($0) } ?? .reportAwaited }
        let isKnown = row.left.verdict != nil && row.right.verdict != nil
        let word = !isKnown ? nil : row.left.verdict == row.right.verdict ? "结论一致" : "结论不一致"
        return TableView.Row([
            .head(row.left.label, to: SamplePages.path(row.left.sample), small: row.left.laboratory),
            TableView.Cell(
                text: row.right.label, href: SamplePages.path(row.right.sample), small: row.right.laboratory,
                label: "另一件样品"),
            .text(names.product(row.product), style: "opt"),
            .text(Shown.short(row.recordedAt, now: now), style: "fit", label: "登记"),
            TableView.Cell(text: "", tags: verdicts, small: word, label: "结论"),
        ])
    }

    // MARK: Record

    private func form(_ context: APIContext, _ texts: [String: String], _ errors: [String: String]) throws -> Response {
        _ = try context.overseer(home: console.app.home)
        let fields = [("first", "一件样品的标签"), ("second", "另一件样品的标签")].map { name, label in
            var field = FormField(name, label)
            field.isScanned = true
            field.longest = 100
            field.hint = name == "first" ? "可扫码，扫完自动到下一项" : nil
            return field.filled(texts[name] ?? "", error: errors[name])
        }
        let page = FormPage(
            action: Self.new, intro: ["两件样品须是同一种产品，送往两家机构。登记以后不能取消。"], fields: fields, button: "登记平行样",
            back: PageLink(Self.path, "返回"))
        return try console.page(
            "form", page, title: "登记平行样", context, status: errors.isEmpty ? .ok : .unprocessableContent)
    }

    @Sendable private func record(_: Request, _ context: APIContext) async throws -> Response {
        let officer = try context.overseer(home: console.app.home)
        var texts: [String: String] = [:]
        var errors: [String: String] = [:]
        for name in ["first", "second"] {
            let label = LaboratorySamplePages.label(context.form.text(name))
            texts[name] = label
            if label.isEmpty || label.utf8.count > 100 {
                errors[name] = "请扫描或填写样品标签，例如 S-7Q2M-X4KD"
            } else if try await !store.hasSample(label) {
                errors[name] = "没有标签为“\(label)”的样品。请核对标签"
            }
        }
        guard errors.isEmpty, let first = texts["first"], let second = texts["second"] else {
            return try form(context, texts, errors)
        }
        do {
            let isNew = try await store.recordBlindDuplicate(first, second, by: officer.actor)
            return console.redirect(
                to: Self.path, context,
                saying: isNew ? Flash("已登记 \(first) 和 \(second) 为平行样。") : Flash("此前已登记，没有改变。", .info))
        } catch StoreError.conflict(let conflict) {
            return try form(context, texts, ["second": conflict.sentence])
        }
    }
}
