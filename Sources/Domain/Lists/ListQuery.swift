/// A mistake in a condition of a list: the field, and what is wrong, in Chinese.
package struct ListFault: Hashable, Sendable {
    /// The name of the field in the form and in the address.
    package let field: String
    package let sentence: String

    package init(_ field: String, _ sentence: String) {
        self.field = field
        self.sentence = sentence
    }
}

/// The conditions and the order of one list page. Its whole state is in the address.
package protocol ListQuery: Hashable, Sendable {
    associatedtype SortKey: ListSortKey

    /// The name of the page: of its saved views, its columns and its bulk actions. Stored; never changed.
    static var page: String { get }
    static var defaultOrder: ListOrder<SortKey> { get }

    /// The query without any condition of the person, in the default order.
    init()
    /// Reads the conditions. A value that cannot be used adds a fault, and its condition is left out. Unknown parameters
    /// are not read.
    init(conditions items: QueryItems, faults: inout [ListFault])
    /// The conditions as parameters, each in its one form, in a fixed order. A condition with its default is left out.
    var conditions: QueryItems { get }
    var order: ListOrder<SortKey> { get set }
}

extension ListQuery {
    private static var sortName: String { "sort" }

    /// Reads conditions and order.
    package init(_ items: QueryItems, faults: inout [ListFault]) {
        self.init(conditions: items, faults: &faults)
        order = Self.defaultOrder
        guard let text = items[Self.sortName] else { return }
        if let known = ListOrder<SortKey>(text: text) {
            order = known
        } else {
            faults.append(ListFault(Self.sortName, ListWording.sort(SortKey.allCases.map(\.rawValue))))
        }
    }

    /// Reads a stored query; nil if it has a fault.
    package init?(stored text: String) {
        var faults: [ListFault] = []
        self.init(QueryItems(text: text), faults: &faults)
        guard faults.isEmpty else { return nil }
    }

    /// Conditions and order. `init(_:faults:)` reads them.
    package var items: QueryItems {
        var items = conditions
        if order != Self.defaultOrder { items.append(Self.sortName, order.text) }
        return items
    }

    package func ordered(by order: ListOrder<SortKey>) -> Self {
        var query = self
        query.order = order
        return query
    }
}

/// A list page as its address requests it.
package struct ListRequest<Query: ListQuery>: Hashable, Sendable {
    package let query: Query
    package let position: ListPosition
    /// The mistakes in the address. If there are any, no row is shown.
    package let faults: [ListFault]

    package init(_ query: Query, at position: ListPosition = .start) {
        self.query = query
        self.position = position
        faults = []
    }

    package init(_ items: QueryItems) {
        var faults: [ListFault] = []
        query = Query(items, faults: &faults)
        position = ListPosition(items, faults: &faults)
        self.faults = faults
    }

    /// The parameters of the address.
    package var items: QueryItems {
        var items = query.items
        items.append(position.items)
        return items
    }
}

/// A condition as a person sees it above the list, with the address without it.
package struct FilterChip: Hashable, Sendable {
    /// `产品：玩具、儿童服装`.
    package let text: String
    /// The parameters of the list without this condition.
    package let without: QueryItems

    package init(_ text: String, without: QueryItems) {
        self.text = text
        self.without = without
    }
}
