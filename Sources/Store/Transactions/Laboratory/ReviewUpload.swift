package import Domain
internal import GRDB

extension Store {
    /// The laboratory's reviewer approves an upload of another person. The replay that follows files its complete
    /// reports.
    package func approveUpload(_ id: Int64, by reviewer: Principal) async throws {
        try await write { database, now in
            try database.review(id, .approved, reason: nil, by: reviewer, at: now)
            try database.makeReplayDue(upload: id, at: now)
            try database.append(.uploadApproved, by: reviewer.actor, on: "upload:\(id)", at: now)
        }
    }

    /// The laboratory's reviewer rejects an upload. The replay that follows holds its reports with the reason. If a row
    /// of the upload is corrected or dismissed, the reviewer decides again. A rejected report does not prevent its
    /// sample from meeting, because the laboratory has decided about it.
    package func rejectUpload(_ id: Int64, reason: String, by reviewer: Principal) async throws {
        try await write { database, now in
            try database.review(id, .rejected, reason: reason, by: reviewer, at: now)
            let held = try database.all(
                "SELECT DISTINCT sampleId, reportNumber FROM intakeRow WHERE uploadId = $1 AND state = 'held'", id)
            try database.judgeAgain(
                samples: Set(held.compactMap { $0["sampleId"] }), numbers: Set(held.compactMap { $0["reportNumber"] }),
                of: reviewer.name, at: now)
            try database.makeReplayDue(upload: id, at: now)
            try database.append(
                .uploadRejected, by: reviewer.actor, on: "upload:\(id)", ["reason": reason], at: now)
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
            throw StoreError.conflict(.reviewerRequired(laboratory: reviewer.name))
        }
        let upload = try LabUploadRow(row: row)
        guard upload.review == .pending else {
            throw StoreError.conflict(.uploadNotPending(upload: id, upload.review))
        }
        guard upload.isRead else {
            throw StoreError.conflict(.uploadNotRead(upload: id))
        }
        guard try !authors(of: upload).contains(Person(reviewer.actor)) else {
            throw StoreError.conflict(.authorCannotReview(upload: id))
        }
        try run(
            "UPDATE labUpload SET review = $1, reviewedBy = $2, reviewedAt = $3, reviewReason = $4 WHERE id = $5",
            state.rawValue, reviewer.actor.text, now.milliseconds, reason, id)
    }
}
