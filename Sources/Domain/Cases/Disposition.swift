/// The consequences of a conclusion. Source: 浙市监监〔2025〕14号, annex §3 and §4.
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
        /// 提醒: the bureau reminds the enterprise and follows up on its quality.
        case reminder(to: RegionCode)
        /// 案件线索移交 to the enforcement unit of `region`.
        case lead(to: RegionCode)
        /// A proposed takedown of the link; an officer decides.
        case proposeTakedown(ListingKey)
    }

    /// The conclusion that a corrected report replaces.
    package struct EarlierConclusion: Hashable, Sendable {
        package let hazard: HazardClass?

        package init(hazard: HazardClass?) {
            self.hazard = hazard
        }
    }

    package struct Decision: Hashable, Sendable {
        package let actions: [Action]
        /// Whether the consequences of the earlier conclusion are withdrawn.
        package let withdrawsEarlier: Bool

        /// The consequences of a result that is no longer valid.
        package static let nothing = Decision(actions: [], withdrawsEarlier: false)
    }

    /// The consequences of a conclusion that may replace an earlier one. The same class changes nothing; another class
    /// withdraws the earlier consequences. If the sample can no longer be judged, the earlier consequences stay until a
    /// version meets or fails, or a person decides.
    package static func decide(_ facts: Facts, replacing earlier: EarlierConclusion?) -> Decision {
        guard let earlier else { return Decision(actions: actions(for: facts), withdrawsEarlier: false) }
        if facts.verdict == .cannotJudge || earlier.hazard == facts.hazard {
            return Decision(actions: [], withdrawsEarlier: false)
        }
        return Decision(actions: actions(for: facts), withdrawsEarlier: earlier.hazard != nil)
    }

    /// Only a failing sample has consequences. A sample that cannot be judged has none.
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

/// The state of a takedown. A platform sees it from `listed` on.
package enum TakedownState: String, CaseIterable, Sendable {
    /// Proposed after a serious hazard; not yet decided.
    case proposed
    /// Confirmed by an officer with a legal basis; not yet on the list.
    case confirmed
    /// On the platform's list, under a sequence number.
    case listed
    /// Withdrawn by an officer, or because its result was corrected.
    case withdrawn
}

/// The answer of a platform about an entry of its list.
package enum ReceiptOutcome: String, CaseIterable, Sendable {
    case removed
    case notFound = "not-found"
    case refused
}

/// The result of checking a link again.
package enum RecheckOutcome: String, CaseIterable, Sendable {
    case gone
    case stillThere = "still-there"
    /// The platform gave no answer; the link is checked again later.
    case unknown
}
