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
        guard let row = try first("SELECT * FROM listing WHERE id = $1", listing) else {
            throw StoreError.notFound("listing \(listing)")
        }
        return row.listingState
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
        guard
            let row = try first(
                """
                SELECT v.*, l.platform, l.item, f.text AS salesText, f.lower AS salesLower, f.upper AS salesUpper,
                    f.windowDays AS salesWindowDays
                FROM listing l JOIN listingVersion v ON v.id = $2 LEFT JOIN salesFigure f ON f.id = $3 WHERE l.id = $1
                """, id, state.version, state.sales)
        else { throw StoreError.inconsistent("listing \(id) has no attributes") }
        return row.listing(
            price: state.priceRange, priceAfterCoupon: state.priceRangeAfterCoupon,
            changedAt: state.changedAt.map(Timestamp.init(milliseconds:)))
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

extension Row {
    /// A row of `listing`.
    var listingState: ListingState {
        ListingState(
            changedIn: self["changedIn"], version: self["versionId"], product: self["product"], price: self["priceFen"],
            priceUpper: self["priceUpperFen"], priceAfterCoupon: self["priceAfterCouponFen"],
            priceAfterCouponUpper: self["priceAfterCouponUpperFen"], sales: self["salesId"],
            changedAt: self["changedAt"])
    }
}
