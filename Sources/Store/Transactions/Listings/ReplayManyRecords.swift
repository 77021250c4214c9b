package import Domain
internal import GRDB

extension Store {
    /// Notes what a part of an action on quarantined records could not read, and where the action continues.
    ///
    /// The records that were read are counted where they were read, so a part that is done twice counts once.
    package func noteReplay(bulk id: Int64, faults: [Int64: BulkFault], through last: Int64) async throws {
        try await write { database, _ in
            for (record, fault) in faults {
                try database.run(
                    """
                    INSERT INTO bulkRow (bulkId, subject, fault) VALUES ($1, $2, $3)
                    ON CONFLICT (bulkId, subject) DO UPDATE SET fault = excluded.fault
                    """, id, record, fault.rawValue)
            }
            try database.run("UPDATE bulkAction SET doneThrough = $1 WHERE id = $2", last, id)
        }
    }

    /// Marks an action on quarantined records as finished.
    package func finishReplay(bulk id: Int64) async throws {
        try await write { database, now in
            let changed = try database.change(
                "UPDATE bulkAction SET finishedAt = $1 WHERE id = $2 AND finishedAt IS NULL", now.milliseconds, id)
            if changed == 1 { try database.appendEnd(of: id, at: now) }
        }
    }

    /// The next unresolved records of an action, by their numbers.
    package func unresolved(bulk id: Int64, limit: Int) async throws -> [QuarantineRow] {
        try await read { database in
            let bulk = try database.bulkAction(id)
            guard bulk.page == QuarantineList.page else {
                throw StoreError.inconsistent("bulk action \(id) is not about quarantined records")
            }
            let through = try database.value("SELECT doneThrough FROM bulkAction WHERE id = $1", id)
            guard let text = bulk.query else {
                return try database.all(
                    """
                    \(QuarantineRow.columns) JOIN bulkRow b ON b.subject = q.id
                    WHERE b.bulkId = $1 AND b.subject > $2 AND q.resolvedAt IS NULL ORDER BY b.subject LIMIT $3
                    """, id, through, limit
                ).map(QuarantineRow.init(row:))
            }
            guard let query = OperationQuery<QuarantineList>(stored: text), query.state == .waiting else {
                throw StoreError.inconsistent("the conditions of bulk action \(id) cannot be read")
            }
            var list = KeysetList(table: "quarantine q", sort: "q.id", least: 0, id: "q.id")
            list.conditions.require("q.id", above: through)
            list.require(query, today: bulk.moment.day(), until: bulk.moment)
            let most = list.conditions.parameter(limit)
            return try database.all(
                "\(QuarantineRow.columns) \(list.conditions.clause) ORDER BY q.id LIMIT \(most)",
                values: list.conditions.values
            ).map(QuarantineRow.init(row:))
        }
    }
}
