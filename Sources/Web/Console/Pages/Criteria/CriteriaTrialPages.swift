internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Store
internal import Workers

/// A trial of an edition on past results: which verdicts would change if it were in force. A page judges a bounded number
/// of samples and leads to the samples before them.
struct CriteriaTrialPages: Sendable {
    let console: Console

    static let path = CriteriaPages.path + "/try"

    static func path(_ product: String, _ edition: String, before: Int64? = nil) -> String {
        let path = LocalPath.with(LocalPath.with(path, "product", product), "edition", edition)
        return LocalPath.with(path, "before", before.map { String($0) })
    }

    func add(to criteria: RouterGroup<APIContext>) {
        criteria.get("try", use: page)
    }

    @Sendable private func page(_ request: Request, _ context: APIContext) async throws -> Response {
        let choices = CriteriaChoices(console)
        let intro = "用一个版本重新判定以往的结果，列出会改变的结论。不保存任何数据。"
        let today = console.app.store.clock.now().day()
        guard let product = try choices.product(request.items),
            let edition = request.items["edition"].flatMap({ product.edition(named: $0) })
                ?? Self.coming(product, today) ?? product.editions.last
        else {
            return try console.page("list", choices.asking(Self.path, intro: intro), title: "试判以往结果", context)
        }
        var before: Int64?
        if let text = request.items["before"] {
            guard let number = Int64(text), number > 0 else { throw Problem.notFound }
            before = number
        }
        let outcome = try await TryEdition(console.app).run(
            edition, of: product, in: context.caseRegion(console), before: before)
        let rows = outcome.changed.map { Self.row($0.sample, $0.changes) }
        var page = ListPage(
            table: Self.table(rows, edition),
            empty: EmptyState(heading: outcome.reports == 0 ? "没有可以试判的报告" : "没有改变的结论"))
        page.intro = intro + Self.summary(outcome) + "按此版本适用于全部生产和购买日期的样品计算，不查重复发现。"
        page.actions = [PageLink(CriteriaPages.path(product.product, edition: edition.identifier), "返回" + product.name)]
        page.filter = FilterBar(
            action: Self.path,
            fields: [
                choices.productField(product), CriteriaChoices.editionField("edition", "试用的版本", of: product, edition),
            ], count: before == nil ? "最近 \(outcome.reports.grouped) 份报告" : "较早的 \(outcome.reports.grouped) 份报告")
        if before != nil || outcome.next != nil {
            page.pager = Pager(
                range: "每页至多 \(TryEdition.part.grouped) 个样品",
                previous: before == nil ? nil : Self.path(product.product, edition.identifier),
                next: outcome.next.map { Self.path(product.product, edition.identifier, before: $0) })
        }
        return try console.page("list", page, title: "试判以往结果：" + product.name, context)
    }

    /// The edition that begins next.
    private static func coming(_ product: ProductCriteria, _ today: CalendarDay) -> CriteriaEdition? {
        product.editions.first { if case .begins = $0.standing(on: today) { true } else { false } }
    }

    private static func table(_ rows: [TableView.Row], _ edition: CriteriaEdition) -> TableView {
        TableView(
            caption: "按 \(edition.identifier) 会改变的结论，新的样品在前",
            columns: [.init("样品"), .init("现行"), .init("试用"), .init("原因"), .init("改变的项目", "opt")], rows: rows,
            isStacked: true)
    }

    /// `试判报告120份，其中3份的结论改变：符合 → 不符合，一般风险隐患 3 份。`
    private static func summary(_ outcome: TryEdition.Outcome) -> String {
        let changes = outcome.changed.compactMap { $0.changes.first { $0.item == nil } }
        let words = changes.map { text($0.before) + " → " + text($0.after) }
        let counts = Dictionary(grouping: words) { $0 }.mapValues(\.count).sorted {
            ($1.value, $0.key) < ($0.value, $1.key)
        }
        let parts = counts.map { "\($0.key) \($0.value.grouped) 份" }
        return TrialWording.tried(outcome.reports, changed: changes.count)
            + (parts.isEmpty ? "" : "：" + parts.joined(separator: "；")) + "。"
    }

    private static func text(_ judged: CriteriaTrial.Judged?) -> String {
        judged.map(TrialWording.text) ?? "无"
    }

    private static func row(_ sample: Int64, _ changes: [CriteriaTrial.Change]) -> TableView.Row {
        let whole = changes.first { $0.item == nil }
        let items = changes.filter { $0.item != nil }.map { change in
            (change.name ?? change.item ?? "") + "：" + TrialWording.reason(change)
        }
        return TableView.Row([
            .head(whole?.sample ?? "", to: SamplePages.path(sample), small: whole.map { "报告 " + $0.report }),
            .tags(tags(whole?.before), label: "现行"), .tags(tags(whole?.after), label: "试用"),
            .text(whole.map(TrialWording.reason), label: "原因"),
            .text(items.joined(separator: "；"), style: "opt"),
        ])
    }

    private static func tags(_ judged: CriteriaTrial.Judged?) -> [StateTag] {
        guard let judged else { return [] }
        return [StateTag(judged.verdict)] + (judged.hazard.map { [StateTag($0)] } ?? [])
    }
}
