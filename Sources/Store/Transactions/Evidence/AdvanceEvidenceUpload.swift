package import Domain
internal import GRDB

/// How an upload ends if its file is not kept.
package enum EvidenceUploadEnd: Hashable, Sendable {
    case cancelled
    case refused(reason: String)
    /// Only if nothing was added since this time.
    case expired(untouchedSince: Timestamp)

    fileprivate var state: UploadState {
        switch self {
        case .cancelled: .cancelled
        case .refused: .refused
        case .expired: .expired
        }
    }

    fileprivate var event: EventKind {
        switch self {
        case .cancelled: .evidenceUploadCancelled
        case .refused: .evidenceUploadRefused
        case .expired: .evidenceUploadExpired
        }
    }

    fileprivate var reason: String? {
        if case .refused(let reason) = self { reason } else { nil }
    }

    fileprivate var untouchedSince: Timestamp? {
        if case .expired(let moment) = self { moment } else { nil }
    }
}

extension Store {
    /// Records that the first `received` bytes of an open upload are on the disk. The count never decreases. The last
    /// byte is recorded only with the end of the upload. Progress writes no event.
    package func advanceUpload(_ id: String, to received: Int64) async throws {
        try await write { database, now in
            _ = try database.change(
                """
                UPDATE evidenceUpload SET received = $1, touchedAt = $2
                WHERE id = $3 AND state = 'open' AND received <= $1 AND bytes > $1
                """, received, now.milliseconds, id)
        }
    }

    /// Ends an open upload and keeps no file. Returns false if the upload is not open.
    @discardableResult
    package func endUpload(_ id: String, _ end: EvidenceUploadEnd, by actor: Actor) async throws -> Bool {
        try await write { database, now in
            let changed = try database.change(
                """
                UPDATE evidenceUpload SET state = $1, reason = $2, touchedAt = $3
                WHERE id = $4 AND state = 'open' AND touchedAt < $5
                """,
                end.state.rawValue, end.reason, now.milliseconds, id, end.untouchedSince?.milliseconds ?? Int64.max)
            guard changed == 1 else { return false }
            try database.append(
                end.event, by: actor, on: "upload:\(id)", ["reason": end.reason ?? ""], at: now)
            return true
        }
    }
}
