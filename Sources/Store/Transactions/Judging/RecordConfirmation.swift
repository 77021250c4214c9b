package import Domain
internal import GRDB

/// The confirmation of a figure that is being written into a criteria file.
///
/// The file is not part of the database. So an event is committed before the file is replaced, and another one after it.
/// If the program dies between them, the next start compares the hash of the file with the two hashes of the event.
package struct OpenConfirmation: Hashable, Sendable {
    /// The number of the event with which it began.
    package let sequence: Int64
    package let product: String
    fileprivate let details: String

    /// Whether the event states that the file has `hash` after the change.
    package func isWritten(_ hash: String) -> Bool {
        details.contains("\"hashAfter\":\"\(hash)\"")
    }
}

extension Store {
    /// Records that a confirmation begins. The file is still unchanged.
    package func beginConfirmation(
        _ confirmation: FigureConfirmation, changes: [FigureConfirmation.Change], before: RuleReference,
        hashAfter: String, by actor: Actor
    ) async throws -> OpenConfirmation {
        let event = ConfirmationEvent(confirmation, changes, before, hashAfter)
        return try await write { database, now in
            try database.append(.criteriaConfirmationBegun, by: actor, on: event.subject, event.details, at: now)
            guard let begun = try database.openConfirmations(product: confirmation.product).last else {
                throw StoreError.inconsistent("the confirmation that began has no event")
            }
            return begun
        }
    }

    /// Records that the file contains the confirmation.
    package func completeConfirmation(
        _ confirmation: FigureConfirmation, changes: [FigureConfirmation.Change],
        before: RuleReference, hashAfter: String, by actor: Actor
    ) async throws {
        let event = ConfirmationEvent(confirmation, changes, before, hashAfter)
        try await write { database, now in
            try database.append(.criteriaConfirmed, by: actor, on: event.subject, event.details, at: now)
        }
    }

    /// Records the end of a confirmation whose file was perhaps not written.
    ///
    /// - Parameters:
    ///   - hash: that of the file as it is now; nil if it cannot be read.
    ///   - isInterrupted: whether the process died; false if the file could not be written.
    package func settleConfirmation(
        _ open: OpenConfirmation, hash: String?, isInterrupted: Bool, by actor: Actor
    ) async throws -> Bool {
        let isWritten = hash.map(open.isWritten) ?? false
        try await write { database, now in
            try database.append(
                isWritten ? .criteriaConfirmed : .criteriaConfirmationDropped, by: actor,
                on: ConfirmationEvent.subject(open.product),
                ["begun": String(open.sequence), "hash": hash ?? "", "interrupted": String(isInterrupted)], at: now)
        }
        return isWritten
    }

    /// The confirmations without an end, oldest first.
    package func openConfirmations() async throws -> [OpenConfirmation] {
        try await read { try $0.openConfirmations(product: nil) }
    }
}

/// What the event log keeps of a confirmation: who, what, the old and the new source, and the hashes of the file.
private struct ConfirmationEvent: Sendable {
    let subject: String
    private let confirmation: FigureConfirmation
    private let changes: [FigureConfirmation.Change]
    private let before: RuleReference
    private let hashAfter: String

    init(
        _ confirmation: FigureConfirmation, _ changes: [FigureConfirmation.Change], _ before: RuleReference,
        _ hashAfter: String
    ) {
        subject = Self.subject(confirmation.product)
        self.confirmation = confirmation
        self.changes = changes
        self.before = before
        self.hashAfter = hashAfter
    }

    static func subject(_ product: String) -> String {
        "criteria:" + product
    }

    var details: KeyValuePairs<String, String> {
        [
            "item": confirmation.item, "case": confirmation.samples ?? "",
            "editions": changes.map(\.edition).joined(separator: "；"),
            "confirmedBy": confirmation.source.confirmed?.by ?? "",
            "confirmedOn": confirmation.source.confirmed?.on.text ?? "",
            "requirementBefore": text(\.before.requirement), "requirementAfter": text(\.after.requirement),
            "sourceBefore": text(\.before.source), "sourceAfter": text(\.after.source),
            "file": before.fileName, "hashBefore": before.hash, "hashAfter": hashAfter,
        ]
    }

    /// One text if all editions state the same.
    private func text(_ part: (FigureConfirmation.Change) -> String) -> String {
        var texts: [String] = []
        for text in changes.map(part) where !texts.contains(text) { texts.append(text) }
        return texts.joined(separator: " ／ ")
    }
}

extension Database {
    fileprivate func openConfirmations(product: String?) throws -> [OpenConfirmation] {
        let subject = product.map(ConfirmationEvent.subject)
        // All subjects with the prefix `criteria:`, in the order of the index.
        return try all(
            """
            SELECT b.sequence, b.subject, b.details FROM event b
            WHERE b.subject >= $1 AND b.subject < $2 AND b.kind = $3
                AND (CAST($4 AS TEXT) IS NULL OR b.subject = $4)
                AND NOT EXISTS (
                    SELECT 1 FROM event e
                    WHERE e.subject = b.subject AND e.sequence > b.sequence AND e.kind IN ($5, $6))
            ORDER BY b.sequence
            """, "criteria:", "criteria;", EventKind.criteriaConfirmationBegun.rawValue, subject,
            EventKind.criteriaConfirmed.rawValue, EventKind.criteriaConfirmationDropped.rawValue
        ).map { row in
            let subject: String = row["subject"]
            return OpenConfirmation(
                sequence: row["sequence"], product: String(subject.dropFirst("criteria:".count)),
                details: row["details"])
        }
    }
}
