/// What follows from a conclusion. Source: 浙市监监〔2025〕14号, annex §3 and §4.
package enum Disposition {
    package struct Facts: Hashable, Sendable {
        package let verdict: Verdict
        package let hazard: HazardClass?
        package let sellerRegion: RegionCode
        package let listing: ListingKey

        package init(verdict: Verdict, hazard: HazardClass?, sellerRegion: RegionCode, listing: ListingKey) {
            self.verdict = verdict
            self.hazard = hazard
            self.sellerRegion = sellerRegion
            self.listing = listing
        }
    }

    package enum Action: Hashable, Sendable {
        /// 问题告知书 to the seller, two copies, copied to the bureau of `region`.
        case notice(HazardClass, copyTo: RegionCode)
        /// 提醒: the bureau reminds the enterprise and follows its quality.
        case reminder(to: RegionCode)
        /// 案件线索移交 to the enforcement unit of `region`.
        case lead(to: RegionCode)
        /// A takedown of the link is proposed; an officer decides.
        case proposeTakedown(ListingKey)
    }

    /// The conclusion that a corrected report replaces.
    package struct Earlier: Hashable, Sendable {
        package let hazard: HazardClass?

        package init(hazard: HazardClass?) {
            self.hazard = hazard
        }
    }

    package struct Decision: Hashable, Sendable {
        package let actions: [Action]
        /// Whether what followed from the earlier conclusion is taken back.
        package let withdrawsEarlier: Bool

        /// What follows from a result that no longer stands.
        package static let nothing = Decision(actions: [], withdrawsEarlier: false)
    }

    /// What follows from a conclusion, and from its taking the place of an earlier one: the same class again changes
    /// nothing, another class takes back what the old one brought. A sample that cannot be judged any more is not known to
    /// be any better: what the old conclusion brought stays until a version meets or fails, or a person decides.
    package static func decide(_ facts: Facts, replacing earlier: Earlier?) -> Decision {
        guard let earlier else { return Decision(actions: actions(for: facts), withdrawsEarlier: false) }
        if facts.verdict == .cannotJudge || earlier.hazard == facts.hazard {
            return Decision(actions: [], withdrawsEarlier: false)
        }
        return Decision(actions: actions(for: facts), withdrawsEarlier: earlier.hazard != nil)
    }

    /// Only a failing sample has consequences; a sample that cannot be judged has none by itself.
    package static func actions(for facts: Facts) -> [Action] {
        guard facts.verdict == .fails, let hazard = facts.hazard else { return [] }
        let notice = Action.notice(hazard, copyTo: facts.sellerRegion)
        switch hazard {
        case .general:
            return [notice, .reminder(to: facts.sellerRegion)]
        case .serious:
            return [notice, .lead(to: facts.sellerRegion), .proposeTakedown(facts.listing)]
        }
    }
}

/// The state of a takedown entry. A platform sees it from `listed` on.
package enum TakedownState: String, CaseIterable, Sendable {
    /// Follows from a serious hazard; nobody has decided yet.
    case proposed
    /// An officer confirmed it, with a legal basis; it waits to be put on the list.
    case confirmed
    /// On the platform's list, under a sequence number.
    case listed
    /// An officer decided against it, or the result it rested on was corrected.
    case withdrawn
}

/// What a platform reports of an entry.
package enum ReceiptOutcome: String, CaseIterable, Sendable {
    case removed
    case notFound = "not-found"
    case refused
}

/// What looking at the link again showed.
package enum RecheckOutcome: String, CaseIterable, Sendable {
    case gone
    case stillThere = "still-there"
    /// The platform could not be asked; looked at again later.
    case unknown
}
