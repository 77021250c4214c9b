/// An item that is met by any one of others, with the places of the items in their edition instead of their codes: found
/// once for every sample that is judged under the edition.
struct Alternative: Sendable {
    let place: Int
    /// Nil for a code that the edition does not have, and for one that leads back to this item.
    let members: [Int?]

    /// The alternatives of an edition; those that are members of others come before them.
    static func all(_ items: [TestItem], places: [String: Int]) -> [Alternative] {
        var order = AlternativeOrder(items: items, places: places)
        for place in items.indices { _ = order.add(place, within: []) }
        return order.found
    }
}

/// Puts alternatives behind their members.
private struct AlternativeOrder {
    let items: [TestItem]
    let places: [String: Int]
    private(set) var found: [Alternative] = []
    private var known: Set<Int> = []

    init(items: [TestItem], places: [String: Int]) {
        self.items = items
        self.places = places
    }

    /// - Parameter path: the alternatives on the way here; a circle, which the reader refuses, is left undecided.
    mutating func add(_ place: Int, within path: Set<Int>) -> Int? {
        guard case .anyOf(let codes) = items[place].requirement, !known.contains(place) else { return place }
        guard !path.contains(place) else { return nil }
        var members: [Int?] = []
        for code in codes { members.append(places[code].flatMap { add($0, within: path.union([place])) }) }
        // A circle may have been closed on the way.
        if known.insert(place).inserted { found.append(.init(place: place, members: members)) }
        return place
    }
}
