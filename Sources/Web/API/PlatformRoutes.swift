internal import Domain
internal import Hummingbird
internal import Store

/// Platforms' routes: fetch their own list and report what they did.
struct PlatformRoutes: Sendable {
    let store: Store

    func add(to group: RouterGroup<APIContext>) {
        group.requiring(.readOwnTakedowns).get("takedowns", use: takedowns)
        group.requiring(.fileReceipts).post("receipts", use: file)
    }

    private struct EntryDocument: Encodable {
        let sequence: Int64
        let action: String
        let item: String
        let link: String?
        let title: String
        let legalBasis: String
        /// Why the takedown was withdrawn; only in an entry that restores the link.
        let reason: String?
        let confirmedBy: String
        let confirmedAt: String
        let listedAt: String
    }

    private struct ListDocument: Encodable {
        let platform: String
        let after: Int64
        /// The value of `after` for the next request.
        let next: Int64
        /// Whether more entries follow after `next`.
        let more: Bool
        let entries: [EntryDocument]
    }

    @Sendable private func takedowns(_ request: Request, _ context: APIContext) async throws -> Response {
        let platform = try context.holder().name
        let after = try request.after()
        let limit = try request.limit()
        let rows = try await store.takedownList(of: platform, after: after, limit: limit + 1)
        let shown = rows.prefix(limit)
        return try Answer.json(
            ListDocument(
                platform: platform, after: after, next: shown.last?.sequence ?? after, more: rows.count > limit,
                entries: shown.map {
                    EntryDocument(
                        sequence: $0.sequence, action: $0.action.rawValue, item: $0.item, link: $0.link,
                        title: $0.title, legalBasis: $0.legalBasis, reason: $0.reason, confirmedBy: $0.confirmedBy,
                        confirmedAt: $0.confirmedAt.utc, listedAt: $0.listedAt.utc)
                }))
    }

    private struct ReceiptRequest: Decodable {
        let sequence: Int64
        let outcome: String
        let actedAt: String
        let note: String?
    }

    private struct ReceiptDocument: Encodable {
        let receipt: Int64
        /// `filed` or `unchanged`.
        let status: String
    }

    @Sendable private func file(_ request: Request, _ context: APIContext) async throws -> Response {
        let body = try await request.object(ReceiptRequest.self, keys: ["sequence", "outcome", "actedAt", "note"])
        guard body.sequence > 0 else { throw Problem.badRequest(WebWording.sequence, place: "sequence") }
        guard let outcome = ReceiptOutcome(rawValue: body.outcome) else {
            throw Problem.badRequest(WebWording.outcome, place: "outcome")
        }
        guard let actedAt = Timestamp(rfc3339: body.actedAt) else {
            throw Problem.badRequest(WebWording.actedAt, place: "actedAt")
        }
        // Clocks differ slightly. A later time is usually a wrong time zone.
        guard actedAt <= store.clock.now().adding(seconds: 300) else {
            throw Problem.badRequest(WebWording.future, place: "actedAt")
        }
        let note = body.note ?? ""
        guard note.unicodeScalars.count <= 500 else { throw Problem.badRequest(WebWording.note, place: "note") }
        let filed = try await store.fileReceipt(
            ReceiptSubmission(sequence: body.sequence, outcome: outcome, actedAt: actedAt, note: note),
            from: context.holder().name)
        return try Answer.json(
            ReceiptDocument(receipt: filed.id, status: filed.isNew ? "filed" : "unchanged"),
            status: filed.isNew ? .created : .ok)
    }
}
