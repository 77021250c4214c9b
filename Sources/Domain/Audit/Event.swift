/// An entry of the event log: who changed which thing, and how (source document, annex §5).
///
/// Each stored row contains the hash of the row before it, so that a change, a gap or a swap is detected.
package struct Event: Hashable, Sendable {
    package let actor: Actor
    package let kind: EventKind
    /// The thing that changed: `takedown:17`.
    package let subject: String
    /// Names and values, in a fixed order.
    package let details: [Detail]

    package struct Detail: Hashable, Sendable {
        package let name: String
        package let value: String
    }

    package init(actor: Actor, kind: EventKind, subject: String, details: KeyValuePairs<String, String> = [:]) {
        self.actor = actor
        self.kind = kind
        self.subject = subject
        self.details = details.map { Detail(name: $0.key, value: $0.value) }
    }

    /// The details as a JSON object, in the given order. This text is stored and hashed.
    package var detailsJSON: String {
        "{" + details.map { JSONText.quoted($0.name) + ":" + JSONText.quoted($0.value) }.joined(separator: ",") + "}"
    }
}

/// A row of the event log, with the texts as they are stored and hashed.
package struct ChainedEvent: Hashable, Sendable {
    package let sequence: Int64
    package let at: Timestamp
    package let actor: String
    package let kind: String
    package let subject: String
    package let detailsJSON: String
    package let previousHash: String
    package let hash: String

    /// The previous hash of the first row.
    package static let genesis = String(repeating: "0", count: 64)

    package init(
        sequence: Int64, at: Timestamp, actor: String, kind: String, subject: String, detailsJSON: String,
        previousHash: String, hash: String
    ) {
        self.sequence = sequence
        self.at = at
        self.actor = actor
        self.kind = kind
        self.subject = subject
        self.detailsJSON = detailsJSON
        self.previousHash = previousHash
        self.hash = hash
    }

    /// The row that follows the row (`sequence` − 1, `previousHash`).
    package init(_ event: Event, sequence: Int64, at: Timestamp, previousHash: String) {
        self.init(
            sequence: sequence, at: at, actor: event.actor.text, kind: event.kind.rawValue, subject: event.subject,
            detailsJSON: event.detailsJSON, previousHash: previousHash, hash: "")
        self = ChainedEvent(
            sequence: sequence, at: at, actor: actor, kind: kind, subject: subject, detailsJSON: detailsJSON,
            previousHash: previousHash, hash: expectedHash)
    }

    /// SHA-256 over sequence, time, actor, kind, subject, details and the previous hash, each with its length.
    package var expectedHash: String {
        Digest.sha256(fields: [
            String(sequence), String(at.milliseconds), actor, kind, subject, detailsJSON, previousHash,
        ])
    }
}

/// Checks a chain row by row and keeps the first row that does not fit.
package struct ChainVerifier: Sendable {
    /// The first row that does not fit, and why.
    package struct Fault: Hashable, Sendable {
        /// Stored; never renamed.
        package enum Kind: String, CaseIterable, Sendable {
            /// The row does not exist, and a later one does, or did.
            case missing
            /// Its previous hash is not the hash of the row before it.
            case detached
            /// Its hash does not match its content.
            case changed
        }

        package let sequence: Int64
        package let kind: Kind
        package let reason: String

        package init(sequence: Int64, kind: Kind, reason: String) {
            self.sequence = sequence
            self.kind = kind
            self.reason = reason
        }
    }

    package private(set) var count: Int64
    package private(set) var head: String
    package private(set) var fault: Fault?

    /// - Parameters: the number of rows that were checked before, and the hash of the last of them.
    package init(count: Int64 = 0, head: String = ChainedEvent.genesis) {
        self.count = count
        self.head = head
    }

    package mutating func check(_ event: ChainedEvent) {
        guard fault == nil else { return }
        if event.sequence != count + 1 {
            fault = Fault(
                sequence: count + 1, kind: .missing,
                reason: "row \(count + 1) is missing; the next row is \(event.sequence)")
        } else if event.previousHash != head {
            fault = Fault(
                sequence: event.sequence, kind: .detached,
                reason: "its previous hash is not the hash of the row before it")
        } else if event.hash != event.expectedHash {
            fault = Fault(
                sequence: event.sequence, kind: .changed, reason: "its hash does not match its content")
        } else {
            count += 1
            head = event.hash
        }
    }
}
