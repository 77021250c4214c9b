internal import Domain
internal import GRDB

extension Database {
    /// The number of a laboratory's sample.
    func sample(labelled label: String, of laboratory: String) throws -> Int64 {
        guard let row = try first("SELECT id FROM sample WHERE label = $1 AND laboratory = $2", label, laboratory)
        else {
            throw EvidenceRefusal.unknownSample(label)
        }
        return row["id"]
    }

    /// Refuses content that the sample already has as another kind. A file has one kind.
    func checkKind(_ kind: EvidenceKind, of hash: String, sample: Int64) throws {
        guard
            let row = try first("SELECT kind FROM sampleEvidence WHERE sampleId = $1 AND hash = $2", sample, hash)
        else { return }
        let known: EvidenceKind = try row.word("kind")
        guard known == kind else { throw EvidenceRefusal.keptAs(known) }
    }

    /// Moves an admitted file into the vault and writes its row. Does both only if the row is missing.
    func admit(_ entry: EvidenceVault.AdmittedFile, at now: Timestamp) throws {
        try entry.publish()
        try admit(hash: entry.hash, bytes: entry.bytes, type: entry.type, at: now)
    }

    func admit(hash: String, bytes: Int64, type: EvidenceType, at now: Timestamp) throws {
        try run(
            """
            INSERT INTO evidence (hash, bytes, mediaType, arrivedAt) VALUES ($1, $2, $3, $4)
            ON CONFLICT (hash) DO NOTHING
            """,
            hash, bytes, type.rawValue, now.milliseconds)
    }
}
