package import Domain
internal import GRDB

/// An evidence file that a laboratory uploaded.
package struct EvidencePieceRow: Hashable, Sendable {
    package let id: Int64
    package let hash: String
    package let bytes: Int64
    /// Detected from the content of the file.
    package let mediaType: String
    package let kind: EvidenceKind
    /// The file name given by the laboratory.
    package let name: String
    package let label: String
    package let laboratory: String
    package let arrivedAt: Timestamp
}

/// The row of a file of the vault.
package struct EvidenceFileRow: Hashable, Sendable {
    package let hash: String
    package let bytes: Int64
    package let mediaType: String
    package let arrivedAt: Timestamp
}

/// The record that a file belongs to.
package enum EvidenceUse: Hashable, Sendable {
    case sample(label: String, laboratory: String)
    case purchase(task: String, order: String)
    /// The proof of service of a notice.
    case notice(number: String)
}

/// The evidence that a reader may see.
package enum EvidenceScope: Hashable, Sendable {
    /// Only the laboratory's own uploads.
    case laboratory(String)
    /// Files about sellers of the region: evidence of their samples, records of purchases, proofs of service.
    case region(RegionCode)
    /// Everything; for the operator at the machine.
    case all
}

extension Store {
    /// Evidence of laboratories, in the order of arrival; with `label`, of one sample only.
    package func evidencePieces(
        in scope: EvidenceScope, sample label: String? = nil, after: Int64 = 0, limit: Int
    ) async throws -> [EvidencePieceRow] {
        let (laboratory, region) = scope.columns
        return try await read { database in
            var conditions = Conditions()
            conditions.require("v.laboratory", equals: laboratory)
            conditions.require("s.label", equals: label)
            conditions.require("v.id", above: after)
            conditions.require("p.sellerRegion LIKE " + conditions.parameter(region))
            let most = conditions.parameter(limit)
            return try database.all(
                """
                SELECT v.*, e.bytes, e.mediaType, s.label FROM sampleEvidence v
                JOIN evidence e ON e.hash = v.hash JOIN sample s ON s.id = v.sampleId
                JOIN purchase p ON p.id = s.purchaseId
                \(conditions.clause) ORDER BY v.id LIMIT \(most)
                """, values: conditions.values
            ).map { row in
                EvidencePieceRow(
                    id: row["id"], hash: row["hash"], bytes: row["bytes"], mediaType: row["mediaType"],
                    kind: try row.word("kind"), name: row["name"], label: row["label"], laboratory: row["laboratory"],
                    arrivedAt: row.moment("arrivedAt"))
            }
        }
    }

    /// The file with this hash if it is in `scope`. A nil result does not show whether the file exists.
    package func evidenceFile(_ hash: String, in scope: EvidenceScope) async throws -> EvidenceFileRow? {
        let (laboratory, region) = scope.columns
        return try await read { database in
            try database.first(
                """
                SELECT e.* FROM evidence e WHERE e.hash = $1 AND (
                    EXISTS (SELECT 1 FROM sampleEvidence v JOIN sample s ON s.id = v.sampleId
                        JOIN purchase p ON p.id = s.purchaseId
                        WHERE v.hash = e.hash AND (CAST($2 AS TEXT) IS NULL OR v.laboratory = $2)
                            AND p.sellerRegion LIKE $3)
                    OR (CAST($2 AS TEXT) IS NULL AND (
                        EXISTS (SELECT 1 FROM purchaseEvidence u JOIN purchase p ON p.id = u.purchaseId
                            WHERE u.hash = e.hash AND p.sellerRegion LIKE $3)
                        OR EXISTS (SELECT 1 FROM notice n
                            WHERE n.proofOfService = e.hash AND n.copiedTo LIKE $3))))
                """, hash, laboratory, region
            ).map(EvidenceFileRow.init)
        }
    }

    /// The records that name the file: samples with their laboratories, purchase tasks, notices.
    package func evidenceUses(_ hash: String) async throws -> [EvidenceUse] {
        try await read { database in
            try database.all(
                """
                SELECT s.label AS subject, v.laboratory AS other, 1 AS kind FROM sampleEvidence v
                    JOIN sample s ON s.id = v.sampleId WHERE v.hash = $1
                UNION ALL SELECT CAST(p.taskId AS TEXT), p.orderNumber, 2 FROM purchaseEvidence u
                    JOIN purchase p ON p.id = u.purchaseId WHERE u.hash = $1
                UNION ALL SELECT n.number, '', 3 FROM notice n WHERE n.proofOfService = $1
                ORDER BY 3, 1
                """, hash
            ).map { row in
                let subject: String = row["subject"]
                switch row["kind"] as Int {
                case 1: return .sample(label: subject, laboratory: row["other"])
                case 2: return .purchase(task: subject, order: row["other"])
                default: return .notice(number: subject)
                }
            }
        }
    }

    /// The row of the file with this hash, in any scope.
    package func evidenceFile(known hash: String) async throws -> EvidenceFileRow? {
        try await read { database in
            try database.first("SELECT * FROM evidence WHERE hash = $1", hash).map(EvidenceFileRow.init)
        }
    }

    /// Rows of files, ordered by hash, after `hash`.
    package func evidenceFiles(after hash: String, limit: Int) async throws -> [EvidenceFileRow] {
        try await read { database in
            try database.all("SELECT * FROM evidence WHERE hash > $1 ORDER BY hash LIMIT $2", hash, limit)
                .map(EvidenceFileRow.init)
        }
    }
}

extension EvidenceScope {
    /// The laboratory (nil for any) and the pattern of the region.
    fileprivate var columns: (laboratory: String?, region: String) {
        switch self {
        case .laboratory(let name): (name, "%")
        case .region(let region): (nil, region.prefix + "%")
        case .all: (nil, "%")
        }
    }
}

extension EvidenceFileRow {
    fileprivate init(_ row: Row) {
        self.init(
            hash: row["hash"], bytes: row["bytes"], mediaType: row["mediaType"], arrivedAt: row.moment("arrivedAt"))
    }
}
