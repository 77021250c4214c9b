package import Domain
internal import GRDB

extension Store {
    /// Records that two samples are the same goods with different labels, in two laboratories. This is never shown to
    /// the laboratories.
    ///
    /// Returns false if it was recorded before.
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
                throw StoreError.conflict(.sameLaboratory(label: first, other: second))
            }
            guard left["product"] as String == right["product"] as String else {
                throw StoreError.conflict(.differentProducts(label: first, other: second))
            }
            let ids = [left["id"] as Int64, right["id"] as Int64].sorted()
            let added = try database.change(
                """
                INSERT INTO blindDuplicate (leftId, rightId, recordedAt) VALUES ($1, $2, $3)
                ON CONFLICT (leftId, rightId) DO NOTHING
                """, ids[0], ids[1], now.milliseconds)
            guard added == 1 else { return false }
            try database.append(
                .sampleDuplicated, by: actor, on: "sample:\(ids[0])", ["with": "sample:\(ids[1])"], at: now)
            return true
        }
    }
}
