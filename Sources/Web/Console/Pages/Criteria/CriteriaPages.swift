internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Rulebook
internal import Store
internal import Workers

/// The criteria (实施细则): all editions, one product, two editions beside each other, and a trial on past results.
struct CriteriaPages: WorkPages {
    let console: Console

    static let path = "/console/criteria"

    /// - Parameter edition: nil for the one that is shown first.
    static func path(_ product: String, edition: String? = nil) -> String {
        LocalPath.with(path + "/" + LocalPath.encoded(product), "edition", edition)
    }

    func add(to group: RouterGroup<APIContext>) {
        let criteria = group.group("criteria").add(middleware: RequirePermission(permission: .readCriteria))
        criteria.get("", use: list)
        criteria.get("{product}", use: product)
        CriteriaComparison(console: console).add(to: criteria)
        CriteriaTrialPages(console: console).add(to: criteria)
    }

    // MARK: All editions

    @Sendable private func list(_ request: Request, _ context: APIContext) throws -> Response {
        let query = CriteriaQuery(request.items)
        let today = console.app.store.clock.now().day()
        let all = CriteriaChoices(console).criteria
        let rows = all.filter(query.accepts).flatMap { product in
            product.editions.filter { query.accepts($0.standing(on: today)) }.map {
                Self.row($0, of: product, today)
            }
        }
        let table = TableView(
            caption: "实施细则的版本，按产品",
            columns: [.init("产品"), .init("版本"), .init("状态"), .init("项目", "n"), .init("严重项", "n opt")]
                + FigureSource.Confidence.allCases.map {
                    .init("\($0.rawValue) \(CriteriaWording.name($0))", "n opt")
                }, rows: rows, isStacked: true)
        var page = ListPage(
            table: table, empty: EmptyState(heading: "没有版本符合这些条件", ways: [PageLink(Self.path, "清除条件")]))
        page.intro = CriteriaWording.total(all) + "。" + CriteriaWording.confidences + "。"
        page.actions = [PageLink(CriteriaComparison.path, "比较两个版本"), PageLink(CriteriaTrialPages.path, "试判以往结果")]
        page.filter = query.bar(count: rows.count)
        return try console.page("list", page, title: "实施细则", context)
    }

    private static func row(
        _ edition: CriteriaEdition, of criteria: ProductCriteria, _ today: CalendarDay
    ) -> TableView.Row {
        let counts = ConfidenceCounts(edition)
        let figures = FigureSource.Confidence.allCases.map { confidence in
            TableView.Cell.number(Int64(counts[confidence]), style: "n opt", label: confidence.rawValue)
        }
        return TableView.Row(
            [
                .head(criteria.name, to: path(criteria.product, edition: edition.identifier), small: criteria.product),
                .text(edition.identifier, small: CriteriaWording.text(edition.periods), label: "版本"),
                .tags(tags(edition, today), label: "状态"), .number(Int64(edition.items.count), label: "项目"),
                .number(Int64(edition.items.count { $0.hazard == .serious }), style: "n opt"),
            ] + figures)
    }

    static func tags(_ edition: CriteriaEdition, _ today: CalendarDay) -> [StateTag] {
        let isOpen = edition.items.contains { !$0.unverifiedFigures.isEmpty }
        return [StateTag(edition.standing(on: today))] + (isOpen ? [.editionUnverified] : [])
    }

    // MARK: One product

    @Sendable private func product(_ request: Request, _ context: APIContext) async throws -> Response {
        guard let criteria = console.app.rulebook.criteria[try context.text("product")] else { throw Problem.notFound }
        let today = console.app.store.clock.now().day()
        let named = request.items["edition"]
        let found = named.map { criteria.edition(named: $0) } ?? criteria.usualEdition(on: today)
        guard let edition = found else { throw Problem.notFound }
        let events = try await console.app.store.events(subject: "criteria:" + criteria.product, limit: 20)
        let view = CriteriaView(criteria: criteria, edition: edition, today: today, events: events.reversed())
        return try console.page("record", view.page, title: criteria.name, context)
    }
}

extension StateTag {
    init(_ standing: EditionStanding) {
        self =
            switch standing {
            case .inForce: .editionInForce
            case .begins(let day): .editionFrom(day: day.text)
            case .ended: .editionEnded
            }
    }
}

/// What the list of editions shows: words of the product, and the standing of the edition.
struct CriteriaQuery: Sendable {
    enum Standing: String, CaseIterable {
        case inForce = "in-force"
        case begins
        case ended

        var word: String {
            switch self {
            case .inForce: StateTag.editionInForce.word
            case .begins: "尚未施行"
            case .ended: StateTag.editionEnded.word
            }
        }
    }

    let text: String
    let standing: Standing?

    init(_ items: QueryItems) {
        text = String((items["q"] ?? "").withoutOuterSpaces.prefix(100))
        standing = items["state"].flatMap(Standing.init)
    }

    func accepts(_ product: ProductCriteria) -> Bool {
        text.isEmpty || product.name.contains(text) || product.product.contains(text.lowercased())
    }

    func accepts(_ found: EditionStanding) -> Bool {
        switch (standing, found) {
        case (nil, _), (.inForce, .inForce), (.begins, .begins), (.ended, .ended): true
        default: false
        }
    }

    func bar(count: Int) -> FilterBar {
        var search = FormField("q", "产品名称或代码")
        search.type = "search"
        var state = FormField("state", "状态")
        state.choices = FormField.Choice.all(Standing.allCases, \.word, none: "全部")
        var chips: [PageLink] = []
        if !text.isEmpty { chips.append(PageLink(address(nil, standing), "含“\(text)”")) }
        if let standing { chips.append(PageLink(address(text, nil), "状态：" + standing.word)) }
        return FilterBar(
            action: CriteriaPages.path, fields: [search.filled(text), state.filled(standing?.rawValue ?? "")],
            chips: chips, clear: chips.count > 1 ? CriteriaPages.path : nil,
            count: "共 \(count.grouped) 个版本")
    }

    private func address(_ text: String?, _ standing: Standing?) -> String {
        var items = QueryItems()
        items.append("q", text)
        items.append("state", standing?.rawValue)
        return CriteriaPages.path + (items.isEmpty ? "" : "?" + items.text)
    }
}
