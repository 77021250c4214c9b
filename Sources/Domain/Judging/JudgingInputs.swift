/// All inputs of a conclusion except the rule. The record contains their hash, so that anybody can verify that the same
/// inputs under the same rule give the same conclusion.
package struct JudgingInputs: Hashable, Sendable {
    package let product: String
    package let report: ReportSubmission
    package let soldOn: CalendarDay
    /// The days on which earlier failing samples of the product were bought at the same shop; empty if they would make
    /// no difference (`needEarlierFindings`).
    package var earlier: [CalendarDay]

    package init(
        product: String, report: ReportSubmission, soldOn: CalendarDay, earlier: [CalendarDay] = []
    ) {
        self.product = product
        self.report = report
        self.soldOn = soldOn
        self.earlier = earlier
    }

    /// SHA-256. Neither the hash nor the conclusion depends on the order of the results in the report.
    package var hash: String {
        var fields = ["judging-inputs-1", product, soldOn.text, report.producedOn?.text ?? ""]
        fields.append(String(report.declared.count))
        for name in report.declared.keys.sorted() { fields += [name, report.declared[name] ?? ""] }
        fields.append(String(earlier.count))
        fields += earlier.sorted().map(\.text)
        let lines = report.results.map { result in
            [
                result.item, String(result.specimen), result.value, result.unit, Self.hashField(result.detectionLimit),
                Self.hashField(result.uncertainty),
            ] + (result.reason.map { ["reason", $0] } ?? [])
        }
        for line in lines.sorted(by: { $0.lexicographicallyPrecedes($1) }) { fields += line }
        return Digest.sha256(fields: fields)
    }

    /// An empty text is judged differently from a missing one, so it must hash differently. It is hashed as a character
    /// that no report contains, so that all other hashes stay unchanged.
    private static func hashField(_ text: String?) -> String {
        guard let text else { return "" }
        return text.isEmpty ? "\u{0}" : text
    }

    /// Whether earlier findings may change `conclusion`. They can only make a general hazard serious, and only if the
    /// edition has such a rule.
    package func needEarlierFindings(_ conclusion: Conclusion, under criteria: ProductCriteria) -> Bool {
        guard conclusion.verdict == .fails, conclusion.hazard == .general else { return false }
        return criteria.editions.contains { $0.identifier == conclusion.edition && $0.escalation.repeated != nil }
    }

    package func judge(under criteria: ProductCriteria) -> Conclusion {
        SampleJudging.judge(report, under: criteria, soldOn: soldOn, earlier: earlier)
    }

    /// Judges with a `SampleJudge` of the product, for many samples.
    package func judge(by judge: inout SampleJudge) -> Conclusion {
        judge.judge(report, soldOn: soldOn, earlier: earlier)
    }
}
