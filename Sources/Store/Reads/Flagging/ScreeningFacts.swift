package import Domain
internal import GRDB

package struct ScreeningFacts: Sendable {
    package let pull: Int64
    package let crawler: String
    package let isScreened: Bool
    /// Why flagging of this pull waits for a person. If set, `observations` is empty.
    package let heldReason: String?
    /// `id` is the number of the listing in the store.
    package let observations: [(id: Int64, observation: Screening.Observation)]
}

extension Store {
    /// The matched listings of a completed pull, each with the sales of its last earlier snapshot.
    package func screeningFacts(pull: Int64) async throws -> ScreeningFacts {
        try await read { database in
            let head = try database.pullHead(pull)
            guard head.isComplete else {
                throw StoreError.conflict(.pullNotComplete(pull: pull))
            }
            try database.requireSightings(of: pull)
            guard head.heldReason == nil else {
                return ScreeningFacts(
                    pull: pull, crawler: head.crawler, isScreened: head.isScreened, heldReason: head.heldReason,
                    observations: [])
            }
            return ScreeningFacts(
                pull: pull, crawler: head.crawler, isScreened: head.isScreened, heldReason: nil,
                observations: try database.observations(of: pull, head))
        }
    }

    /// Complete pulls that are not screened and not held.
    package func unscreenedPulls(limit: Int) async throws -> [Int64] {
        try await read { database in
            try database.all(
                """
                SELECT id FROM pull WHERE completedAt IS NOT NULL AND screenedAt IS NULL AND heldReason IS NULL
                    AND sightingsRemovedAt IS NULL
                ORDER BY slot, id LIMIT $1
                """, limit
            ).map { $0["id"] }
        }
    }
}

extension Database {
    fileprivate func observations(
        of pull: Int64, _ head: PullHead
    ) throws -> [(id: Int64, observation: Screening.Observation)] {
        let earlier = try EarlierSightings(self, of: pull, head)
        let contradicted = try contradictions(of: pull)
        var observations: [(id: Int64, observation: Screening.Observation)] = []
        for page in try all(
            """
            SELECT g.id, s.seen, g.fetchedAt FROM pullPage g JOIN pageSighting s ON s.pageId = g.id WHERE g.pullId = $1
            ORDER BY g.id
            """, pull)
        {
            let number: Int64 = page["id"]
            for id in try ListingSet.listings((page["seen"] as Blob).bytes) {
                guard let state = try state(of: id, state(of: id), after: number) else {
                    throw StoreError.inconsistent("listing \(id) has no state for page \(number)")
                }
                guard let product = state.product else { continue }
                observations.append(
                    (
                        id,
                        Screening.Observation(
                            listing: try listing(id, in: state), product: product, seenAt: page.moment("fetchedAt"),
                            earlier: try earlier.sales(of: id, state, on: number, self),
                            isContradicted: contradicted.contains(id))
                    ))
            }
        }
        return observations
    }

    /// The listings for which the pull states contradicting figures.
    func contradictions(of pull: Int64) throws -> Set<Int64> {
        Set(try all("SELECT listingId FROM pullContradiction WHERE pullId = $1", pull).map { $0["listingId"] })
    }
}
