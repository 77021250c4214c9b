/// The quality of laboratories' work (承检机构工作质量验收评价, 浙市监监〔2025〕14号, item 14), computed from the facts in the store.
package enum LaboratoryQuality {
    /// A sample, and the report of its laboratory.
    package struct SampleFacts: Hashable, Sendable {
        package let laboratory: String
        /// The day of receipt; the day of the purchase if no receipt is recorded.
        package let receivedOn: CalendarDay
        package let hasReceipt: Bool
        /// The day on which the report arrived; nil if there is none.
        package let reportedOn: CalendarDay?
        /// The number of versions in which the laboratory corrected a result. Versions that only complete a report are
        /// not counted.
        package let corrections: Int
        package let isWithdrawn: Bool

        package init(
            laboratory: String, receivedOn: CalendarDay, hasReceipt: Bool, reportedOn: CalendarDay?, corrections: Int,
            isWithdrawn: Bool
        ) {
            self.laboratory = laboratory
            self.receivedOn = receivedOn
            self.hasReceipt = hasReceipt
            self.reportedOn = reportedOn
            self.corrections = corrections
            self.isWithdrawn = isWithdrawn
        }
    }

    /// The conclusions of two laboratories on the same goods; nil if one of them has not reported yet.
    package struct DuplicateFacts: Hashable, Sendable {
        /// The conclusion of one of the two laboratories.
        package struct Side: Hashable, Sendable {
            package let laboratory: String
            package let verdict: Verdict?
            /// Item and specimen → verdict.
            package let items: [String: Verdict]

            package init(laboratory: String, verdict: Verdict?, items: [String: Verdict]) {
                self.laboratory = laboratory
                self.verdict = verdict
                self.items = items
            }
        }

        package let left: Side
        package let right: Side

        package init(left: Side, right: Side) {
            self.left = left
            self.right = right
        }
    }

    /// The rows of a laboratory's uploads.
    package struct RowFacts: Hashable, Sendable {
        package let rows: Int
        package let quarantined: Int

        package init(rows: Int, quarantined: Int) {
            self.rows = rows
            self.quarantined = quarantined
        }
    }

    /// One row of the table. A share is nil if its total is 0.
    package struct Line: Hashable, Sendable {
        package let laboratory: String
        package var samples = 0
        package var reported = 0
        package var withoutReceipt = 0
        /// Days from receipt to result: the median (of two middle values, the lower one) and the maximum.
        package var medianDays: Int64?
        package var longestDays: Int64?
        package var corrected = 0
        package var withdrawn = 0
        package var rows = 0
        /// The number of rows that could not be taken when they arrived, including rows that were corrected later.
        package var quarantined = 0
        /// The number of blind duplicates on which both laboratories have reported.
        package var duplicates = 0
        package var agreeing = 0
        package var duplicateItems = 0
        package var agreeingItems = 0

        package init(laboratory: String) {
            self.laboratory = laboratory
        }
    }

    /// One line for each laboratory, sorted by name.
    package static func table(
        samples: [SampleFacts], duplicates: [DuplicateFacts], rows: [String: RowFacts]
    ) -> [Line] {
        var lines: [String: Line] = [:]
        var days: [String: [Int64]] = [:]
        for sample in samples {
            var line = lines[sample.laboratory] ?? Line(laboratory: sample.laboratory)
            line.add(sample)
            lines[sample.laboratory] = line
            guard let reported = sample.reportedOn else { continue }
            days[sample.laboratory, default: []].append(reported.daysSince1970 - sample.receivedOn.daysSince1970)
        }
        for duplicate in duplicates {
            for side in [duplicate.left, duplicate.right] { lines[side.laboratory]?.add(duplicate) }
        }
        for (laboratory, facts) in rows {
            lines[laboratory, default: Line(laboratory: laboratory)].rows = facts.rows
            lines[laboratory]?.quarantined = facts.quarantined
        }
        for (laboratory, days) in days {
            let sorted = days.sorted()
            lines[laboratory]?.medianDays = sorted[(sorted.count - 1) / 2]
            lines[laboratory]?.longestDays = sorted.last
        }
        return lines.values.sorted { $0.laboratory < $1.laboratory }
    }
}

extension LaboratoryQuality.Line {
    fileprivate mutating func add(_ sample: LaboratoryQuality.SampleFacts) {
        samples += 1
        if sample.reportedOn != nil { reported += 1 }
        if !sample.hasReceipt { withoutReceipt += 1 }
        if sample.corrections > 0 { corrected += 1 }
        if sample.isWithdrawn { withdrawn += 1 }
    }

    fileprivate mutating func add(_ duplicate: LaboratoryQuality.DuplicateFacts) {
        guard let first = duplicate.left.verdict, let second = duplicate.right.verdict else { return }
        duplicates += 1
        if first == second { agreeing += 1 }
        for (item, verdict) in duplicate.left.items {
            guard let other = duplicate.right.items[item] else { continue }
            duplicateItems += 1
            if verdict == other { agreeingItems += 1 }
        }
    }

    /// `part` of `whole` in hundredths of a percent, rounded half up; nil if `whole` is 0.
    private static func share(_ part: Int, of whole: Int) -> Int? {
        whole == 0 ? nil : (part * 20_000 + whole) / (2 * whole)
    }

    /// `12.50%`; nil if `whole` is 0.
    private static func percent(_ part: Int, of whole: Int) -> String? {
        share(part, of: whole).map { "\($0 / 100).\(padded(Int64($0 % 100), 2))%" }
    }

    package var correctionRate: String? { Self.percent(corrected, of: reported) }
    package var quarantineRate: String? { Self.percent(quarantined, of: rows) }
    package var agreement: String? { Self.percent(agreeing, of: duplicates) }
    package var itemAgreement: String? { Self.percent(agreeingItems, of: duplicateItems) }
}
