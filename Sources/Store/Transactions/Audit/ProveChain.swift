package import Domain
internal import GRDB

/// A check of the hash chain in parts. Each part reads a few thousand events, so that neither a request nor a writer waits
/// for millions of them.
extension Store {
    /// Requests a check of all events up to now, and queues its job. While one is not finished, it is returned.
    package func requestProof(by actor: Actor) async throws -> Int64 {
        try await write { database, now in
            let open = try database.first(
                "SELECT id FROM chainProof WHERE finishedAt IS NULL ORDER BY id DESC LIMIT 1")
            if let open {
                let id: Int64 = open["id"]
                try database.requeue(.proof(id), at: now)
                return id
            }
            let through = try database.lastEvent()
            let id = try database.value(
                "INSERT INTO chainProof (requestedBy, requestedAt, through, head) VALUES ($1, $2, $3, $4) RETURNING id",
                actor.text, now.milliseconds, through, ChainedEvent.genesis)
            try database.enqueue(.proof(id), at: now)
            try database.append(
                .proofRequested, by: actor, on: "proof:\(id)", ["through": String(through)], at: now)
            return id
        }
    }

    /// Checks the next part of the chain. Returns whether the check is finished.
    package func continueProof(_ id: Int64, part: Int = 10_000) async throws -> Bool {
        let (from, through, verifier) = try await read { database in try database.nextPart(ofProof: id, part) }
        guard let through else { return true }
        var fault = verifier.fault
        if fault == nil, verifier.count == from, from < through {
            // The rows up to the end were there when the check was requested.
            fault = ChainVerifier.Fault(sequence: from + 1, kind: .missing, reason: "row \(from + 1) is missing")
        }
        let (found, isDone) = (fault, fault != nil || verifier.count == through)
        try await write { database, now in
            let changed = try database.change(
                """
                UPDATE chainProof SET checked = $1, head = $2, faultSequence = $3, faultKind = $4, finishedAt = $5
                WHERE id = $6 AND checked = $7 AND finishedAt IS NULL
                """,
                verifier.count, verifier.head, found?.sequence, found?.kind.rawValue,
                isDone ? now.milliseconds : nil, id, from)
            guard changed == 1, isDone else { return }
            try database.append(
                .proofFinished, by: .worker(.proof), on: "proof:\(id)",
                [
                    "events": String(verifier.count), "head": verifier.head,
                    "row": found.map { String($0.sequence) } ?? "", "fault": found?.kind.rawValue ?? "",
                ], at: now)
        }
        return isDone
    }
}

extension Database {
    /// The number of events that were checked before, the last event to check (nil if the check is finished), and the
    /// next events, verified.
    fileprivate func nextPart(
        ofProof id: Int64, _ part: Int
    ) throws -> (from: Int64, through: Int64?, verifier: ChainVerifier) {
        guard let proof = try first("SELECT * FROM chainProof WHERE id = $1", id) else {
            throw StoreError.notFound("chain proof \(id)")
        }
        let (from, through): (Int64, Int64) = (proof["checked"], proof["through"])
        var verifier = ChainVerifier(count: from, head: proof["head"])
        guard proof.optionalMoment("finishedAt") == nil else { return (from, nil, verifier) }
        try each(
            "SELECT * FROM event WHERE sequence > $1 AND sequence <= $2 ORDER BY sequence LIMIT $3",
            values: [from, through, part]
        ) { row in
            verifier.check(row.chainedEvent)
            return verifier.fault == nil
        }
        return (from, through, verifier)
    }
}
