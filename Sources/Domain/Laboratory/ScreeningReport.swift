/// The screening report (检验报告) of one sample, in the version for one kind of reader. A pure function of the recorded
/// facts.
///
/// Source: 浙市监监〔2025〕14号, annex §3 (the wording of the conclusion) and §4 (no basis for a penalty, not published).
package struct ScreeningReport: Hashable, Sendable {
    /// The reader of a copy. The value contains only what this reader may see.
    package enum Audience: String, CaseIterable, Sendable {
        /// The regulator: everything on record.
        case officer
        /// The laboratory: its sample and its results, but no shop, platform, price, seller or region.
        case laboratory
        /// The producer or seller: its own goods. Nothing that identifies the buyer, so no day, price or proof of the
        /// purchase.
        case enterprise
    }

    /// One judged result.
    package struct Item: Hashable, Sendable {
        package let code: String
        /// The name in Chinese; the code if the current criteria do not have the item.
        package let name: String
        package let specimen: Int
        /// The product standard, with its clause if known; nil if the current criteria do not have the item.
        package let standard: String?
        /// The method that was really used: as the laboratory states, or as the criteria require.
        package let method: String?
        package let requirement: String
        package let measured: String
        package let unit: String
        package let detectionLimit: String?
        package let uncertainty: String?
        package let verdict: Verdict
        package let reason: JudgementReason
        /// The hazard class of a failure of this item.
        package let hazard: HazardClass?
        /// The limit, clause, value and comparison in one Chinese sentence.
        package let sentence: String
        /// The confidence of the limit.
        package let confidence: FigureSource.Confidence?
    }

    /// The origin of the sample, as far as the reader may know it.
    package struct Origin: Hashable, Sendable {
        package let seller: String
        /// The division with its name, if it is known, and its code.
        package let region: String
        package let listing: ListingKey
        package let title: String
        package let purchasedOn: CalendarDay?
        package let paid: Fen?
    }

    package let audience: Audience
    /// The authority that ordered the screening.
    package let authority: String
    package let number: String
    package let version: Int
    package let correctionReason: String?
    /// The version that replaced this one; nil for the latest version.
    package let supersededBy: Int?
    package let laboratory: LaboratoryDetails
    /// The name of the laboratory in the program.
    package let laboratoryName: String
    package let particulars: [ReportParticular: String]
    package let history: ScreeningReportFacts.History
    package let label: String
    package let productName: String
    package let edition: String?
    /// The product standards of the judged items, without repeats, in the order of the criteria.
    package let standards: [String]
    package let labelledOn: CalendarDay?
    package let testedOn: CalendarDay
    package let producedOn: CalendarDay?
    package let receivedAt: Timestamp
    package let judgedAt: Timestamp
    /// The declarations of the product, by name.
    package let declared: [Declaration]
    package let origin: Origin?
    package let verdict: Verdict
    package let hazard: HazardClass?
    /// The conclusion in the words that the source document prescribes.
    package let conclusion: String
    package let items: [Item]
    package let unknownItems: [String]
    package let evidence: [ReportEvidence]
    /// The number of recorded pieces of evidence that this reader is not shown.
    package let withheldEvidence: Int
    package let rule: RuleReference
    /// SHA-256 over the judged inputs. They include the day of the purchase, which anybody who knows the other inputs
    /// could find by trying days. The copy of the enterprise therefore has no hash.
    package let inputHash: String?
    /// Whether the criteria file changed since the judgement. Names and methods are then those of the current file.
    package let rulesChanged: Bool

    package struct Declaration: Hashable, Sendable {
        package let name: String
        package let value: String
    }

    /// The items that could not be judged. They are listed, never dropped. Items that decide nothing are not among them.
    package var notJudged: [Item] {
        items.filter { $0.verdict == .cannotJudge && !$0.reason.decidesNothing }
    }

    package var failing: [Item] {
        items.filter { $0.verdict == .fails }
    }
}
