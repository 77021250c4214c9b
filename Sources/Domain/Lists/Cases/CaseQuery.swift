/// The conditions of a list of cases. Rows are in the order of their numbers, which is the order in which they arose.
package struct CaseQuery<List: CaseList>: ListQuery {
    package typealias SortKey = CaseSortKey

    /// Nil for all states.
    package var state: List.State? = List.usualState
    /// A number or label, as the person wrote it.
    package var text = ""
    package var product: String?
    package var platform: String?
    /// The name of a sampling run.
    package var run: String?
    /// Cases of this division only, within the region of the person.
    package var region: RegionCode?
    package var order = CaseQuery.defaultOrder

    package static var page: String { List.page }

    package static var defaultOrder: ListOrder<CaseSortKey> {
        ListOrder(.day, isDescending: List.startsWithNewest)
    }

    package init() {}

    package init(conditions items: QueryItems, faults: inout [ListFault]) {
        if let given = items["state"] {
            let known = List.State(rawValue: given)
            if known == nil, given != "all" { faults.append(ListFault("state", CaseQueryWording.state)) }
            state = known
        }
        for filter in CaseFilter.allCases where List.filters.contains(filter) {
            guard let given = items[filter.rawValue]?.withoutOuterSpaces, !given.isEmpty else { continue }
            guard given.unicodeScalars.count <= CaseQueryWording.longest(filter), !given.holdsControlCharacters() else {
                faults.append(ListFault(filter.rawValue, CaseQueryWording.text))
                continue
            }
            switch filter {
            case .text: text = given
            case .product: product = given
            case .platform: platform = given
            case .run: run = given
            case .region:
                region = RegionCode(given)
                if region == nil { faults.append(ListFault(filter.rawValue, CaseQueryWording.region)) }
            }
        }
    }

    package var conditions: QueryItems {
        var items = QueryItems()
        if state != List.usualState { items.append("state", state?.rawValue ?? "all") }
        items.append(CaseFilter.text.rawValue, text)
        items.append(CaseFilter.product.rawValue, product)
        items.append(CaseFilter.platform.rawValue, platform)
        items.append(CaseFilter.run.rawValue, run)
        items.append(CaseFilter.region.rawValue, region?.text)
        return items
    }

    /// The same list in another state, without other conditions.
    package static func only(_ state: List.State?) -> CaseQuery {
        var query = CaseQuery()
        query.state = state
        return query
    }

    /// Whether the person set a condition beside the state.
    package var isFiltered: Bool {
        conditions != CaseQuery.only(state).conditions
    }
}

package enum CaseSortKey: String, ListSortKey {
    case day

    package var startsDescending: Bool {
        true
    }
}

/// The Chinese texts of the lists of cases.
package enum CaseQueryWording {
    package static let longest = 100

    /// The longest text of a condition. A run is found by its whole name.
    static func longest(_ filter: CaseFilter) -> Int {
        filter == .run ? SamplingPlan.longestName : longest
    }

    static let state = "没有这种状态，请从列表中选择"
    static let text = "查找内容最多 \(longest) 字，写在一行内"
    static let region = "属地应为六位区划代码，例如 330482"

    /// The conditions of a query. Its state and its order, which the page shows, are none.
    package static func chips<List: CaseList>(
        _ query: CaseQuery<List>, product: (String) -> String, platform: (String) -> String,
        region: (RegionCode) -> String
    ) -> [FilterChip] {
        var chips: [FilterChip] = []
        func add(_ text: String, _ change: (inout CaseQuery<List>) -> Void) {
            var without = query
            change(&without)
            chips.append(FilterChip(text, without: without.items))
        }
        if !query.text.isEmpty { add("编号为“\(query.text)”") { $0.text = "" } }
        if let code = query.product { add("产品：" + product(code)) { $0.product = nil } }
        if let code = query.platform { add("平台：" + platform(code)) { $0.platform = nil } }
        if let name = query.run { add("批次：" + name) { $0.run = nil } }
        if let code = query.region { add("属地：" + region(code)) { $0.region = nil } }
        return chips
    }
}
