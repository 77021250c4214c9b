package import Domain
internal import GRDB

extension Store {
    /// Notes that two samples are the same goods under two labels, in two laboratories. The laboratories never learn it.
    ///
    /// Gives false where it had been noted before.
    @discardableResult
    package func recordBlindDuplicate(_ first: String, _ second: String, by actor: Actor) async throws -> Bool {
        try await write { database, now in
            let rows = try [first, second].map { label in
                guard
                    let row = try database.first("SELECT id, laboratory, product FROM sample WHERE label = $1", label)
                else { throw StoreError.notFound("sample \(label)") }
                return row
            }
            let (left, right): (Row, Row) = (rows[0], rows[1])
            guard left["laboratory"] as String != right["laboratory"] as String else {
                throw StoreError.conflict(
                    "\(first) and \(second) went to the same laboratory; blind duplicates go to two")
            }
            guard left["product"] as String == right["product"] as String else {
                throw StoreError.conflict("\(first) and \(second) are of different products")
            }
            let ids = [left["id"] as Int64, right["id"] as Int64].sorted()
            let added = try database.change(
                """
                INSERT INTO blindDuplicate (leftId, rightId, recordedAt) VALUES ($1, $2, $3)
                ON CONFLICT (leftId, rightId) DO NOTHING
                """, ids[0], ids[1], now.milliseconds)
            guard added == 1 else { return false }
            try database.append(
                "sample.duplicated", by: actor, on: "sample:\(ids[0])", ["with": "sample:\(ids[1])"], at: now)
            return true
        }
    }
}
