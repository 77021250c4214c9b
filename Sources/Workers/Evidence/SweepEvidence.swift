package import Domain
package import Store

/// Cleans the vault: ends abandoned uploads, removes unfinished files of dead processes, moves files without a row to
/// another folder, and examines held reports again. It never changes a file that a row names.
package struct SweepEvidence: Sendable {
    /// The result of one cleaning.
    package struct SweepSummary: Hashable, Sendable {
        package var expired = 0
        package var removed = 0
        /// The hashes of files without a row.
        package var setAside: [String] = []
        package var reexamined = 0
        /// Abandoned uploads whose part could not be opened, with the reason. They are tried again.
        package var failed: [String] = []
    }

    private let store: Store
    private let limits: EvidenceLimits

    package init(_ store: Store, limits: EvidenceLimits) {
        self.store = store
        self.limits = limits
    }

    package func run() async throws -> SweepSummary {
        var summary = SweepSummary()
        try await expire(&summary)
        let vault = store.evidence
        summary.removed += try await Threads.run { vault.removeLeftovers() }
        for part in try await Threads.run({ vault.parts() }) where try await !store.isOpen(upload: part) {
            if try await Threads.run({ vault.removePart(part) }) { summary.removed += 1 }
        }
        for hash in try await Threads.run({ vault.hashes().flatMap(\.self) })
        where try await store.evidenceFile(known: hash) == nil {
            if try await store.setAsideOrphan(hash, by: .worker(.sweep)) { summary.setAside.append(hash) }
        }
        summary.reexamined = try await store.reexamineReportsAwaitingEvidence()
        return summary
    }

    private func expire(_ summary: inout SweepSummary) async throws {
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
            // Another request has locked the part, so the upload is not abandoned.
            guard let part = opened else { continue }
            guard try await store.endUpload(id, .expired(untouchedSince: before), by: .worker(.sweep)) else {
                continue
            }
            part.remove()
            summary.expired += 1
        }
    }
}
