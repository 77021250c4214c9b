internal import Domain
internal import Store

/// A flag as officers see it. This file contains the answers to officers that the API document describes.
struct FlagDocument: Encodable {
    let id: Int64
    let platform: String
    let item: String
    let title: String
    let product: String
    let kind: String
    let reason: String
    let counterfactual: String
    let match: MatchDocument?
    let priority: PriorityDocument?
    let twins: Int64
    let ruleHash: String
    let raisedAt: String
    let state: String?
    let review: Int64

    init(_ row: FlagRow) {
        id = row.id
        platform = row.listing.platform
        item = row.listing.item
        title = row.title
        product = row.product
        kind = row.kind.rawValue
        reason = row.reason
        counterfactual = row.counterfactual
        match = row.match.map(MatchDocument.init)
        priority = row.priority.map(PriorityDocument.init)
        twins = row.twins
        ruleHash = row.ruleHash
        raisedAt = row.raisedAt.utc
        state = row.state?.rawValue
        review = row.review ?? 0
    }
}

/// A recorded decision on the flags of a listing.
struct FlagReviewDocument: Encodable {
    let review: Int64
    let platform: String
    let item: String
    let decision: String
    let state: String
    let reason: String?
    let by: String
    let at: String
    let isNew: Bool
    let frozenIn: [String]

    init(_ recorded: RecordedReview) {
        review = recorded.review.number
        platform = recorded.key.platform
        item = recorded.key.item
        decision = recorded.review.decision.rawValue
        state = recorded.review.decision.state.rawValue
        reason = recorded.review.reason
        by = FlagReviewWording.who(recorded.review.by)
        at = recorded.review.at.utc
        isNew = recorded.isNew
        frozenIn = recorded.frozenIn
    }
}

/// Why a listing belongs to its product. Places are numbers of characters before the word.
struct MatchDocument: Encodable {
    let rule: String
    let text: String
    var word: String?
    var place: Int?
    var with: String?
    var withPlace: Int?
    var category: String?
    var mappedCategory: String?

    init(_ reason: MatchReason) {
        rule = reason.kind.rawValue
        text = MatchWording.text(reason)
        switch reason {
        case .category(let own, let mapped): (category, mappedCategory) = (own, mapped)
        case .titleWord(let name): (word, place) = (name.text, name.place)
        case .combination(let name, let partner):
            (word, place) = (name.text, name.place)
            (with, withPlace) = (partner.text, partner.place)
        case .earlierRules: break
        }
    }
}

/// The priority of a listing's flags, with its parts.
struct PriorityDocument: Encodable {
    struct Part: Encodable {
        let kind: String
        let points: Int
    }

    let points: Int
    let parts: [Part]

    init(_ priority: FlagPriority) {
        points = priority.points
        parts = priority.parts.map { Part(kind: $0.kind.rawValue, points: $0.points) }
    }
}

struct TakedownDocument: Encodable {
    let id: Int64
    let platform: String
    let item: String
    let title: String
    let region: String
    let state: String
    let conclusion: String
    let legalBasis: String?
    let confirmedBy: String?
    let sequence: Int64?
    let receipt: String?
    let receiptNote: String?
    let recheck: String?
    let withdrawnReason: String?

    init(_ row: TakedownRow) {
        id = row.id
        platform = row.listing.platform
        item = row.listing.item
        title = row.title
        region = row.region.text
        state = row.state.rawValue
        conclusion = row.sentence
        legalBasis = row.legalBasis
        confirmedBy = row.confirmedBy
        sequence = row.sequence
        receipt = row.receipt?.rawValue
        receiptNote = row.receiptNote
        recheck = row.recheck?.rawValue
        withdrawnReason = row.withdrawnReason
    }
}

struct StateDocument: Encodable {
    let takedown: Int64
    let state: String
}

struct NoticeDocument: Encodable {
    let id: Int64
    let number: String
    let enterprise: String
    let hazard: String
    let copiedTo: String
    let copies: Int
    let text: String
    let issuedAt: String
    let servedAt: String?
    let proofOfService: String?
    let withdrawn: Bool
    let withdrawnReason: String?

    init(_ row: NoticeRow) {
        id = row.id
        number = row.number
        enterprise = row.enterprise
        hazard = row.hazard.rawValue
        copiedTo = row.copiedTo.text
        copies = row.copies
        text = row.text
        issuedAt = row.issuedAt.utc
        servedAt = row.servedAt?.utc
        proofOfService = row.proofOfService
        withdrawn = row.isWithdrawn
        withdrawnReason = row.withdrawnReason
    }
}

struct ReferralDocument: Encodable {
    let id: Int64
    let kind: String
    let region: String
    let enterprise: String
    let platform: String
    let item: String
    let conclusion: String
    let createdAt: String
    let withdrawn: Bool
    let withdrawnReason: String?

    init(_ row: ReferralRow) {
        id = row.id
        kind = row.kind.rawValue
        region = row.region.text
        enterprise = row.enterprise
        platform = row.listing.platform
        item = row.listing.item
        conclusion = row.sentence
        createdAt = row.createdAt.utc
        withdrawn = row.isWithdrawn
        withdrawnReason = row.withdrawnReason
    }
}
