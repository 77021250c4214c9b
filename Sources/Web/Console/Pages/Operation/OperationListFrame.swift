internal import Domain
internal import Hummingbird
internal import HummingbirdCore
internal import Rulebook
internal import Store
internal import Workers

/// What the lists of pulls, alerts, quarantined records and jobs share: tabs, filter, chips, pager, and the sentence of an
/// empty list.
struct OperationListFrame<List: OperationList>: Sendable {
    let console: Console
    let links: ListLinks<OperationQuery<List>>
    /// What a row is: `采集`.
    let noun: String
    let word: @Sendable (List.State) -> String
    /// The values of a filter that can be chosen; empty for a filter that is typed or only a link sets.
    let choices: @Sendable (OperationFilter) -> [(value: String, word: String)]

    static var size: Int { 50 }

    func page<Element>(
        _ wanted: ListRequest<OperationQuery<List>>, _ found: (page: KeysetPage<Element>, count: ListCount),
        columns: [TableView.Column], rows: [TableView.Row]
    ) -> ListPage {
        let query = wanted.query
        let table = TableView(caption: caption(query), columns: columns, rows: rows, isStacked: true)
        var page = ListPage(table: table, empty: empty(query))
        page.tabs = tabs(query, found.count)
        page.filter = bar(query, found.count)
        page.pager = rows.isEmpty ? nil : links.pager(wanted, found.page, found.count)
        return page
    }

    /// The head of the column with the time, which sorts the list.
    func dayColumn(_ word: String, _ query: OperationQuery<List>) -> TableView.Column {
        links.head(word, "fit", .day, query)
    }

    private func tabs(_ query: OperationQuery<List>, _ count: ListCount) -> [Tab] {
        let states = List.State.allCases.map(Optional.some) + (List.showsAll ? [nil] : [])
        let first = states.filter { $0 == List.usualState } + states.filter { $0 != List.usualState }
        return ListTabs.make(
            first.map { (name($0), .only($0), $0 == query.state) }, [], query, links, count: count)
    }

    private func name(_ state: List.State?) -> String {
        state.map(word) ?? "全部"
    }

    private func caption(_ query: OperationQuery<List>) -> String {
        noun + "：" + name(query.state) + (query.order.isDescending ? "，新的在前" : "，早的在前")
    }

    private func empty(_ query: OperationQuery<List>) -> EmptyState {
        var ways = query.isFiltered ? [PageLink(links.list(.only(query.state)), "清除条件")] : []
        if query.state != nil, List.showsAll { ways.append(PageLink(links.list(.only(nil)), "查看全部")) }
        let state = query.state.map { "“\(word($0))”的" } ?? ""
        return EmptyState(heading: "没有\(state)\(noun)" + (query.isFiltered ? "符合这些条件" : ""), ways: ways)
    }

    // MARK: Filter

    private func bar(_ query: OperationQuery<List>, _ count: ListCount) -> FilterBar {
        let chips = query.chips(chip)
        var kept = QueryItems()
        if query.state != List.usualState { kept.append("state", query.state?.rawValue ?? "all") }
        kept.append(OperationFilter.pull.rawValue, query[.pull])
        if query.order != OperationQuery<List>.defaultOrder { kept.append("sort", query.order.text) }
        var fields = List.filters.filter { $0 != .pull }.map { field($0, query) }
        if List.hasDays { fields.append(days(query.days)) }
        return FilterBar(
            action: links.path, fields: fields,
            hidden: kept.items.map { HiddenField(name: $0.name, value: $0.value) },
            chips: chips.map { PageLink(links.page("", $0.without), $0.text) },
            clear: chips.count > 1 ? links.list(.only(query.state)) : nil, count: ListWording.count(count))
    }

    /// A condition in words: `来源：taobao-top`.
    func chip(_ filter: OperationFilter, _ value: String) -> String {
        let word = choices(filter).first { $0.value == value }?.word ?? value
        return OperationWording.name(filter) + "：" + word
    }

    private func field(_ filter: OperationFilter, _ query: OperationQuery<List>) -> FormField {
        var field = FormField(filter.rawValue, OperationWording.name(filter))
        field.filterStyle = filter == List.filters.first ? nil : "opt"
        let known = choices(filter)
        if !known.isEmpty {
            var options = [FormField.Choice(value: "", word: "全部")]
            options += known.map { FormField.Choice(value: $0.value, word: $0.word) }
            if let value = query[filter], !known.contains(where: { $0.value == value }) {
                options.append(.init(value: value, word: value))
            }
            field.choices = options
        }
        return field.filled(query[filter] ?? "")
    }

    private func days(_ days: DayFilter) -> FormField {
        var field = FormField("days", "日期")
        field.filterStyle = "opt"
        var options = [("", "全部"), ("1", "今天"), ("7", "近 7 天"), ("30", "近 30 天")]
        if !options.contains(where: { $0.0 == days.field }) { options.append((days.field, days.text ?? "")) }
        field.choices = options.map { FormField.Choice(value: $0.0, word: $0.1) }
        return field.filled(days.field)
    }
}

/// The Chinese words of the lists of the operation.
enum OperationWording {
    static func name(_ filter: OperationFilter) -> String {
        switch filter {
        case .crawler: "来源"
        case .platform: "平台"
        case .verdict: "完整性"
        case .kind: "种类"
        case .code: "原因"
        case .field: "字段"
        case .pull: "采集编号"
        }
    }

    /// The feeds that can be chosen.
    static func crawlers(_ console: Console) -> [(value: String, word: String)] {
        console.app.rulebook.crawlers.values.sorted { $0.identifier < $1.identifier }.map {
            ($0.identifier, $0.identifier)
        }
    }
}

extension APIContext {
    /// Whether this person may act on the installation: officers of its own region only. Administrators have no region.
    func isOverseer(_ console: Console) throws -> Bool {
        try viewer().account.principal.region == nil || officer(home: console.app.home).region == .everywhere
    }

    /// The person who acts on the installation.
    func overseer(_ console: Console) throws -> Actor {
        guard try isOverseer(console) else { throw Problem.overseerOnly }
        return try viewer().account.principal.actor
    }
}

/// The reason of an act, as a person typed it.
struct TypedReason: Sendable {
    /// Characters of a reason, as in the API.
    static let longest = 500

    let typed: String

    init(_ context: APIContext) {
        typed = context.form["reason"] ?? ""
    }

    /// The reason without outer blanks; nil if it cannot be used.
    var text: String? {
        error == nil ? typed.withoutOuterSpaces : nil
    }

    var error: String? {
        let count = typed.withoutOuterSpaces.unicodeScalars.count
        return count == 0 ? "须写明理由" : count > Self.longest ? "理由最多 \(Self.longest) 字" : nil
    }

    static func field(_ hint: String, typed: String = "", error: String? = nil) -> FormField {
        var field = FormField("reason", "理由")
        field.isLong = true
        field.longest = longest
        field.hint = hint
        return field.filled(typed, error: error)
    }
}
