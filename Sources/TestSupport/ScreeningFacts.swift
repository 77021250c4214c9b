package import Domain
package import Store

/// All matched listings of a pull in memory, for tests.
package struct ScreeningFacts: Sendable {
    package let pull: Int64
    package let crawler: String
    package let isScreened: Bool
    package let heldReason: String?
    /// `id` is the number of the listing in the store.
    package let observations: [(id: Int64, observation: Screening.Observation)]
}

extension Store {
    /// The matched listings of a completed pull, each with the sales of its last earlier sighting.
    package func screeningFacts(pull: Int64) async throws -> ScreeningFacts {
        let head = try await screeningHead(pull: pull)
        var observations: [(id: Int64, observation: Screening.Observation)] = []
        for slice in head.slices {
            let read = try await screeningSlice(slice, of: head)
            let places = (read.places + read.changedLater).sorted { ($0.page, $0.listing) < ($1.page, $1.listing) }
            observations += zip(places.map(\.listing), try await self.observations(of: places, head)).map { ($0, $1) }
        }
        return ScreeningFacts(
            pull: pull, crawler: head.crawler, isScreened: head.isScreened, heldReason: head.heldReason,
            observations: observations)
    }
}
