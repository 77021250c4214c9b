internal import Domain
internal import GRDB

/// Writes the attributes of listings, and the sales figures, as bytes.
struct VersionWriter {
    private let insert: ByteStatement
    /// The number of the last version. Only this writer adds versions during its transaction.
    private var last: Int64
    private let title: ByteStatement

    init(_ database: Database) throws {
        insert = try ByteStatement(
            database,
            """
            INSERT INTO listingVersion (listingId, title, shopName, shopIdentifier, category, link, image, liveRoom,
                streamer, maker, makerAddress, certificate, licence, creditCode)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
            """)
        last = try database.value("SELECT COALESCE(MAX(id), 0) FROM listingVersion")
        title = try ByteStatement(database, "SELECT title FROM listingVersion WHERE id = $1")
    }

    /// The number of the next version.
    var next: Int64 {
        last + 1
    }

    func title(_ version: Int64) throws -> String? {
        title.bind(version, at: 1)
        return try title.first { $0.text(0) } ?? nil
    }

    /// Writes the attributes of `row`. Returns the number of the version.
    mutating func insert(_ row: ListingBatch.Row, _ batch: ListingBatch, _ listing: Int64) throws -> Int64 {
        insert.bind(listing, at: 1)
        let version = try batch.bytes.withUnsafeBytes { bytes in
            try bind(row.title, bytes, at: 2)
            try bind(row.shopName, bytes, at: 3)
            try bind(row.shopIdentifier, bytes, at: 4)
            try bind(row.category, bytes, at: 5)
            try bind(row.image, bytes, at: 7)
            try bind(row.room, bytes, at: 8)
            try bind(row.room.isNone ? .none : row.streamer, bytes, at: 9)
            try bind(row.maker, bytes, at: 10)
            try bind(row.makerAddress, bytes, at: 11)
            try bind(row.certificate, bytes, at: 12)
            try bind(row.licence, bytes, at: 13)
            try bind(row.creditCode, bytes, at: 14)
            if !row.link.isNone, batch.missingScheme(row.link) != .none {
                try insert.bind(copying: batch.link(row), at: 6)
            } else {
                try bind(row.link, bytes, at: 6)
            }
            return try insert.insert()
        }
        guard let version else { throw StoreError.inconsistent("the attributes of a listing were not written") }
        last = version
        return version
    }

    private func bind(_ slice: TextSlice, _ bytes: UnsafeRawBufferPointer, at index: Int32) throws {
        try insert.bind(text: slice.isNone ? nil : UnsafeRawBufferPointer(rebasing: bytes[slice.range]), at: index)
    }
}

/// Finds or writes sales figures. Figures that were used in the same transaction are found in memory. A class, so that the
/// memory is never copied.
final class SalesWriter {
    private struct Key: Hashable {
        let text: [UInt8]
        let lower: Int64
        let upper: Int64
    }

    /// The most figures in memory.
    private static let mostKnown = 50_000

    private var known: [Key: Int64] = [:]
    private let find: ByteStatement
    private let insert: ByteStatement

    init(_ database: Database) throws {
        find = try ByteStatement(
            database,
            """
            SELECT id FROM salesFigure
            WHERE text = $1 AND lower = $2 AND windowDays = $3 AND COALESCE(upper, -1) = $4
            """)
        insert = try ByteStatement(
            database, "INSERT INTO salesFigure (text, lower, windowDays, upper) VALUES ($1, $2, $3, $4)")
    }

    /// The row of the sales figure of `row`; nil if no sales are known.
    func row(of row: ListingBatch.Row, _ batch: ListingBatch) throws -> Int64? {
        guard row.salesLower >= 0 else { return nil }
        let key = Key(
            text: Array(batch.bytes[row.salesText.range]), lower: row.salesLower, upper: row.salesUpper)
        if let found = known[key] { return found }
        let found = try stored(row, batch)
        if known.count >= Self.mostKnown { known.removeAll(keepingCapacity: true) }
        known[key] = found
        return found
    }

    private func stored(_ row: ListingBatch.Row, _ batch: ListingBatch) throws -> Int64? {
        try batch.bytes.withUnsafeBytes { bytes in
            let text = UnsafeRawBufferPointer(rebasing: bytes[row.salesText.range])
            try bind(row, text, batch.salesWindow, to: find)
            find.bind(row.salesUpper, at: 4)
            if let stored = try find.first() { return stored }
            try bind(row, text, batch.salesWindow, to: insert)
            insert.bind(row.salesUpper >= 0 ? row.salesUpper : nil, at: 4)
            return try insert.insert()
        }
    }

    private func bind(
        _ row: ListingBatch.Row, _ text: UnsafeRawBufferPointer, _ window: SalesFigure.Window,
        to statement: ByteStatement
    ) throws {
        try statement.bind(text: text, at: 1)
        statement.bind(row.salesLower, at: 2)
        statement.bind(window.days, at: 3)
    }
}
