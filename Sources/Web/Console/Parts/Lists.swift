/// The filter of a list: a GET form, the conditions as chips, and the count. Partial `filter`.
struct FilterBar: Sendable {
    /// The address of the list.
    let action: String
    let fields: [FormField]
    /// Conditions that the form keeps and does not show, such as the order.
    var hidden: [HiddenField] = []
    /// Each condition, with the link that removes it.
    var chips: [PageLink] = []
    /// The link that removes all conditions.
    var clear: String?
    /// `共 1,284 条（准确数）` or `至少 10,000 条`.
    var count: String?
    var more: PageLink?
}

/// A tab: a saved view of a list.
struct Tab: Sendable {
    let href: String
    let word: String
    var isHere = false
    /// The number of rows, as text.
    var count: String?
}

/// A page with one list. Template `list`.
struct ListPage: Sendable {
    var intro: String?
    /// Buttons on top; at most one is the filled one.
    var actions: [PageLink] = []
    var tabs: [Tab] = []
    var filter: FilterBar?
    var table: TableView?
    var empty: EmptyState?
    var pager: Pager?

    /// A list that shows the table, or `empty` if it has no row.
    init(table: TableView, empty: EmptyState) {
        if table.rows.isEmpty {
            self.empty = empty
        } else {
            self.table = table
        }
    }
}
