internal import Domain
internal import Hummingbird
internal import HummingbirdCore
internal import Rulebook
internal import Store
internal import Workers

/// What all lists of cases share: tabs for the states, filter, chips, pager, and the sentence of an empty list.
struct CaseListFrame<List: CaseList>: Sendable {
    let console: Console
    let links: ListLinks<CaseQuery<List>>
    /// What a row is: `下架`.
    let noun: String
    /// What the search field finds.
    var textLabel = "样品标签或报告编号"
    let word: @Sendable (List.State) -> String

    static var size: Int { 50 }

    func page<Element>(
        _ wanted: ListRequest<CaseQuery<List>>, _ found: (page: KeysetPage<Element>, count: ListCount),
        columns: [TableView.Column], rows: [TableView.Row]
    ) -> ListPage {
        let query = wanted.query
        let table = TableView(caption: caption(query), columns: columns, rows: rows, isStacked: true)
        var page = ListPage(table: table, empty: empty(query))
        page.tabs = tabs(query, found.count)
        page.filter = List.filters.isEmpty ? nil : bar(query, found.count)
        page.pager = rows.isEmpty ? nil : links.pager(wanted, found.page, found.count)
        return page
    }

    /// The head of the column with the time, which sorts the list.
    func dayColumn(_ word: String, _ query: CaseQuery<List>) -> TableView.Column {
        links.head(word, "fit", .day, query)
    }

    /// One tab for each state.
    func tabs(_ query: CaseQuery<List>, _ count: ListCount) -> [Tab] {
        let states = List.State.allCases.map(Optional.some) + [nil]
        let first = states.filter { $0 == List.usualState } + states.filter { $0 != List.usualState }
        return ListTabs.make(
            first.map { (name($0), .only($0), $0 == query.state) }, [], query, links, count: count)
    }

    private func name(_ state: List.State?) -> String {
        state.map(word) ?? "全部"
    }

    func caption(_ query: CaseQuery<List>) -> String {
        noun + "：" + name(query.state) + (query.order.isDescending ? "，新的在前" : "，早的在前")
    }

    func empty(_ query: CaseQuery<List>) -> EmptyState {
        var ways = query.isFiltered ? [PageLink(links.list(.only(query.state)), "清除条件")] : []
        if query.state != nil { ways.append(PageLink(links.list(.only(nil)), "查看全部")) }
        let state = query.state.map { "“\(word($0))”的" } ?? ""
        return EmptyState(heading: "没有\(state)\(noun)" + (query.isFiltered ? "符合这些条件" : ""), ways: ways)
    }

    // MARK: Filter

    /// On a phone, a list that can be searched shows only the search.
    private static var besideText: String? { List.filters.contains(.text) ? "opt" : nil }

    private func bar(_ query: CaseQuery<List>, _ count: ListCount) -> FilterBar {
        let names = ListNames(console)
        let chips = CaseQueryWording.chips(
            query, product: names.product, platform: names.platform, region: console.app.rulebook.regions.text)
        var kept = QueryItems()
        if query.state != List.usualState { kept.append("state", query.state?.rawValue ?? "all") }
        if query.order != CaseQuery<List>.defaultOrder { kept.append("sort", query.order.text) }
        return FilterBar(
            action: links.path,
            fields: CaseFilter.allCases.filter(List.filters.contains).map { field($0, query, names) },
            hidden: kept.items.map { HiddenField(name: $0.name, value: $0.value) },
            chips: chips.map { PageLink(links.page("", $0.without), $0.text) },
            clear: chips.count > 1 ? links.list(.only(query.state)) : nil, count: ListWording.count(count))
    }

    private func field(_ filter: CaseFilter, _ query: CaseQuery<List>, _ names: ListNames) -> FormField {
        switch filter {
        case .text:
            var field = FormField(filter.rawValue, textLabel)
            field.type = "search"
            field.isScanned = true
            return field.filled(query.text)
        case .product:
            return selection(filter, "产品", names.productChoices, query.product)
        case .platform:
            return selection(filter, "平台", names.platformChoices, query.platform)
        case .run:
            var field = FormField(filter.rawValue, "采样批次（全名）")
            field.filterStyle = "opt"
            return field.filled(query.run ?? "")
        case .region:
            var field = FormField(filter.rawValue, "属地（六位区划代码）")
            field.filterStyle = Self.besideText
            return field.filled(query.region?.text ?? "")
        }
    }

    private func selection(
        _ filter: CaseFilter, _ label: String, _ choices: [(code: String, name: String)], _ value: String?
    ) -> FormField {
        var field = FormField(filter.rawValue, label)
        field.filterStyle = Self.besideText
        field.choices = [.init(value: "", word: "全部")] + choices.map { .init(value: $0.code, word: $0.name) }
        if let value, !choices.contains(where: { $0.code == value }) {
            field.choices?.append(.init(value: value, word: value))
        }
        return field.filled(value ?? "")
    }
}

extension APIContext {
    /// The region whose cases this person may see: that of an officer or auditor, or that of a local bureau.
    func caseRegion(_ console: Console) throws -> RegionCode {
        let principal = try viewer().account.principal
        // A bureau sees its own division only, also if it is that of the installation.
        let region = principal.role == .bureau ? principal.region : try officer(home: console.app.home).region
        guard let region else { throw Problem.forbidden }
        return region
    }

    /// The number in the address.
    func number(_ name: String = "id") throws -> Int64 {
        guard let number = Int64(try parameters.require(name)), number > 0 else { throw Problem.notFound }
        return number
    }
}
