/// The columns by which a list can be sorted. The raw values are names in addresses.
package protocol ListSortKey: RawRepresentable, CaseIterable, Hashable, Sendable where RawValue == String {
    /// Whether the first click on the head of the column puts the highest value first.
    var startsDescending: Bool { get }
}

/// The order of a list. Rows with the same value are ordered by their numbers, in the same direction.
package struct ListOrder<Key: ListSortKey>: Hashable, Sendable {
    package let key: Key
    package let isDescending: Bool

    package init(_ key: Key, isDescending: Bool) {
        self.key = key
        self.isDescending = isDescending
    }

    /// The order of the first click on the head of a column.
    package init(startingWith key: Key) {
        self.init(key, isDescending: key.startsDescending)
    }

    /// Reads `price` or `-price`; nil for any other text.
    package init?(text: String) {
        let isDescending = text.hasPrefix("-")
        guard let key = Key(rawValue: String(text.dropFirst(isDescending ? 1 : 0))) else { return nil }
        self.init(key, isDescending: isDescending)
    }

    package var text: String {
        (isDescending ? "-" : "") + key.rawValue
    }

    /// The order of a click on the head of the column `key`.
    package func clicking(_ key: Key) -> ListOrder {
        key == self.key ? ListOrder(key, isDescending: !isDescending) : ListOrder(startingWith: key)
    }

    /// The value of `aria-sort` of a column; nil if the list is not sorted by it.
    package func ariaSort(_ key: Key) -> String? {
        key == self.key ? (isDescending ? "descending" : "ascending") : nil
    }
}
