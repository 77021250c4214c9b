/// A row of a list as the end of a page: its sort value and its number. Together they are different for every row, so a
/// page continues exactly there, also if rows were added or removed meanwhile.
package struct ListCursor: Hashable, Comparable, Sendable {
    package let value: Int64
    package let id: Int64

    package init(value: Int64, id: Int64) {
        self.value = value
        self.id = id
    }

    package static func < (left: ListCursor, right: ListCursor) -> Bool {
        (left.value, left.id) < (right.value, right.id)
    }

    /// `50.1234`.
    package var text: String {
        "\(value).\(id)"
    }

    package init?(text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let value = Int64(parts[0]), let id = Int64(parts[1]), id >= 0 else { return nil }
        self.init(value: value, id: id)
        // `+5` and `007` are other texts of the same number.
        guard self.text == text else { return nil }
    }
}

/// Where a page of a list begins.
package enum ListPlace: Hashable, Sendable {
    case start
    /// The rows after a row.
    case after(ListCursor)
    /// The rows before a row.
    case before(ListCursor)
}

/// The part of an address that leads to a page of a list: `after=50.1234&at=51`. `at` is the ordinal of the page's first
/// row. It is for people; if rows were added meanwhile, it is not exact.
package struct ListPosition: Hashable, Sendable {
    package let place: ListPlace
    /// From 1. For `before`, the ordinal of the row in the cursor.
    package let ordinal: Int

    package static let start = ListPosition(.start, ordinal: 1)

    package init(_ place: ListPlace, ordinal: Int) {
        self.place = place
        self.ordinal = ordinal
    }

    package init(_ items: QueryItems, faults: inout [ListFault]) {
        let ordinal = items["at"].flatMap { Int($0) } ?? 1
        let texts: [(name: String, make: (ListCursor) -> ListPlace)] = [
            ("after", { .after($0) }), ("before", { .before($0) }),
        ]
        for (name, make) in texts {
            guard let text = items[name] else { continue }
            if let cursor = ListCursor(text: text), (1...1_000_000_000).contains(ordinal) {
                self.init(make(cursor), ordinal: ordinal)
                return
            }
            faults.append(ListFault(name, ListWording.place))
        }
        self = .start
    }

    package var items: QueryItems {
        var items = QueryItems()
        switch place {
        case .start: return items
        case .after(let cursor): items.append("after", cursor.text)
        case .before(let cursor): items.append("before", cursor.text)
        }
        items.append("at", String(ordinal))
        return items
    }
}
