package import Domain
internal import GRDB

extension Store {
    /// Carries out the consequences of a conclusion, once: first the withdrawals after a corrected result, then the new
    /// consequences. If a correction of the conclusion was routed or its report was withdrawn, nothing follows.
    ///
    /// The decision is made within the transaction. If two processes route two versions of one report at the same time,
    /// the second one sees the changes of the first.
    ///
    /// - Parameter notice: makes the notice for a serial number.
    /// - Returns: the decision. A repeated call decides again and changes nothing.
    package func applyDisposition(
        conclusion: Int64,
        notice: @Sendable @escaping (_ facts: RoutingFacts, _ serial: Int64, _ now: Timestamp) -> ProblemNotice
    ) async throws -> Disposition.Decision {
        try await write { database, now in
            let facts = try database.routingFacts(conclusion: conclusion)
            let decision = Disposition.decide(facts.facts, replacing: facts.earlier)
            let changed = try database.change(
                "UPDATE conclusion SET routedAt = $1 WHERE id = $2 AND routedAt IS NULL", now.milliseconds, conclusion)
            guard changed == 1 else { return decision }
            try database.markDone(.route(conclusion: conclusion), at: now)
            // A job that runs late must not act on a result that was corrected in the meantime.
            if let why = try database.reasonForNoConsequences(conclusion: conclusion) {
                try database.append(
                    .conclusionRouted, by: .worker(.route), on: "conclusion:\(conclusion)",
                    ["actions": "", why.rawValue: "true"], at: now)
                return Disposition.Decision.nothing
            }
            if decision.withdrawsEarlier { try database.withdrawEarlier(than: conclusion, at: now) }
            var done: [String] = []
            for action in decision.actions {
                done.append(
                    try database.perform(action, conclusion: conclusion, notice: { notice(facts, $0, $1) }, at: now))
            }
            try database.append(
                .conclusionRouted, by: .worker(.route), on: "conclusion:\(conclusion)",
                ["actions": done.joined(separator: " "), "withdrewEarlier": String(decision.withdrawsEarlier)], at: now)
            return decision
        }
    }
}

/// Why a conclusion has no consequences: a later version of its report was routed, or the report was withdrawn.
private enum NoConsequences: String {
    case superseded, withdrawn
}

extension Database {
    /// Why a conclusion has no consequences; nil if it may have some. A later version that cannot be judged is ignored.
    fileprivate func reasonForNoConsequences(conclusion: Int64) throws -> NoConsequences? {
        let later = try value(
            """
            SELECT COUNT(*) FROM conclusion c JOIN report r ON r.id = c.reportId
            JOIN report newer ON newer.sampleId = r.sampleId AND newer.version > r.version
            JOIN conclusion n ON n.reportId = newer.id
            WHERE c.id = $1 AND n.routedAt IS NOT NULL AND n.verdict <> 'cannotJudge'
            """, conclusion)
        if later > 0 { return .superseded }
        let withdrawn = try value(
            """
            SELECT COUNT(*) FROM conclusion c JOIN report r ON r.id = c.reportId
            JOIN report d ON d.sampleId = r.sampleId AND d.version >= r.version
            JOIN reportWithdrawal w ON w.reportId = d.id
            WHERE c.id = $1
            """, conclusion)
        return withdrawn > 0 ? .withdrawn : nil
    }

    fileprivate func perform(
        _ action: Disposition.Action, conclusion: Int64, notice: (Int64, Timestamp) -> ProblemNotice, at now: Timestamp
    ) throws -> String {
        switch action {
        case .notice:
            let serial = try value("SELECT COALESCE(MAX(id), 0) + 1 FROM notice")
            try issue(notice(serial, now), serial: serial, conclusion: conclusion, at: now)
            return "notice:\(serial)"
        case .reminder(let region):
            return "reminder:\(try refer(.reminder, to: region, conclusion: conclusion, at: now))"
        case .lead(let region):
            return "lead:\(try refer(.lead, to: region, conclusion: conclusion, at: now))"
        case .proposeTakedown(let key):
            return "takedown:\(try proposeTakedown(of: key, conclusion: conclusion, at: now))"
        }
    }

    private func issue(_ notice: ProblemNotice, serial: Int64, conclusion: Int64, at now: Timestamp) throws {
        try run(
            """
            INSERT INTO notice (id, conclusionId, number, enterprise, hazard, copies, copiedTo, text, issuedAt)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """,
            serial, conclusion, notice.number, notice.enterprise, notice.hazard.rawValue, ProblemNotice.copies,
            notice.copiedTo.text, notice.text, now.milliseconds)
    }

    private func refer(_ kind: ReferralKind, to region: RegionCode, conclusion: Int64, at now: Timestamp) throws
        -> Int64
    {
        try value(
            "INSERT INTO referral (conclusionId, kind, region, createdAt) VALUES ($1, $2, $3, $4) RETURNING id",
            conclusion, kind.rawValue, region.text, now.milliseconds)
    }

    private func proposeTakedown(of key: ListingKey, conclusion: Int64, at now: Timestamp) throws -> Int64 {
        try value(
            """
            INSERT INTO takedown (conclusionId, listingId, platform, region, state, proposedAt)
            SELECT c.id, l.id, l.platform, p.sellerRegion, 'proposed', $2
            FROM conclusion c JOIN report r ON r.id = c.reportId JOIN sample s ON s.id = r.sampleId
            JOIN purchase p ON p.id = s.purchaseId, listing l
            WHERE c.id = $1 AND l.platform = $3 AND l.item = $4
            RETURNING id
            """,
            conclusion, now.milliseconds, key.platform, key.item)
    }

    /// Withdraws the consequences of the earlier conclusions of the sample.
    fileprivate func withdrawEarlier(than conclusion: Int64, at now: Timestamp) throws {
        let earlier = try all(
            """
            SELECT c.id FROM conclusion c JOIN report r ON r.id = c.reportId
            JOIN report newer ON newer.sampleId = r.sampleId JOIN conclusion n ON n.reportId = newer.id
            WHERE n.id = $1 AND c.id <> n.id AND r.version < newer.version
            """, conclusion)
        for row in earlier {
            try withdrawConsequences(
                of: row["id"], reason: DispositionWording.corrected, supersededBy: conclusion, by: .worker(.route),
                at: now)
        }
    }
}
