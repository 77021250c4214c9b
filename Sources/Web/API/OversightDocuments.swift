internal import Domain
internal import Store

/// A laboratory as officers see it. This file contains the answers about laboratories that the API document describes.
struct LaboratoryDocument: Encodable {
    struct Waiver: Encodable {
        let reason: String
        let by: String
    }

    let laboratory: String
    let fourEyes: Bool
    let title: String?
    let address: String?
    let accreditation: String?
    let contactPerson: String?
    let contactPhone: String?
    /// `missing`, `recorded` or `waived`.
    let scope: String
    let waiver: Waiver?

    init(_ laboratory: String, fourEyes: Bool, _ details: LaboratoryDetails, _ state: ScopeState) {
        self.laboratory = laboratory
        self.fourEyes = fourEyes
        title = details.title
        address = details.address
        accreditation = details.accreditation
        contactPerson = details.contact.person
        contactPhone = details.contact.phone
        scope = state.word
        waiver =
            if case .waived(let reason, let officer) = state { Waiver(reason: reason, by: officer) } else { nil }
    }
}

struct ScopeDocument: Encodable {
    struct ScopeEntry: Encodable {
        let kind: String
        let name: String
        let from: String?
        let until: String?
    }

    let laboratory: String
    /// `missing`, `recorded` or `waived`.
    let scope: String
    let entries: [ScopeEntry]

    init(_ laboratory: String, _ state: ScopeState) {
        self.laboratory = laboratory
        scope = state.word
        entries =
            if case .recorded(let entries) = state {
                entries.map {
                    ScopeEntry(
                        kind: $0.kind.rawValue, name: $0.name, from: $0.span.from?.text, until: $0.span.until?.text)
                }
            } else {
                []
            }
    }
}

extension ScopeState {
    fileprivate var word: String {
        switch self {
        case .missing: "missing"
        case .recorded: "recorded"
        case .waived: "waived"
        }
    }
}

struct DuplicateDocument: Encodable {
    struct Side: Encodable {
        let sample: String
        let laboratory: String
    }

    let product: String
    let first: Side
    let second: Side
    let recordedAt: String

    init(_ row: BlindDuplicateRow) {
        product = row.product
        first = Side(sample: row.first.label, laboratory: row.first.laboratory)
        second = Side(sample: row.second.label, laboratory: row.second.laboratory)
        recordedAt = row.recordedAt.utc
    }
}

struct RecordedDuplicate: Encodable {
    let first: String
    let second: String
    /// `recorded` or `unchanged`.
    let status: String
}
