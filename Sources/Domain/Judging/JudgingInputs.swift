/// All that a conclusion follows from beside the rule. Its hash stands in the record, so that anybody can show that the
/// same inputs under the same rule give the same conclusion.
package struct JudgingInputs: Hashable, Sendable {
    package let product: String
    package let report: ReportSubmission
    package let soldOn: CalendarDay
    package let earlier: [CalendarDay]

    package init(product: String, report: ReportSubmission, soldOn: CalendarDay, earlier: [CalendarDay]) {
        self.product = product
        self.report = report
        self.soldOn = soldOn
        self.earlier = earlier
    }

    /// SHA-256. The order in which a report lists its results makes no difference, as it makes none to the conclusion.
    package var hash: String {
        var fields = ["judging-inputs-1", product, soldOn.text, report.producedOn?.text ?? ""]
        fields.append(String(report.declared.count))
        for name in report.declared.keys.sorted() { fields += [name, report.declared[name] ?? ""] }
        fields.append(String(earlier.count))
        fields += earlier.sorted().map(\.text)
        let lines = report.results.map { result in
            [
                result.item, String(result.specimen), result.value, result.unit, result.detectionLimit ?? "",
                result.uncertainty ?? "",
            ]
        }
        for line in lines.sorted(by: { $0.lexicographicallyPrecedes($1) }) { fields += line }
        return Digest.sha256(fields: fields)
    }

    package func judge(under criteria: ProductCriteria) -> Conclusion {
        SampleJudging.judge(report, under: criteria, soldOn: soldOn, earlier: earlier)
    }
}
