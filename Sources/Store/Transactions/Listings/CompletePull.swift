package import Domain
internal import GRDB

/// The result of completing a pull.
package struct PullOutcome: Hashable, Sendable {
    package let certificate: PullCertificate
    package let verdict: PullCertificate.Verdict
    /// Why flagging waits for a person; nil if it does not wait.
    package let heldReason: String?
}

extension Store {
    /// Marks a pull as complete, issues its certificate and raises alerts. Then makes its screening due, unless a field
    /// that flags need is missing too often. Later calls change nothing.
    ///
    /// - Parameters:
    ///   - every: seconds between two snapshots of the crawler.
    ///   - watch: the maximum share of records that may lack a field.
    @discardableResult
    package func completePull(
        _ pull: Int64, every: Int64 = 86_400, watch: FieldWatch = FieldWatch(),
        rule: CompletenessRule = CompletenessRule()
    ) async throws -> PullOutcome {
        try await write { database, now in
            let changed = try database.change(
                "UPDATE pull SET completedAt = $1 WHERE id = $2 AND completedAt IS NULL", now.milliseconds, pull)
            let head = try database.pullHead(pull)
            let certificate = try database.certificate(of: pull, head)
            let verdict = rule.verdict(of: certificate, every: every)
            guard changed == 1 else {
                return PullOutcome(certificate: certificate, verdict: verdict, heldReason: head.heldReason)
            }
            let subject = "pull:\(pull)"
            try database.keep(certificate, verdict, of: pull, at: now)
            try database.append(
                .pullCompleted, by: .worker(.pull), on: subject, certificate.details(verdict), at: now)
            try database.settleAlert(.gap, on: subject, at: now)
            try database.settleAlert(.credentialsRefused, on: "crawler:" + head.crawler, at: now)
            try database.alert(verdict, certificate, of: pull, head, at: now)
            let held = try database.hold(pull, head, watch, records: certificate.records, at: now)
            if held == nil { try database.enqueue(.screen(pull: pull), at: now) }
            return PullOutcome(certificate: certificate, verdict: verdict, heldReason: held)
        }
    }

    /// Records that pages of a pull are missing: in the certificate, and in an alert that stays open until the pages
    /// arrive.
    ///
    /// - Parameters:
    ///   - holes: the missing pages, one text each.
    ///   - reasons: why they are missing, for the alert.
    @discardableResult
    package func leaveIncomplete(
        _ pull: Int64, holes: [String], reasons: [String]
    ) async throws -> PullCertificate {
        try await write { database, now in
            let head = try database.pullHead(pull)
            let certificate = try database.certificate(of: pull, head, holes: holes)
            guard !head.isComplete, !holes.isEmpty else { return certificate }
            try database.keep(certificate, .incomplete, of: pull, at: now)
            try database.append(
                .pullIncomplete, by: .worker(.pull), on: "pull:\(pull)", certificate.details(.incomplete), at: now)
            try database.raise(
                .gap, on: "pull:\(pull)",
                AlertWording.gap(crawler: head.crawler, pull: pull, gaps: reasons.isEmpty ? holes : reasons),
                by: .worker(.pull), at: now)
            return certificate
        }
    }

    /// Allows the flagging of a held pull.
    package func releasePull(_ pull: Int64, by actor: Actor) async throws {
        try await write { database, now in
            let head = try database.pullHead(pull)
            guard let reason = head.heldReason else {
                throw StoreError.conflict(.pullNotHeld(pull: pull))
            }
            try database.run("UPDATE pull SET heldReason = NULL WHERE id = $1", pull)
            try database.append(.pullReleased, by: actor, on: "pull:\(pull)", ["reason": reason], at: now)
            try database.settleAlert(.fieldsMissing, on: "pull:\(pull)", by: actor, at: now)
            try database.requeue(.screen(pull: pull), at: now)
        }
    }
}

extension Database {
    fileprivate func alert(
        _ verdict: PullCertificate.Verdict, _ certificate: PullCertificate, of pull: Int64, _ head: PullHead,
        at now: Timestamp
    ) throws {
        let subject = "pull:\(pull)"
        switch verdict {
        case .complete, .incomplete: break
        case .short:
            let message = AlertWording.shortTotal(
                crawler: head.crawler, pull: pull, stated: certificate.stated, short: certificate.short)
            try raise(.shortTotal, on: subject, message, by: .worker(.pull), at: now)
        case .overlapCollapsed:
            guard let overlap = certificate.overlap else { return }
            let message = AlertWording.overlapCollapse(crawler: head.crawler, pull: pull, overlap: overlap)
            try raise(.overlapCollapse, on: subject, message, by: .worker(.pull), at: now)
        }
    }

    /// Holds the flagging of a pull if the format of its feed has clearly changed. Returns the reason, or nil if the
    /// pull is not held.
    fileprivate func hold(
        _ pull: Int64, _ head: PullHead, _ watch: FieldWatch, records: Int64, at now: Timestamp
    ) throws -> String? {
        guard records > 0 else { return nil }
        let rows = try all("SELECT field, records FROM pullMissing WHERE pullId = $1 ORDER BY field", pull)
        let shares = rows.compactMap { row -> (field: ListingField, percent: Int)? in
            guard let field = ListingField(rawValue: row["field"]), FieldWatch.fields.contains(field) else {
                return nil
            }
            let missing: Int64 = row["records"]
            guard missing * 100 > records * Int64(watch.percent(field)) else { return nil }
            return (field, Int((missing * 100 / records).clamped(to: 0...100)))
        }
        guard !shares.isEmpty else { return nil }
        let message = AlertWording.fieldsMissing(crawler: head.crawler, pull: pull, shares: shares)
        try run("UPDATE pull SET heldReason = $1 WHERE id = $2", message, pull)
        try append(.pullHeld, by: .worker(.pull), on: "pull:\(pull)", ["reason": message], at: now)
        try raise(.fieldsMissing, on: "pull:\(pull)", message, by: .worker(.pull), at: now)
        return message
    }
}

extension Int64 {
    fileprivate func clamped(to range: ClosedRange<Int64>) -> Int64 {
        Swift.min(Swift.max(self, range.lowerBound), range.upperBound)
    }
}
