internal import Domain
internal import GRDB

/// Earlier states of listings. A state leads to the one before it: the page that set it stores what it replaced.
extension Database {
    /// The state that a listing had after `page`; nil if it was not known then, or if the pages since are removed.
    func state(of listing: Int64, _ current: ListingState, after page: Int64) throws -> ListingState? {
        var state = current
        while state.changedIn > page {
            guard let before = try changes(of: state.changedIn, only: listing).before(state, of: listing) else {
                return nil
            }
            state = before
        }
        return state
    }

    /// The current state of a listing.
    func state(of listing: Int64) throws -> ListingState {
        let statement = try ByteStatement(cached: self, "SELECT \(StateColumns.sql) FROM listing WHERE id = $1")
        statement.bind(listing, at: 1)
        guard let state = try statement.first({ StateColumns.state($0) }) else {
            throw StoreError.notFound("listing \(listing)")
        }
        return state
    }

    /// The state of a listing as its pull saw it, which is `current` unless another pull changed the listing meanwhile.
    ///
    /// - Parameter page: the page of the pull that is being written; its listings are not stored yet.
    func state(
        of listing: Int64, _ current: ListingState, inPull pull: Int64, page: ListingWriter.Page
    ) throws -> ListingState {
        guard current.changedIn != page.id,
            let change = try first(
                """
                SELECT g.pullId, g.fetchedAt < p.startedAt AS isBefore FROM pullPage g, pull p
                WHERE g.id = $1 AND p.id = $2
                """, current.changedIn, pull),
            change["pullId"] as Int64 != pull, change["isBefore"] as Int64 == 0,
            let first = page.seen.contains(listing) ? page.id : try firstPages(of: [listing], in: pull)[listing]
        else { return current }
        guard let own = try state(of: listing, current, after: first) else {
            throw StoreError.inconsistent("listing \(listing) has no state for page \(first), which saw it")
        }
        return own
    }

    /// The listings of the pages of a pull that are kept.
    private static let sightings: PortableSQL =
        "SELECT s.pageId, s.seen FROM pullPage g JOIN pageSighting s ON s.pageId = g.id WHERE g.pullId = $1"

    /// The page of `pull` that saw each of `listings` first.
    func firstPages(of listings: Set<Int64>, in pull: Int64) throws -> [Int64: Int64] {
        var pages: [Int64: Int64] = [:]
        guard !listings.isEmpty else { return pages }
        for row in try all(Self.sightings, pull) {
            let page: Int64 = row["pageId"]
            try ListingSet.forEach((row["seen"] as Blob).bytes) { if listings.contains($0) { pages[$0] = page } }
        }
        return pages
    }

    /// The listings that the stored pages of a pull saw.
    func seenListings(of pull: Int64) throws -> SeenListings {
        var seen = SeenListings()
        for row in try all(Self.sightings, pull) {
            try ListingSet.forEach((row["seen"] as Blob).bytes) { _ = seen.insert($0) }
        }
        return seen
    }

    /// The latest pull of a platform that saw each of `listings`. A listing that only removed pulls saw has none.
    func lastPulls(of listings: Set<Int64>, on platform: String) throws -> [Int64: Int64] {
        var missing = listings
        var pulls: [Int64: Int64] = [:]
        for row in try all(
            "SELECT id FROM pull WHERE platform = $1 AND sightingsRemovedAt IS NULL ORDER BY id DESC", platform)
        where !missing.isEmpty {
            let pull: Int64 = row["id"]
            for listing in try firstPages(of: missing, in: pull).keys {
                pulls[listing] = pull
                missing.remove(listing)
            }
        }
        return pulls
    }

    /// All values of a listing in one of its states.
    func listing(_ id: Int64, in state: ListingState) throws -> Listing {
        let statement = try ByteStatement(
            cached: self,
            """
            SELECT l.platform, l.item, v.title, v.shopName, v.shopIdentifier, v.category, v.link, v.image, v.maker,
                v.makerAddress, v.certificate, v.licence, v.creditCode, v.liveRoom, v.streamer, f.text, f.lower,
                f.upper, f.windowDays
            FROM listing l JOIN listingVersion v ON v.id = $2 LEFT JOIN salesFigure f ON f.id = $3 WHERE l.id = $1
            """)
        for (index, number) in [id, state.version, state.sales].enumerated() {
            statement.bind(number, at: Int32(index + 1))
        }
        guard let listing = try statement.first({ try Self.listing($0, state) }) else {
            throw StoreError.inconsistent("listing \(id) has no attributes")
        }
        return listing
    }

    private static func listing(_ columns: ByteColumns, _ state: ListingState) throws(StoreError) -> Listing {
        Listing(
            key: ListingKey(platform: try columns.required(0), item: try columns.required(1)),
            title: try columns.required(2), price: state.priceRange, priceAfterCoupon: state.priceRangeAfterCoupon,
            sales: columns.text(15).map {
                SalesFigure(
                    lower: columns.number(16), upper: columns.optionalNumber(17),
                    window: .init(days: columns.number(18)), raw: $0)
            },
            shopName: columns.text(3), shopIdentifier: columns.text(4), category: columns.text(5),
            link: columns.text(6), image: columns.text(7),
            changedAt: state.changedAt.map(Timestamp.init(milliseconds:)),
            claims: MakerClaims(
                maker: columns.text(8), address: columns.text(9), certificate: columns.text(10),
                licence: columns.text(11), creditCode: columns.text(12)),
            liveRoom: columns.text(13).map { LiveRoom(room: $0, streamer: columns.text(14)) })
    }
}

extension Database {
    /// Throws if the listings of the pull's pages are removed.
    func requireSightings(of pull: Int64) throws {
        let removed = try value(
            "SELECT COUNT(*) FROM pull WHERE id = $1 AND sightingsRemovedAt IS NOT NULL", pull)
        guard removed == 0 else { throw StoreError.conflict(.sightingsRemoved(pull: pull)) }
    }
}
