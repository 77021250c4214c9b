package import Domain
internal import GRDB

/// A check of the hash chain, with how far it is.
package struct ChainProof: Hashable, Sendable {
    package let id: Int64
    package let requestedBy: String
    package let requestedAt: Timestamp
    /// The number of the last event to check.
    package let through: Int64
    /// The number of events that were checked and fit, and the hash of the last of them.
    package let checked: Int64
    package let head: String
    package let fault: Fault?
    package let finishedAt: Timestamp?
    /// The state of its job; nil if the job was removed.
    package let job: JobState?

    /// The first event that does not fit.
    package struct Fault: Hashable, Sendable {
        package let sequence: Int64
        package let kind: ChainVerifier.Fault.Kind
    }
}

extension Store {
    /// The checks of the chain, latest first.
    package func chainProofs(limit: Int) async throws -> [ChainProof] {
        try await read { database in
            try database.all(
                """
                SELECT p.*, j.state AS jobState FROM chainProof p
                LEFT JOIN job j ON j.kind = $1 AND j.key = CAST(p.id AS TEXT) ORDER BY p.id DESC LIMIT $2
                """, JobKind.proof.rawValue, limit
            ).map { try $0.chainProof }
        }
    }

    /// The number of the last event; 0 for an empty log.
    package func lastEvent() async throws -> Int64 {
        try await read { try $0.lastEvent() }
    }
}

extension Database {
    func lastEvent() throws -> Int64 {
        try first("SELECT sequence FROM event ORDER BY sequence DESC LIMIT 1")?["sequence"] ?? 0
    }
}

extension Row {
    fileprivate var chainProof: ChainProof {
        get throws {
            let sequence: Int64? = self["faultSequence"]
            return ChainProof(
                id: self["id"], requestedBy: self["requestedBy"], requestedAt: moment("requestedAt"),
                through: self["through"], checked: self["checked"], head: self["head"],
                fault: try sequence.map { ChainProof.Fault(sequence: $0, kind: try word("faultKind")) },
                finishedAt: optionalMoment("finishedAt"), job: try optionalWord("jobState"))
        }
    }
}
