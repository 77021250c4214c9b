internal import Domain
package import Store

/// Reads every file of the vault and compares it with its row.
package struct VerifyEvidence: Sendable {
    package struct Finding: Hashable, Sendable {
        /// The hash; for a stray file, its path within the vault.
        package let name: String
        package let condition: EvidenceCondition
    }

    package struct Report: Hashable, Sendable {
        /// The number of files that match their rows.
        package var intact: Int64 = 0
        package var bytes: Int64 = 0
        package var findings: [Finding] = []
    }

    private let store: Store

    package init(_ store: Store) {
        self.store = store
    }

    /// - Parameter progress: receives the number of files read so far.
    package func run(progress: @Sendable (Int64) -> Void = { _ in }) async throws -> Report {
        let vault = store.evidence
        var report = Report()
        var last = ""
        while true {
            let rows = try await store.evidenceFiles(after: last, limit: 500)
            guard let end = rows.last else { break }
            for row in rows {
                let condition = try await Threads.run { vault.check(row.hash, bytes: row.bytes) }
                if condition == .whole {
                    report.intact += 1
                    report.bytes += row.bytes
                } else {
                    report.findings.append(Finding(name: row.hash, condition: condition))
                }
                progress(report.intact)
            }
            last = end.hash
        }
        for hash in try await Threads.run({ vault.hashes().flatMap(\.self) })
        where try await store.evidenceFile(known: hash) == nil {
            // The row of the file may be about to be written. The check waits for that write transaction.
            if try await store.isOrphan(hash) { report.findings.append(Finding(name: hash, condition: .orphaned)) }
        }
        let strays = try await Threads.run { vault.strays() }
        report.findings += strays.map { Finding(name: $0, condition: .stray) }
        return report
    }
}
