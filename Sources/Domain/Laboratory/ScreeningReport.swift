/// The screening report (检验报告) of one sample, as one kind of reader may see it. A pure function of what is on record.
///
/// Source: 浙市监监〔2025〕14号, annex §3 (the wording of the conclusion), §4 (no basis for a penalty, not published).
package struct ScreeningReport: Hashable, Sendable {
    /// For whom a copy is made. What a reader must not see does not enter the value at all.
    package enum Audience: String, CaseIterable, Sendable {
        /// The regulator: everything on record.
        case officer
        /// The laboratory: its sample and its results; no shop, platform, price, seller or region.
        case laboratory
        /// Producer or seller: its own goods; nothing that leads to the buyer, so no day, price or proof of the purchase.
        case enterprise
    }

    /// One judged result.
    package struct Item: Hashable, Sendable {
        package let code: String
        /// In Chinese; the code where the criteria in force no longer know the item.
        package let name: String
        package let specimen: Int
        /// The product standard, with its clause where known; nil where the criteria in force no longer know the item.
        package let standard: String?
        package let method: String?
        package let requirement: String
        package let measured: String
        package let unit: String
        package let detectionLimit: String?
        package let verdict: Verdict
        /// The class of a failure of this item.
        package let hazard: HazardClass?
        /// Limit, clause, value and comparison in one Chinese sentence.
        package let sentence: String
        /// How sure the figure of the limit is.
        package let confidence: FigureSource.Confidence?
    }

    /// Where the sample came from, as far as the reader may know.
    package struct Origin: Hashable, Sendable {
        package let seller: String
        package let region: RegionCode
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
    /// The version that took this one's place, if any.
    package let supersededBy: Int?
    package let laboratory: String
    package let label: String
    package let productName: String
    package let edition: String?
    /// The product standards of the judged items, each once, in the order of the criteria.
    package let standards: [String]
    package let labelledOn: CalendarDay?
    package let testedOn: CalendarDay
    package let producedOn: CalendarDay?
    package let receivedAt: Timestamp
    package let judgedAt: Timestamp
    /// What the product declares of itself, by name.
    package let declared: [Declaration]
    package let origin: Origin?
    package let verdict: Verdict
    package let hazard: HazardClass?
    /// The conclusion in the words that the source document prescribes.
    package let conclusion: String
    package let items: [Item]
    package let unknownItems: [String]
    package let evidence: [ReportEvidence]
    /// Pieces of evidence on record that this reader is not shown.
    package let withheldEvidence: Int
    package let rule: RuleReference
    /// SHA-256 over what was judged. It covers the day of the purchase, which whoever knows all the rest finds by trying
    /// days; so the enterprise's copy has none.
    package let inputHash: String?
    /// Whether the criteria file changed since the judgement: names and methods then come from the file as it is now.
    package let rulesChanged: Bool

    package struct Declaration: Hashable, Sendable {
        package let name: String
        package let value: String
    }

    /// Items that could not be judged: listed, never dropped.
    package var notJudged: [Item] {
        items.filter { $0.verdict == .cannotJudge }
    }

    package var failing: [Item] {
        items.filter { $0.verdict == .fails }
    }
}
