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
    ///   - watch: the limits for missing, unreadable and refused values.
    ///   - unproven: for the alert, one sentence for each query whose end is not proven.
    @discardableResult
    package func completePull(
        _ pull: Int64, every: Int64 = 86_400, watch: FieldWatch = FieldWatch(), unproven: [String] = [],
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
            for finding in rule.findings(in: certificate, every: every) {
                try database.alert(finding, certificate, unproven, of: pull, head, at: now)
            }
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
    ///
    /// - Parameter ground: why the person releases it; nil if not stated.
    package func releasePull(_ pull: Int64, because ground: String? = nil, by actor: Actor) async throws {
        try await write { database, now in
            let head = try database.pullHead(pull)
            guard let reason = head.heldReason else {
                throw StoreError.conflict(.pullNotHeld(pull: pull))
            }
            try database.run("UPDATE pull SET heldReason = NULL WHERE id = $1", pull)
            try database.append(
                .pullReleased, by: actor, on: "pull:\(pull)",
                ground.map { ["reason": reason, "ground": $0] } ?? ["reason": reason], at: now)
            try database.settleAlert(.fieldsMissing, on: "pull:\(pull)", by: actor, at: now)
            try database.requeue(.screen(pull: pull), at: now)
        }
    }
}

extension Database {
    fileprivate func alert(
        _ finding: PullCertificate.Verdict, _ certificate: PullCertificate, _ unproven: [String], of pull: Int64,
        _ head: PullHead, at now: Timestamp
    ) throws {
        let subject = "pull:\(pull)"
        switch finding {
        case .complete, .incomplete: break
        case .unproven:
            let reasons = certificate.queries.filter { !$0.isProven }.map { AlertWording.end($0.end) }
            let message = AlertWording.endUnproven(
                crawler: head.crawler, pull: pull, reasons: unproven.isEmpty ? reasons : unproven)
            try raise(.endUnproven, on: subject, message, by: .worker(.pull), at: now)
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
        let findings = watch.findings(in: try fieldTally(of: pull, records: records))
        guard !findings.isEmpty else { return nil }
        let message = AlertWording.fieldsMissing(crawler: head.crawler, pull: pull, findings: findings)
        try run("UPDATE pull SET heldReason = $1 WHERE id = $2", message, pull)
        try append(.pullHeld, by: .worker(.pull), on: "pull:\(pull)", ["reason": message], at: now)
        try raise(.fieldsMissing, on: "pull:\(pull)", message, by: .worker(.pull), at: now)
        return message
    }
}
