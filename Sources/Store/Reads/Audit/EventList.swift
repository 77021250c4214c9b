package import Domain
internal import GRDB

extension Store {
    /// One page of the event log, with its number of rows.
    package func events(
        _ query: EventQuery, at place: ListPlace = .start, limit: Int
    ) async throws -> (page: KeysetPage<ChainedEvent>, count: ListCount) {
        let today = clock.now().day()
        return try await read { database in
            let list = KeysetList(query, today: today)
            let page = try database.page(of: list, descending: query.order.isDescending, at: place, limit: limit)
            return (
                try page.map { try database.chainedEvent($0.id) },
                try database.count(of: list, bound: ListCount.bound)
            )
        }
    }

    /// The first rows of a query, and the number of all rows.
    package func exportedEvents(_ query: EventQuery, limit: Int) async throws -> (rows: [ChainedEvent], total: Int) {
        let today = clock.now().day()
        return try await read { database in
            let list = KeysetList(query, today: today)
            let cursors = try database.cursors(
                of: list, descending: query.order.isDescending, after: nil, limit: limit)
            let isCut = cursors.count == limit
            let total = try isCut ? database.count(of: list, bound: nil).number : cursors.count
            return (try cursors.map { try database.chainedEvent($0.id) }, total)
        }
    }

    /// The event with this number.
    package func event(_ sequence: Int64) async throws -> ChainedEvent {
        try await read { try $0.chainedEvent(sequence) }
    }
}

extension KeysetList {
    /// The events in the order of time; those of one thing in the order of the chain, which is the order of its index.
    fileprivate init(_ query: EventQuery, today: CalendarDay) {
        let hasSubject = !query.subject.isEmpty
        // A row that was changed by hand can have any time.
        self.init(table: "event", sort: hasSubject ? "sequence" : "at", least: .min, id: "sequence")
        if hasSubject { require("subject", equals: query.subject) }
        // One column leads to the index; the others are written so that theirs is not taken.
        let kind = query.kind?.rawValue
        require(hasSubject ? "(kind || '')" : "kind", equals: kind)
        let actor = query.actor.isEmpty ? nil : query.actor
        require(hasSubject || kind != nil ? "(actor || '')" : "actor", equals: actor)
        let (from, until) = query.days.moments(today: today)
        require("at", ">=", from?.milliseconds)
        require("at", "<", until?.milliseconds)
    }
}
