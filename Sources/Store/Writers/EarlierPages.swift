internal import Domain
internal import GRDB

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// Reads the listings that the same page of the pull before had. A feed that repeats itself is so read in the order of the
/// file, which takes a fraction of the time of a search for each listing. A listing that is not found here is searched.
struct EarlierPages {
    /// How far a listing may have moved within its page.
    private static let window = 16

    private let pull: Int64?
    private let seen: ByteStatement
    private let rows: ByteStatement

    /// - Parameter pull: the pull that is being written.
    init(_ database: Database, before pull: Int64) throws {
        self.pull = try database.first(
            """
            SELECT b.id FROM pull p JOIN pull b ON b.crawler = p.crawler AND b.slot < p.slot AND b.platform = p.platform
            WHERE p.id = $1 ORDER BY b.slot DESC LIMIT 1
            """, pull)?["id"]
        seen = try ByteStatement(
            database,
            """
            SELECT s.seen FROM pullPage g JOIN pageSighting s ON s.pageId = g.id
            WHERE g.pullId = $1 AND g.query = $2 AND g.page = $3
            """)
        rows = try ByteStatement(
            database,
            "SELECT \(StateColumns.sql), content, item FROM listing WHERE id BETWEEN $1 AND $2 ORDER BY id")
    }

    /// Calls `body` for each row of the page whose listing was found, with its columns in the order of `find`.
    ///
    /// - Parameter items: the item numbers of the rows.
    func forEach(
        of page: PageContent, _ items: [UnsafeRawBufferPointer], _ body: (Int, ByteColumns) throws -> Void
    ) throws {
        guard let pull else { return }
        seen.bind(pull, at: 1)
        try seen.bind(copying: page.query, at: 2)
        seen.bind(Int64(page.page), at: 3)
        guard let packed = try seen.first({ $0.bytes(0).map(Array.init) ?? [] }) else { return }
        let listings = try ListingSet.listings(packed)
        var next = 0
        var start = 0
        while start < listings.count {
            var end = start + 1
            while end < listings.count, listings[end] - listings[end - 1] < 4 { end += 1 }
            rows.bind(listings[start], at: 1)
            rows.bind(listings[end - 1], at: 2)
            var wanted = listings[start..<end]
            try rows.forEach { columns in
                // A listing between them may be of another platform.
                guard columns.number(StateColumns.id) == wanted.first else { return }
                wanted.removeFirst()
                guard let item = columns.bytes(StateColumns.item),
                    let index = (next..<min(next + Self.window, items.count)).first(where: { items[$0].equals(item) })
                else { return }
                next = index + 1
                try body(index, columns)
            }
            start = end
        }
    }
}

extension UnsafeRawBufferPointer {
    fileprivate func equals(_ other: UnsafeRawBufferPointer) -> Bool {
        guard count == other.count, let own = baseAddress, let others = other.baseAddress else { return false }
        return memcmp(own, others, count) == 0
    }
}
