internal import Domain
internal import GRDB

extension Database {
    /// Withdraws the consequences of a conclusion: notice, referral and takedown. If the takedown is on a list, an
    /// entry that restores the link follows. Each record contains the reason and the conclusion that replaces it.
    func withdrawConsequences(
        of conclusion: Int64, reason: String, supersededBy: Int64?, by actor: Actor, at now: Timestamp
    ) throws {
        for notice in try all(
            """
            UPDATE notice SET withdrawnAt = $1, withdrawnReason = $2, supersededBy = $3
            WHERE conclusionId = $4 AND withdrawnAt IS NULL RETURNING id
            """, now.milliseconds, reason, supersededBy, conclusion)
        {
            try append(
                .noticeWithdrawn, by: actor, on: "notice:\(notice["id"] as Int64)", ["reason": reason], at: now)
        }
        for referral in try all(
            """
            UPDATE referral SET withdrawnAt = $1, withdrawnReason = $2, supersededBy = $3
            WHERE conclusionId = $4 AND withdrawnAt IS NULL RETURNING id, kind
            """, now.milliseconds, reason, supersededBy, conclusion)
        {
            try append(
                .referralWithdrawn, by: actor, on: "referral:\(referral["id"] as Int64)",
                ["kind": referral["kind"] as String, "reason": reason], at: now)
        }
        for takedown in try all("SELECT id FROM takedown WHERE conclusionId = $1 AND state <> 'withdrawn'", conclusion)
        {
            try withdraw(takedown: takedown["id"], reason: reason, by: actor, at: now)
            try run("UPDATE takedown SET supersededBy = $1 WHERE id = $2", supersededBy, takedown["id"] as Int64)
        }
    }
}
