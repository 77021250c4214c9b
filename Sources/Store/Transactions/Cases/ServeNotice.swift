package import Domain
internal import GRDB

extension Store {
    /// Records that a notice was served, with the proof of service (送达回证). Once; the proof is never replaced.
    package func serveNotice(number: String, proof: EvidenceVault.Entry, by actor: Actor) async throws {
        try await write { database, now in
            guard
                let notice = try database.first(
                    "SELECT id, servedAt, proofOfService, withdrawnAt FROM notice WHERE number = $1", number)
            else { throw StoreError.notFound("notice \(number)") }
            let withdrawn: Int64? = notice["withdrawnAt"]
            guard withdrawn == nil else { throw StoreError.conflict("notice \(number) has been withdrawn") }
            let served: String? = notice["proofOfService"]
            if served == proof.hash { return }
            guard served == nil else {
                throw StoreError.conflict("notice \(number) has been served with another proof")
            }
            try database.admit(proof, at: now)
            let id: Int64 = notice["id"]
            try database.run(
                "UPDATE notice SET servedAt = $1, proofOfService = $2 WHERE id = $3", now.milliseconds, proof.hash, id)
            try database.append(
                "notice.served", by: actor, on: "notice:\(id)", ["number": number, "proof": proof.hash], at: now)
        }
    }
}
