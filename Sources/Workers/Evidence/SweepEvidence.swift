package import Domain
package import Store

/// Looks after the vault: gives up abandoned uploads, removes what dead processes left, takes aside files without a row,
/// and looks again at reports that are held. Nothing that a row names is touched.
package struct SweepEvidence: Sendable {
    /// What one sweep did.
    package struct Summary: Hashable, Sendable {
        package var expired = 0
        package var removed = 0
        /// The hashes of files that no row names.
        package var setAside: [String] = []
        package var reexamined = 0
        /// Abandoned uploads whose part could not be opened, with the reason; they are tried again.
        package var failed: [String] = []
    }

    private let store: Store
    private let limits: EvidenceLimits

    package init(_ store: Store, limits: EvidenceLimits) {
        self.store = store
        self.limits = limits
    }

    package func run() async throws -> Summary {
        var summary = Summary()
        try await expire(&summary)
        let vault = store.evidence
        summary.removed += try await Threads.run { vault.removeLeftovers() }
        for part in try await Threads.run({ vault.parts() }) where try await !store.isOpen(upload: part) {
            if try await Threads.run({ vault.removePart(part) }) { summary.removed += 1 }
        }
        for hash in try await Threads.run({ vault.hashes().flatMap(\.self) })
        where try await store.evidenceFile(known: hash) == nil {
            if try await store.setAsideOrphan(hash, by: .worker("sweep")) { summary.setAside.append(hash) }
        }
        summary.reexamined = try await store.reexamineHeldReports()
        return summary
    }

    private func expire(_ summary: inout Summary) async throws {
        let vault = store.evidence
        let before = limits.abandonedBefore(store.clock.now())
        let abandoned = try await store.abandonedUploads(before: before, limit: 100_000)
        for id in abandoned {
            let opened: UploadPart?
            do {
                opened = try await Threads.run { try vault.openPart(id, create: true) }
            } catch {
                summary.failed.append("\(id): \(error)")
                continue
            }
            // Held: somebody adds to it this moment, so it is not abandoned.
            guard let part = opened else { continue }
            guard try await store.endUpload(id, as: .expired, untouchedSince: before, by: .worker("sweep")) else {
                continue
            }
            part.remove()
            summary.expired += 1
        }
    }
}
