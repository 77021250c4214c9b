package import Domain
internal import GRDB

extension Store {
    /// One page of the quarantined records.
    package func quarantine(
        _ query: OperationQuery<QuarantineList>, at place: ListPlace = .start, limit: Int
    ) async throws -> (page: KeysetPage<QuarantineRow>, count: ListCount) {
        let today = clock.now().day()
        return try await read { database in
            var list = Self.quarantineList
            list.require(query, today: today)
            return try database.casePage(list, descending: query.order.isDescending, at: place, limit: limit) { id in
                try database.quarantineRow(id)
            }
        }
    }

    /// The number of records that match, without a bound, as they were at `moment`.
    package func countQuarantine(_ query: OperationQuery<QuarantineList>, until moment: Timestamp) async throws -> Int {
        let today = clock.now().day()
        return try await read { database in
            var list = Self.quarantineList
            list.require(query, today: today, until: moment)
            return try database.count(of: list, bound: nil).number
        }
    }

    package func quarantineRow(_ id: Int64) async throws -> QuarantineRow {
        try await read { try $0.quarantineRow(id) }
    }

    /// Records by their numbers, in the order of the numbers; those that do not exist are left out.
    package func quarantineRows(_ ids: [Int64]) async throws -> [QuarantineRow] {
        try await read { database in
            try ids.compactMap { id in
                try database.first("\(QuarantineRow.columns) WHERE q.id = $1", id).map(QuarantineRow.init(row:))
            }
        }
    }

    private static var quarantineList: KeysetList {
        KeysetList(table: "quarantine q", sort: "q.createdAt", least: 0, id: "q.id")
    }
}

extension Database {
    fileprivate func quarantineRow(_ id: Int64) throws -> QuarantineRow {
        guard let row = try first("\(QuarantineRow.columns) WHERE q.id = $1", id) else {
            throw StoreError.notFound("quarantined record \(id)")
        }
        return QuarantineRow(row: row)
    }
}
