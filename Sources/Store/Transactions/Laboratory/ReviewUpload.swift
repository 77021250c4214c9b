package import Domain
internal import GRDB

extension Store {
    /// The laboratory's reviewer approves an upload; whoever uploaded it cannot. Its rows become results by the replay
    /// that follows.
    package func approveUpload(_ id: Int64, by reviewer: Principal) async throws {
        try await write { database, now in
            try database.review(id, .approved, reason: nil, by: reviewer, at: now)
            try database.makeReleaseDue(upload: id, at: now)
            try database.append("upload.approved", by: reviewer.actor, on: "upload:\(id)", at: now)
        }
    }

    /// The laboratory's reviewer sends an upload back: its rows lie in quarantine with the reason, those that lay there
    /// before too, and only a corrected row comes out of there again.
    package func rejectUpload(_ id: Int64, reason: String, by reviewer: Principal) async throws {
        try await write { database, now in
            try database.review(id, .rejected, reason: reason, by: reviewer, at: now)
            let fault = IntakeFault(.rejectedByReviewer, IntakeWording.rejected(reason))
            let moved = try database.change(
                """
                UPDATE intakeRow SET state = 'quarantined', code = $1, field = NULL, detail = $2
                WHERE uploadId = $3 AND state = 'waiting'
                """, fault.code.rawValue, fault.sentence, id)
            // What was wrong with a row before stays in its sentence.
            let others = try database.change(
                """
                UPDATE intakeRow SET code = $1, detail = $2 || '；' || detail
                WHERE uploadId = $3 AND state = 'quarantined' AND code <> $1
                """, fault.code.rawValue, fault.sentence, id)
            try database.run(
                "UPDATE labUpload SET waiting = waiting - $1, quarantined = quarantined + $1 WHERE id = $2", moved, id)
            try database.makeReleaseDue(upload: id, at: now)
            try database.append(
                "upload.rejected", by: reviewer.actor, on: "upload:\(id)",
                ["reason": reason, "rows": String(moved + others)],
                at: now)
        }
    }
}

extension Database {
    fileprivate func review(
        _ id: Int64, _ state: ReviewState, reason: String?, by reviewer: Principal, at now: Timestamp
    ) throws {
        guard let row = try first("SELECT * FROM labUpload WHERE id = $1 AND laboratory = $2", id, reviewer.name) else {
            throw StoreError.notFound("upload \(id)")
        }
        guard reviewer.role == .laboratory, reviewer.duty == .reviewer else {
            throw StoreError.conflict("only a reviewer of the laboratory decides on its uploads")
        }
        let upload = try LabUploadRow(row: row)
        guard upload.review == .pending else {
            throw StoreError.conflict("upload \(id) is not waiting for a reviewer (\(upload.review.rawValue))")
        }
        guard upload.isRead else {
            throw StoreError.conflict("upload \(id) was broken off and is not read to its end; upload it again first")
        }
        guard try !authors(of: upload).contains(Person(reviewer.actor)) else {
            throw StoreError.conflict("four eyes: whoever uploaded or corrected \(id) cannot review it")
        }
        try run(
            "UPDATE labUpload SET review = $1, reviewedBy = $2, reviewedAt = $3, reviewReason = $4 WHERE id = $5",
            state.rawValue, reviewer.actor.name, now.milliseconds, reason, id)
    }
}
