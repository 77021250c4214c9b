/// The decision on one report of an upload: it is taken whole or held whole. A pure function of all its rows and of the
/// facts in the store.
package struct IntakeDecision: Sendable {
    package enum ReportOutcome: Sendable {
        /// All rows become one version.
        case file(ReportFiling)
        /// The same report is already on file.
        case duplicate
        /// All rows of the report are good. It waits for the reviewer.
        case awaitReview
        /// At least one row cannot be taken, so no row is taken.
        case hold
    }

    /// The properties of an upload that apply to all its reports.
    package struct Upload: Sendable {
        package let review: ReviewState
        package let reviewReason: String?
        /// Whether an open row of the upload names no report. It may belong to any report, so all reports are held.
        package let hasNamelessRows: Bool

        package init(review: ReviewState = .none, reviewReason: String? = nil, hasNamelessRows: Bool = false) {
            self.review = review
            self.reviewReason = reviewReason
            self.hasNamelessRows = hasNamelessRows
        }
    }

    package let rows: [ReadRow]
    package private(set) var outcome = ReportOutcome.hold
    /// The fault of each row; nil if only other rows are at fault.
    package private(set) var faults: [IntakeFault?]
    /// The sample of each row; nil if it is not known.
    package private(set) var samples: [Int64?] = []
    /// The version on file when the decision was made.
    package let against: Int?
    /// The indices of rows that repeat the result of another row.
    private var copies: Set<Int> = []

    /// - Parameter rows: all open rows of one report number of one upload, in the order of the file.
    package init(_ rows: [ReadRow], of upload: Upload, catalogue: ItemCatalogue, facts: inout IntakeFacts) {
        self.rows = rows
        faults = rows.map { row in
            switch row {
            case .row(let row): IntakeCheck.fault(of: row, catalogue, facts)
            case .unreadable(let row): row.fault
            }
        }
        against = rows.first?.reportNumber.flatMap { facts.latest(of: $0)?.version }
        let head = agreeOnHead()
        findContradictions()
        if let head, !faults.contains(where: { $0 != nil }), !upload.hasNamelessRows {
            decide(head, upload, catalogue, facts)
        }
        if case .file(let filing) = outcome {
            facts.note(filing)
        } else {
            let own = head.flatMap { facts.samples[$0.sampleLabel]?.id }
            samples = rows.map { row in row.sampleLabel.flatMap { facts.samples[$0]?.id } ?? own }
        }
    }

    /// The state of the row at `index` under this decision.
    package func state(of index: Int) -> IntakeRowState {
        switch outcome {
        case .file: copies.contains(index) ? .duplicate : .taken
        case .duplicate: .duplicate
        case .awaitReview: .waiting
        case .hold: .held
        }
    }

    package var filing: ReportFiling? {
        if case .file(let filing) = outcome { filing } else { nil }
    }
}

extension IntakeDecision {
    private func goodRow(_ index: Int) -> IntakeRow? {
        if faults[index] == nil, case .row(let row) = rows[index] { row } else { nil }
    }

    /// The head that most good rows state; on a tie, the one that occurs first. A row with another head is at fault.
    private mutating func agreeOnHead() -> ReportHead? {
        var counts: [ReportHead: Int] = [:]
        var head: ReportHead?
        let good = rows.indices.compactMap { index in goodRow(index).map { (index, $0.head) } }
        guard let first = good.first?.1 else { return nil }
        guard good.contains(where: { $0.1 != first }) else { return first }
        for (_, other) in good { counts[other, default: 0] += 1 }
        for (_, other) in good where counts[other, default: 0] > head.flatMap({ counts[$0] }) ?? 0 { head = other }
        guard let head else { return first }
        for (index, other) in good where other != head { faults[index] = IntakeCheck.differs(other, from: head) }
        return head
    }

    /// A repeated result counts once. Results that contradict each other are all at fault.
    private mutating func findContradictions() {
        var places: [ResultKey: Int] = [:]
        places.reserveCapacity(rows.count)
        var contradicted: Set<ResultKey> = []
        for index in rows.indices {
            guard let row = goodRow(index) else { continue }
            let key = ResultKey(row.result)
            guard let earlier = places[key] else {
                places[key] = index
                continue
            }
            copies.insert(index)
            guard case .row(let first) = rows[earlier], first.result != row.result,
                contradicted.insert(key).inserted
            else { continue }
            faults[earlier] = IntakeFault(
                .conflictingDuplicate, IntakeWording.conflict(row.result, first.place, row.place))
        }
        guard !contradicted.isEmpty else { return }
        for index in copies {
            guard let row = goodRow(index), contradicted.contains(ResultKey(row.result)) else { continue }
            faults[index] = places[ResultKey(row.result)].flatMap { faults[$0] }
        }
    }

    /// Decides a report in which all rows are good.
    private mutating func decide(
        _ head: ReportHead, _ upload: Upload, _ catalogue: ItemCatalogue, _ facts: IntakeFacts
    ) {
        guard let sample = facts.samples[head.sampleLabel] else { return }
        let results = rows.indices.compactMap { copies.contains($0) ? nil : goodRow($0)?.result }
        var report = head.report(of: results, correcting: head.correctionReason)
        if report.isPartial {
            guard let latest = sample.latest, !latest.isWithdrawn, latest.submission.number == report.number else {
                let fault = IntakeFault(
                    .nothingToCorrect, field: IntakeWording.correctionScope,
                    IntakeWording.nothingToCorrectInPart(report.number))
                faults = rows.map { _ in fault }
                return
            }
            if let fault = Self.changedHead(report, latest.submission) {
                faults = rows.map { _ in fault }
                return
            }
            report = report.completed(from: latest.submission)
        }
        if !report.isPartial, let latest = sample.latest?.submission, latest.number == report.number {
            report = report.keepingParticulars(of: latest)
        }
        if let latest = sample.latest, latest.equals(report) {
            outcome = .duplicate
        } else if let fault = refusal(report, sample, catalogue, facts) {
            faults = rows.map { _ in fault }
        } else {
            review(report, sample, upload, facts)
        }
    }

    private mutating func review(
        _ report: ReportSubmission, _ sample: IntakeFacts.Sample, _ upload: Upload, _ facts: IntakeFacts
    ) {
        switch upload.review {
        case .none, .approved:
            // A number that is used again for another sample continues its versions.
            let before = max(sample.latest?.version ?? 0, facts.numbers[report.number]?.version ?? 0)
            outcome = .file(
                ReportFiling(
                    sample: sample.id, product: sample.product, soldOn: sample.soldOn, version: before + 1,
                    submission: report, contentHash: report.contentHash,
                    dropped: Set(dropped(by: report, sample).map(\.item)).sorted()))
        case .pending: outcome = .awaitReview
        case .rejected:
            let fault = IntakeFault(.rejectedByReviewer, IntakeWording.rejected(upload.reviewReason ?? ""))
            faults = rows.map { _ in fault }
        }
    }

    /// The reason why a report cannot be filed although its rows are good.
    private func refusal(
        _ report: ReportSubmission, _ sample: IntakeFacts.Sample, _ catalogue: ItemCatalogue, _ facts: IntakeFacts
    ) -> IntakeFault? {
        let number = report.number
        let held = facts.held[number] ?? []
        if let fault = misuse(report, sample, facts) { return fault }
        let isMoved = facts.numbers[number].map { $0.label != report.sampleLabel } ?? false
        guard let latest = sample.latest else {
            if isMoved { return nil }
            if report.correctionReason != nil {
                return held.isEmpty ? IntakeFault(.nothingToCorrect, IntakeWording.nothingToCorrect(number)) : nil
            }
            return held.first { $0.differs(from: report, facts) }.map {
                IntakeFault(.correctionWithoutReason, IntakeWording.differsFromHeld(number, $0.row.place))
            }
        }
        guard latest.submission.number == number else { return nil }
        guard report.correctionReason != nil else {
            return IntakeFault(
                .correctionWithoutReason,
                latest.isWithdrawn
                    ? IntakeWording.withdrawnNumber(number) : IntakeWording.correctionWithoutReason(number))
        }
        if latest.isWithdrawn, latest.hasContent(of: report) {
            return IntakeFault(.oldCorrection, IntakeWording.withdrawnContent(number))
        }
        if latest.replacedHashes.contains(report.contentHash) {
            return IntakeFault(.oldCorrection, IntakeWording.oldCorrection(number, latest.version))
        }
        // The correction was held while another version was filed, so a person must compare both.
        let stored = rows.compactMap(\.stored)
        if !stored.isEmpty, stored.compactMap(\.against).max() ?? 0 < latest.version {
            return IntakeFault(
                .correctionOutdated, IntakeWording.correctionOutdated(number, version: latest.version))
        }
        return unsaidDrops(report, sample, catalogue)
    }

    /// A number names the report of one sample, and a sample has one report. Two samples that were swapped are put
    /// right by withdrawing their reports: then a number may be used again for the other sample, with a reason.
    private func misuse(
        _ report: ReportSubmission, _ sample: IntakeFacts.Sample, _ facts: IntakeFacts
    ) -> IntakeFault? {
        let number = report.number
        if let use = facts.numbers[number], use.label != report.sampleLabel {
            guard use.isWithdrawn else {
                return IntakeFault(.numberOfAnotherSample, IntakeWording.numberOfAnotherSample(number, use.label))
            }
            guard report.correctionReason != nil else {
                return IntakeFault(
                    .correctionWithoutReason, IntakeWording.withdrawnNumber(number, ofSample: use.label))
            }
        }
        if let latest = sample.latest, latest.submission.number != number {
            let other = latest.submission.number
            guard latest.isWithdrawn else {
                return IntakeFault(.sampleAlreadyReported, IntakeWording.sampleAlreadyReported(other))
            }
            guard report.correctionReason != nil else {
                return IntakeFault(.correctionWithoutReason, IntakeWording.sampleOfWithdrawnReport(other))
            }
        }
        return nil
    }

    /// The results of the version on file that `report` does not have.
    private func dropped(by report: ReportSubmission, _ sample: IntakeFacts.Sample) -> [ItemResult] {
        guard let latest = sample.latest?.submission, latest.number == report.number else { return [] }
        let kept = Set(report.results.map(ResultKey.init))
        return latest.results.filter { !kept.contains(ResultKey($0)) }
    }

    /// A correction in part that states another day or declaration would change the verdicts on the other results.
    private static func changedHead(_ report: ReportSubmission, _ latest: ReportSubmission) -> IntakeFault? {
        let field: String? =
            if report.testedOn != latest.testedOn {
                IntakeWording.testedOn
            } else if report.producedOn.map({ $0 != latest.producedOn }) ?? false {
                IntakeWording.producedOn
            } else if report.declared.contains(where: { latest.declared[$0.key] != $0.value }) {
                IntakeWording.declared
            } else { nil }
        return field.map {
            IntakeFault(.headDiffers, field: $0, IntakeWording.partialChangesHead($0, report.number))
        }
    }

    /// A correction replaces the whole report. A result that it drops must be named in its reason: the item by its code
    /// or name, or `code#specimen` if other specimens of the item stay.
    private func unsaidDrops(
        _ report: ReportSubmission, _ sample: IntakeFacts.Sample, _ catalogue: ItemCatalogue
    ) -> IntakeFault? {
        let reason = DropReason(report.correctionReason ?? "")
        let kept = Set(report.results.map(\.item))
        var unsaid: [String] = []
        for result in dropped(by: report, sample) {
            let name = catalogue.items(
                result.item, of: sample.product, produced: report.producedOn, sold: sample.soldOn
            ).first?.name
            let isPart = kept.contains(result.item)
            guard !reason.names(result, name: name, specimenNeeded: isPart) else { continue }
            let text = IntakeWording.dropped(result, name: name, asSpecimen: isPart)
            if !unsaid.contains(text) { unsaid.append(text) }
        }
        guard !unsaid.isEmpty else { return nil }
        return IntakeFault(
            .correctionDropsItems, field: IntakeWording.correction,
            IntakeWording.correctionDropsItems(report.number, unsaid))
    }
}

/// What the reason of a correction names. It must say that something is left out: a reason that only mentions an item is
/// no statement that the item goes.
private struct DropReason {
    private static let words = ["删", "去掉", "撤销", "取消", "不再", "未检", "不检", "无此项", "不适用"]

    private let text: String
    private let codes: Set<String>
    private let isDrop: Bool

    init(_ reason: String) {
        text = reason
        isDrop = Self.words.contains { reason.contains($0) }
        codes = Set(
            reason.split { !($0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "#")) }.map(String.init))
    }

    func names(_ result: ItemResult, name: String?, specimenNeeded: Bool) -> Bool {
        guard isDrop else { return false }
        if specimenNeeded { return codes.contains("\(result.item)#\(result.specimen)") }
        return codes.contains(result.item) || (name.map { text.contains($0) } ?? false)
    }
}

extension ReportSubmission {
    /// A correction without any particular keeps those of the version on file: its file has no columns for them.
    fileprivate func keepingParticulars(of before: ReportSubmission) -> ReportSubmission {
        guard particulars.isEmpty, !before.particulars.isEmpty else { return self }
        return ReportSubmission(
            number: number, sampleLabel: sampleLabel, testedOn: testedOn, producedOn: producedOn, declared: declared,
            results: results, correctionReason: correctionReason, particulars: before.particulars)
    }

    /// The whole report after a correction of some of its items: all other results and statements are those of
    /// `before`.
    fileprivate func completed(from before: ReportSubmission) -> ReportSubmission {
        var corrected: [ResultKey: ItemResult] = [:]
        for result in results { corrected[ResultKey(result)] = result }
        let known = Set(before.results.map(ResultKey.init))
        return ReportSubmission(
            number: number, sampleLabel: sampleLabel, testedOn: testedOn, producedOn: producedOn ?? before.producedOn,
            declared: before.declared.merging(declared) { _, new in new },
            results: before.results.map { corrected[ResultKey($0)] ?? $0 }
                + results.filter { !known.contains(ResultKey($0)) },
            correctionReason: correctionReason,
            particulars: before.particulars.merging(particulars) { _, new in new })
    }
}

extension IntakeFacts.Version {
    /// Whether the version on file equals `report`. If `report` has a correction reason, it must be the same too.
    fileprivate func equals(_ report: ReportSubmission) -> Bool {
        !isWithdrawn && hasContent(of: report)
    }

    fileprivate func hasContent(of report: ReportSubmission) -> Bool {
        let own = ReportHead(submission)
        let other = ReportHead(report)
        return own.number == other.number && own.sampleLabel == other.sampleLabel && own.testedOn == other.testedOn
            && own.producedOn == other.producedOn && own.declared == other.declared
            && own.particulars == other.particulars
            && (report.correctionReason == nil || own.correctionReason == other.correctionReason)
            && submission.results.count == report.results.count && Set(submission.results) == Set(report.results)
    }
}

extension IntakeFacts.HeldRow {
    /// Whether `report` states another result than this row, or omits it. A held report may not become a passing one
    /// without a reason. A label that names no sample may be a mistake for the label of the report.
    fileprivate func differs(from report: ReportSubmission, _ facts: IntakeFacts) -> Bool {
        if let label = row.sampleLabel, label != report.sampleLabel, facts.samples[label] != nil { return false }
        guard let own = row.result else { return false }
        let key = ResultKey(own)
        guard let result = report.results.first(where: { ResultKey($0) == key }) else { return mustBeRepeated }
        return own.contradicts(result)
    }
}

/// An item and a specimen. A report has at most one result for each such pair.
private struct ResultKey: Hashable {
    let item: String
    let specimen: Int

    init(_ result: ItemResult) {
        item = result.item
        specimen = result.specimen
    }
}

extension ItemResult {
    /// Whether this result differs from `other`. An unreadable value contradicts nothing.
    fileprivate func contradicts(_ other: ItemResult) -> Bool {
        self != other
            && [true, false].contains { grade in
                if case .unreadable = MeasuredValue(value, wantsGrade: grade) { false } else { true }
            }
    }
}
