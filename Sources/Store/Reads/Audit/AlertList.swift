package import Domain
internal import GRDB

extension Store {
    /// One page of the alerts.
    package func alerts(
        _ query: OperationQuery<AlertList>, at place: ListPlace = .start, limit: Int
    ) async throws -> (page: KeysetPage<AlertRow>, count: ListCount) {
        try await read { database in
            var list = KeysetList(table: "alert", sort: "raisedAt", least: 0, id: "id")
            switch query.state {
            case .open: list.require("resolvedAt IS NULL")
            case .resolved: list.require("resolvedAt IS NOT NULL")
            case nil: break
            }
            // Written so that the index of open alerts is not used, whose rows would have to be sorted.
            list.require("kind || ''", equals: query[.kind])
            return try database.casePage(list, descending: query.order.isDescending, at: place, limit: limit) { id in
                try database.alert(id)
            }
        }
    }

    /// An alert with its events, latest first.
    package func alert(_ id: Int64) async throws -> (row: AlertRow, events: [ChainedEvent]) {
        try await read { database in
            (try database.alert(id), try database.latestEvents(of: ["alert:\(id)"]))
        }
    }
}

extension Database {
    fileprivate func alert(_ id: Int64) throws -> AlertRow {
        guard let row = try first("SELECT * FROM alert WHERE id = $1", id) else {
            throw StoreError.notFound("alert \(id)")
        }
        return try row.alert
    }

    /// The open alerts about a thing, newest first.
    func openAlerts(on subject: String, limit: Int) throws -> [AlertRow] {
        try all(
            "SELECT * FROM alert WHERE subject = $1 AND resolvedAt IS NULL ORDER BY id DESC LIMIT $2", subject, limit
        ).map { try $0.alert }
    }
}
