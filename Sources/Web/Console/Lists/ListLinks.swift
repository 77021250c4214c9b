internal import Domain
internal import Hummingbird
internal import HummingbirdCore
internal import Store

/// The addresses of one list page. The whole state of the list is in them.
struct ListLinks<Query: ListQuery>: Sendable {
    /// `/console/flags`.
    let path: String

    /// A page of the list's folder: `/console/flags/filter?product=toys`.
    func page(_ name: String, _ items: QueryItems = QueryItems()) -> String {
        let page = name.isEmpty ? path : path + "/" + name
        return items.isEmpty ? page : page + "?" + items.text
    }

    func list(_ query: Query, at position: ListPosition = .start) -> String {
        page("", ListRequest(query, at: position).items)
    }

    /// The head of a column that sorts the list.
    func head(_ word: String, _ style: String?, _ key: Query.SortKey, _ query: Query) -> TableView.Column {
        TableView.Column(
            word, style, href: list(query.ordered(by: query.order.clicking(key))), sorted: query.order.ariaSort(key))
    }

    /// The links to the pages before and after, with the range of the rows.
    func pager<Element>(
        _ request: ListRequest<Query>, _ page: KeysetPage<Element>, _ count: ListCount
    ) -> Pager {
        let first = Self.ordinal(request.position, page)
        let next = first + page.rows.count
        var pager = Pager(range: ListWording.range(first: first, rows: page.rows.count, count))
        if page.hasPrevious, let cursor = page.first {
            pager.previous = list(request.query, at: ListPosition(.before(cursor), ordinal: first))
        }
        if page.hasNext, let cursor = page.last {
            pager.next = list(request.query, at: ListPosition(.after(cursor), ordinal: next))
        }
        return pager
    }

    /// The ordinal of the first row, as far as the address knows it.
    private static func ordinal<Element>(_ position: ListPosition, _ page: KeysetPage<Element>) -> Int {
        guard page.hasPrevious else { return 1 }
        return switch position.place {
        case .start: 1
        case .after: position.ordinal
        case .before: max(1, position.ordinal - page.rows.count)
        }
    }
}

extension Request {
    /// The parameters of the address.
    var items: QueryItems {
        QueryItems(text: uri.query ?? "")
    }

    /// The request of a list; nil if its address has another form than the one of its conditions: a form also sends its
    /// empty fields. The page is then asked for again, so that its address can be sent to a colleague.
    func list<Query: ListQuery>(_: Query.Type, _ links: ListLinks<Query>) -> (ListRequest<Query>, redirect: Response?) {
        let (items, request) = (items, ListRequest<Query>(items))
        guard request.faults.isEmpty, items.items.contains(where: \.value.isEmpty) else { return (request, nil) }
        return (request, .redirect(to: links.page("", request.items)))
    }

    /// The same for a list whose conditions come from links: a mistake in its address is an error.
    func checkedList<Query: ListQuery>(
        _ links: ListLinks<Query>
    ) throws -> (ListRequest<Query>, redirect: Response?) {
        let (wanted, redirect) = list(Query.self, links)
        if let fault = wanted.faults.first { throw Problem.badRequest(fault.sentence, place: fault.field) }
        return (wanted, redirect)
    }
}

/// The tabs of a list: its own ones, and the saved views of the person.
enum ListTabs {
    /// - Parameters:
    ///   - own: queries with their words, and whether `query` belongs to the tab if no saved view is the query.
    ///   - views: a view that cannot be read any more is left out.
    ///   - count: shown at the tab that is open.
    static func make<Query: ListQuery>(
        _ own: [(word: String, query: Query, covers: Bool)], _ views: [SavedView], _ query: Query,
        _ links: ListLinks<Query>, count: ListCount
    ) -> [Tab] {
        let saved = views.compactMap { view in
            Query(stored: view.query.text).map { (view.name.text, $0) }
        }
        let open = saved.firstIndex { $0.1 == query }
        func tab(_ word: String, _ query: Query, isHere: Bool) -> Tab {
            Tab(href: links.list(query), word: word, isHere: isHere, count: isHere ? ListWording.short(count) : nil)
        }
        return own.map { tab($0.word, $0.query, isHere: open == nil && $0.covers) }
            + saved.enumerated().map { tab($1.0, $1.1, isHere: $0 == open) }
    }
}
