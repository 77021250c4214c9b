/// The values that every row of a report repeats for the whole report.
package struct ReportHead: Hashable, Sendable {
    package let number: String
    package let sampleLabel: String
    package let testedOn: CalendarDay
    package let producedOn: CalendarDay?
    package let declared: [String: String]
    package let correctionReason: String?
    /// Whether the report corrects only the items that it lists. All other results of the report on file stay valid.
    package let isPartial: Bool
    package let particulars: [ReportParticular: String]

    package init(
        number: String, sampleLabel: String, testedOn: CalendarDay, producedOn: CalendarDay?,
        declared: [String: String], correctionReason: String? = nil, isPartial: Bool = false,
        particulars: [ReportParticular: String] = [:]
    ) {
        self.number = number
        self.sampleLabel = sampleLabel
        self.testedOn = testedOn
        self.producedOn = producedOn
        self.declared = declared
        self.correctionReason = correctionReason
        self.isPartial = isPartial
        self.particulars = particulars
    }

    package init(_ submission: ReportSubmission) {
        self.init(
            number: submission.number, sampleLabel: submission.sampleLabel, testedOn: submission.testedOn,
            producedOn: submission.producedOn, declared: submission.declared,
            correctionReason: submission.correctionReason, isPartial: submission.isPartial,
            particulars: submission.particulars)
    }

    /// The report that consists of this head and `results`.
    package func report(of results: [ItemResult], correcting reason: String?) -> ReportSubmission {
        ReportSubmission(
            number: number, sampleLabel: sampleLabel, testedOn: testedOn, producedOn: producedOn, declared: declared,
            results: results, correctionReason: reason, isPartial: isPartial, particulars: particulars)
    }
}
