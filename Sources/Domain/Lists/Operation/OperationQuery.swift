/// The conditions of a list of the operation.
package struct OperationQuery<List: OperationList>: ListQuery {
    package typealias SortKey = CaseSortKey

    /// Nil for all states.
    package var state: List.State? = List.usualState
    package var values: [OperationFilter: String] = [:]
    package var days = DayFilter.any
    package var order = OperationQuery.defaultOrder

    package static var page: String { List.page }

    package static var defaultOrder: ListOrder<CaseSortKey> {
        ListOrder(.day, isDescending: true)
    }

    package init() {}

    package init(conditions items: QueryItems, faults: inout [ListFault]) {
        if let given = items["state"] {
            let known = List.State(rawValue: given)
            let isAll = given == "all" && List.showsAll
            if known == nil, !isAll { faults.append(ListFault("state", CaseQueryWording.state)) }
            state = known ?? (isAll ? nil : List.usualState)
        }
        for filter in List.filters {
            guard let given = items[filter.rawValue]?.withoutOuterSpaces, !given.isEmpty else { continue }
            if given.unicodeScalars.count > CaseQueryWording.longest || given.holdsControlCharacters() {
                faults.append(ListFault(filter.rawValue, CaseQueryWording.text))
            } else if !List.accepts(given, for: filter) {
                faults.append(ListFault(filter.rawValue, "没有“\(given.visible(limit: 20))”这一项，请从列表中选择"))
            } else {
                values[filter] = given
            }
        }
        if List.hasDays { days = DayFilter(items, faults: &faults) }
    }

    package var conditions: QueryItems {
        var items = QueryItems()
        if state != List.usualState { items.append("state", state?.rawValue ?? "all") }
        for filter in List.filters { items.append(filter.rawValue, values[filter]) }
        items.append(days.items)
        return items
    }

    package subscript(filter: OperationFilter) -> String? {
        values[filter]
    }

    /// The same list in another state, without other conditions.
    package static func only(_ state: List.State?) -> OperationQuery {
        var query = OperationQuery()
        query.state = state
        return query
    }

    /// The list with one condition, in its usual state.
    package static func only(_ filter: OperationFilter, _ value: String) -> OperationQuery {
        var query = OperationQuery()
        query.values[filter] = value
        return query
    }

    /// Whether the person set a condition beside the state.
    package var isFiltered: Bool {
        !values.isEmpty || days != .any
    }

    /// The conditions. The state and the order, which the page shows, are none.
    ///
    /// - Parameter word: a condition as a sentence: `来源：taobao-top`.
    package func chips(_ word: (OperationFilter, String) -> String) -> [FilterChip] {
        var chips = List.filters.compactMap { filter -> FilterChip? in
            guard let value = values[filter] else { return nil }
            var without = self
            without.values[filter] = nil
            return FilterChip(word(filter, value), without: without.items)
        }
        if let text = days.text {
            var without = self
            without.days = .any
            chips.append(FilterChip("日期：" + text, without: without.items))
        }
        return chips
    }
}
