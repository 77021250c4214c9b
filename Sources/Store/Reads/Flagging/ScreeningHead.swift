package import Domain
internal import GRDB

/// The facts about a pull for its screening. Its listings are read in slices, so that they need not be in memory
/// together.
package struct ScreeningHead: Sendable {
    /// Consecutive pages of a pull.
    package struct Slice: Sendable {
        let pages: [Int64]
    }

    package let pull: Int64
    package let crawler: String
    package let platform: String
    package let isScreened: Bool
    /// Why flagging of this pull waits for a person. If set, `slices` is empty.
    package let heldReason: String?
    /// The time of the first page; nil without pages.
    package let seenAt: Timestamp?
    package let slices: [Slice]
    let earlier: EarlierSightings
    let contradicted: Set<Int64>
}

extension Store {
    /// The facts about a completed pull.
    package func screeningHead(pull: Int64) async throws -> ScreeningHead {
        try await read { database in
            let head = try database.pullHead(pull)
            guard head.isComplete else {
                throw StoreError.conflict(.pullNotComplete(pull: pull))
            }
            try database.requireSightings(of: pull)
            let isHeld = head.heldReason != nil
            let pages = try database.all(
                "SELECT id, listings, fetchedAt FROM pullPage WHERE pullId = $1 ORDER BY id", pull)
            return ScreeningHead(
                pull: pull, crawler: head.crawler, platform: head.platform, isScreened: head.isScreened,
                heldReason: head.heldReason, seenAt: pages.first?.moment("fetchedAt"),
                slices: isHeld ? [] : slices(of: pages),
                earlier: isHeld ? EarlierSightings() : try EarlierSightings(database, of: pull, head),
                contradicted: isHeld ? [] : try database.contradictions(of: pull))
        }
    }

    /// The matched listings of the pages of `slice`, in the order of the pages and of their numbers.
    package func screeningSlice(_ slice: ScreeningHead.Slice, of head: ScreeningHead) async throws -> ScreeningSlice {
        try await read { database in
            var reader = try SliceReader(database, head)
            for page in slice.pages { try reader.read(page) }
            return reader.slice
        }
    }

    /// Listings as the pages of the pull saw them, each with the sales of its last earlier sighting.
    package func observations(
        of listings: [ScreeningSlice.Place], _ head: ScreeningHead
    ) async throws -> [Screening.Observation] {
        try await read { database in
            var times: [Int64: Timestamp] = [:]
            return try listings.map { place in
                let seenAt = try times[place.page] ?? database.fetchedAt(place.page)
                times[place.page] = seenAt
                return try database.observation(of: place, seenAt: seenAt, head)
            }
        }
    }

    /// Complete pulls that are not screened and not held.
    package func unscreenedPulls(limit: Int) async throws -> [Int64] {
        try await read { database in
            try database.all(
                """
                SELECT id FROM pull WHERE completedAt IS NOT NULL AND screenedAt IS NULL AND heldReason IS NULL
                    AND sightingsRemovedAt IS NULL ORDER BY slot, id LIMIT $1
                """, limit
            ).map { $0["id"] }
        }
    }
}

/// Slices of about four thousand listings.
private func slices(of pages: [Row]) -> [ScreeningHead.Slice] {
    var slices: [ScreeningHead.Slice] = []
    var own: [Int64] = []
    var count = 0
    for page in pages {
        own.append(page["id"])
        count += page["listings"]
        guard count >= 4_096 else { continue }
        slices.append(ScreeningHead.Slice(pages: own))
        (own, count) = ([], 0)
    }
    return own.isEmpty ? slices : slices + [ScreeningHead.Slice(pages: own)]
}

extension Database {
    /// When a page was fetched.
    fileprivate func fetchedAt(_ page: Int64) throws -> Timestamp {
        Timestamp(milliseconds: try value("SELECT fetchedAt FROM pullPage WHERE id = $1", page))
    }

    fileprivate func observation(
        of place: ScreeningSlice.Place, seenAt: Timestamp, _ head: ScreeningHead
    ) throws -> Screening.Observation {
        guard let state = try state(of: place.listing, state(of: place.listing), after: place.page),
            let product = state.product
        else { throw StoreError.inconsistent("listing \(place.listing) has no product on page \(place.page)") }
        return Screening.Observation(
            listing: try listing(place.listing, in: state), product: product, seenAt: seenAt,
            earlier: try head.earlier.sales(of: place.listing, state, on: place.page, self),
            isContradicted: head.contradicted.contains(place.listing))
    }

    /// The listings for which the pull states contradicting figures.
    func contradictions(of pull: Int64) throws -> Set<Int64> {
        Set(try all("SELECT listingId FROM pullContradiction WHERE pullId = $1", pull).map { $0["listingId"] })
    }
}
