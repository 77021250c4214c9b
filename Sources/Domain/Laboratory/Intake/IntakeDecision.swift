/// What becomes of the rows of one report. A pure function of the rows and of what the store knows.
///
/// Every row comes out with exactly one fate; nothing is dropped.
package struct IntakeDecision: Sendable {
    /// What becomes of one row.
    package enum Fate: Sendable {
        case taken
        case duplicate
        case waiting
        case quarantined(IntakeFault)

        package var state: IntakeRowState {
            switch self {
            case .taken: .taken
            case .duplicate: .duplicate
            case .waiting: .waiting
            case .quarantined: .quarantined
            }
        }
    }

    package let rows: [IntakeRow]
    package private(set) var fates: [Fate]
    /// The version to file; nil where no row is taken.
    package private(set) var filing: ReportFiling?

    /// How the rows come in.
    package struct Options: Sendable {
        /// False where good rows wait: for the reviewer, or for the rest of the file.
        let filesImmediately: Bool
        /// Whether the rows were set aside before: they may then be added to a filed report without a reason.
        let completes: Bool
        /// Whether the same file has rows in quarantine that name no report: any of its corrections may lack them.
        package let mayLackRows: Bool

        package init(filesImmediately: Bool = true, completes: Bool = false, mayLackRows: Bool = false) {
            self.filesImmediately = filesImmediately
            self.completes = completes
            self.mayLackRows = mayLackRows
        }
    }

    /// - Parameters:
    ///   - rows: all rows of one report number, in the order of the file.
    ///   - unreadable: how many more rows of the report could not be read.
    ///   - aside: other rows of the report in quarantine that can be read, and that the laboratory stands by.
    package init(
        _ rows: [IntakeRow], unreadable: Int = 0, aside: [IntakeRow] = [], options: Options, catalogue: ItemCatalogue,
        facts: inout IntakeFacts
    ) {
        self.rows = rows
        fates = []
        fates.reserveCapacity(rows.count)
        for row in rows {
            fates.append(IntakeCheck.fault(of: row, catalogue, facts).map { .quarantined($0) } ?? .taken)
        }
        agreeOnHead(options, facts)
        setConflictsAside()
        if options.filesImmediately { respect(aside) }
        guard let first = fates.firstIndex(where: \.isTaken) else { return }
        file(head: rows[first].head, unreadable: unreadable, options, facts)
        guard options.filesImmediately else {
            filing = nil
            replaceTaken(by: .waiting)
            return
        }
        if let filing { facts.note(filing) }
    }
}

extension IntakeDecision.Fate {
    fileprivate var isTaken: Bool {
        if case .taken = self { true } else { false }
    }

    fileprivate var isQuarantined: Bool {
        if case .quarantined = self { true } else { false }
    }
}

extension IntakeDecision {
    private mutating func replaceTaken(by fate: Fate) {
        for index in fates.indices where fates[index].isTaken { fates[index] = fate }
    }

    /// Most good rows say what the report is, the first of them where they are equally many; of a report that rows are
    /// added to, what is filed says it. A row that says otherwise cannot belong to it.
    private mutating func agreeOnHead(_ options: Options, _ facts: IntakeFacts) {
        guard let first = fates.firstIndex(where: \.isTaken) else { return }
        let good = fates.indices.filter { fates[$0].isTaken }
        guard good.contains(where: { rows[$0].head != rows[first].head }) else { return }
        var counts: [ReportHead: Int] = [:]
        for index in good { counts[rows[index].head, default: 0] += 1 }
        var head = rows[first].head
        for index in good where counts[rows[index].head, default: 0] > counts[head, default: 0] {
            head = rows[index].head
        }
        if options.completes {
            let filed = good.first { index in
                let own = rows[index].head
                guard let latest = facts.samples[own.sampleLabel]?.latest?.submission else { return false }
                return own.correctionReason == nil && latest.number == own.number
                    && ReportHead(latest).agrees(with: own)
            }
            head = filed.map { rows[$0].head } ?? head
        }
        for index in good where rows[index].head != head {
            fates[index] = .quarantined(IntakeCheck.differs(rows[index].head, from: head))
        }
    }

    /// The same result twice is once. Of results that contradict each other none can be trusted.
    private mutating func setConflictsAside() {
        var first: [ResultKey: Int] = [:]
        first.reserveCapacity(rows.count)
        for index in fates.indices where fates[index].isTaken {
            let result = rows[index].result
            guard let earlier = first.updateValue(index, forKey: ResultKey(result)) else { continue }
            first[ResultKey(result)] = earlier
            if rows[earlier].result == result, fates[earlier].isTaken {
                fates[index] = .duplicate
            } else {
                let fault = IntakeFault(
                    .conflictingDuplicate, IntakeWording.conflict(result, rows[earlier].place, rows[index].place))
                fates[index] = .quarantined(fault)
                fates[earlier] = .quarantined(fault)
            }
        }
        // Copies of a result that a later row contradicted go with it.
        for index in fates.indices {
            guard case .duplicate = fates[index], let earlier = first[ResultKey(rows[index].result)],
                case .quarantined(let fault) = fates[earlier]
            else { continue }
            fates[index] = .quarantined(fault)
        }
    }

    /// Of two results that contradict each other the second does not win by coming alone: as long as one lies in
    /// quarantine, it is mended, dismissed, or the report corrected with a reason.
    private mutating func respect(_ aside: [IntakeRow]) {
        guard !aside.isEmpty else { return }
        let said = Dictionary(grouping: aside) { ResultKey($0.result) }
        for index in fates.indices where fates[index].isTaken && rows[index].head.correctionReason == nil {
            let row = rows[index]
            let other = said[ResultKey(row.result)]?.first {
                $0.head.sampleLabel == row.head.sampleLabel && $0.result.contradicts(row.result)
            }
            guard let other else { continue }
            fates[index] = .quarantined(
                IntakeFault(.conflictingDuplicate, IntakeWording.contradictsQuarantined(row.result, other.place)))
        }
    }

    private mutating func file(head: ReportHead, unreadable: Int, _ options: Options, _ facts: IntakeFacts) {
        guard let sample = facts.samples[head.sampleLabel] else { return }
        guard let latest = sample.latest else {
            if facts.labels[head.number] != nil {
                refuse(.numberOfAnotherSample, IntakeWording.numberOfAnotherSample(head.number))
            } else if head.correctionReason != nil {
                refuse(.nothingToCorrect, IntakeWording.nothingToCorrect(head.number))
            } else {
                plan(head.report(of: takenResults, correcting: nil), version: 1, sample, completes: false)
            }
            return
        }
        guard latest.submission.number == head.number else {
            return refuse(.sampleAlreadyReported, IntakeWording.sampleAlreadyReported(latest.submission.number))
        }
        if head.correctionReason == nil {
            addTo(latest, head, options, sample)
        } else if let fate = repeated(head.correctionHash(takenResults), of: latest) {
            replaceTaken(by: fate)
        } else if isOutdated(by: latest) {
            // What was corrected is not what stands any more: somebody has to look at both.
            refuse(.correctionOutdated, IntakeWording.correctionOutdated(head.number, version: latest.version))
        } else if unreadable > 0 || options.mayLackRows || fates.contains(where: \.isQuarantined) {
            // A correction with holes would take back what the whole one may confirm: it waits for its other rows.
            replaceTaken(by: .waiting)
        } else {
            plan(
                head.report(of: takenResults, correcting: head.correctionReason), version: latest.version + 1, sample,
                completes: false)
        }
    }

    /// What becomes of a correction that says, with the same reason, what was filed before; nil for one that does not. It
    /// is known where it stands; where it stands no more, nobody can tell an old file from a wish to have it back.
    private func repeated(_ hash: String, of latest: IntakeFacts.Version) -> Fate? {
        let number = latest.submission.number
        if latest.contentHashes.contains(hash) {
            guard latest.isWithdrawn else { return .duplicate }
            return .quarantined(IntakeFault(.oldCorrection, IntakeWording.withdrawnContent(number)))
        }
        guard latest.replacedHashes.contains(hash) else { return nil }
        return .quarantined(IntakeFault(.oldCorrection, IntakeWording.oldCorrection(number, latest.version)))
    }

    /// Whether other results were filed since a file of the correction was set aside. A row that named no report then was
    /// made against what the others of its file were.
    private func isOutdated(by latest: IntakeFacts.Version) -> Bool {
        var against: [Int64: Int] = [:]
        for (row, fate) in zip(rows, fates) where fate.isTaken {
            guard let stored = row.stored else { continue }
            against[stored.upload] = max(against[stored.upload] ?? 0, stored.against ?? 0)
        }
        return against.values.contains { $0 < latest.contentVersion }
    }

    /// Rows of a report that is filed already: what it says, it says again; what it lacks may complete it.
    private mutating func addTo(
        _ latest: IntakeFacts.Version, _ head: ReportHead, _ options: Options, _ sample: IntakeFacts.Sample
    ) {
        let filed = latest.submission
        if options.completes, !latest.isWithdrawn, !ReportHead(filed).agrees(with: head) {
            return replaceTaken(by: .quarantined(IntakeCheck.differs(head, from: ReportHead(filed))))
        }
        if !latest.isWithdrawn, ReportHead(filed).agrees(with: head) {
            let known = Dictionary(filed.results.map { (ResultKey($0), $0) }) { first, _ in first }
            var contradicts = false
            for index in fates.indices where fates[index].isTaken {
                guard let same = known[ResultKey(rows[index].result)] else { continue }
                if same == rows[index].result { fates[index] = .duplicate } else { contradicts = true }
            }
            guard fates.contains(where: \.isTaken) else { return }
            if !contradicts, options.completes || latest.isIncomplete {
                let whole = head.report(of: filed.results + takenResults, correcting: IntakeWording.completion)
                return plan(whole, version: latest.version + 1, sample, completes: true)
            }
        }
        refuse(
            .correctionWithoutReason,
            latest.isWithdrawn
                ? IntakeWording.withdrawnNumber(head.number) : IntakeWording.correctionWithoutReason(head.number))
    }

    private var takenResults: [ItemResult] {
        zip(rows, fates).filter { $1.isTaken }.map(\.0.result)
    }

    private mutating func refuse(_ code: IntakeFault.Code, _ sentence: String) {
        replaceTaken(by: .quarantined(IntakeFault(code, sentence)))
    }

    private mutating func plan(
        _ submission: ReportSubmission, version: Int, _ sample: IntakeFacts.Sample, completes: Bool
    ) {
        filing = ReportFiling(
            sample: sample.id, product: sample.product, soldOn: sample.soldOn, version: version,
            submission: submission, contentHash: submission.contentHash, completes: completes)
    }
}

/// An item and a specimen: the place of a result within its report.
private struct ResultKey: Hashable {
    let item: String
    let specimen: Int

    init(_ result: ItemResult) {
        item = result.item
        specimen = result.specimen
    }
}

extension ReportHead {
    /// Whether both speak of the same report, the reason of a correction aside.
    fileprivate func agrees(with other: ReportHead) -> Bool {
        sampleLabel == other.sampleLabel && testedOn == other.testedOn && producedOn == other.producedOn
            && declared == other.declared
    }

    fileprivate func correctionHash(_ results: [ItemResult]) -> String {
        report(of: results, correcting: correctionReason).contentHash
    }
}

extension ItemResult {
    /// Whether this says something else than `other`; what cannot be read says nothing.
    package func contradicts(_ other: ItemResult) -> Bool {
        self != other
            && [true, false].contains { grade in
                if case .unreadable = MeasuredValue(value, wantsGrade: grade) { false } else { true }
            }
    }
}
