extension ScreeningReport {
    /// Makes the copy of a report for one audience.
    ///
    /// - Parameters:
    ///   - criteria: the current criteria of the product. Names, standards and methods are read from the edition that
    ///     judged the sample. Verdicts, requirements and sentences are the recorded ones, even if the criteria have
    ///     changed since.
    ///   - authority: the authority that ordered the screening.
    package init(
        _ facts: ScreeningReportFacts, criteria: ProductCriteria?, authority: String, regions: RegionNames = .init(),
        for audience: Audience
    ) {
        let concluded = facts.concluded
        let edition = criteria?.editions.first { $0.identifier == concluded.edition }
        let items = Self.items(of: facts, edition)
        let shown = facts.evidence.filter { audience.sees($0.kind) }.map { $0.shown(to: audience) }
        self.init(
            audience: audience, authority: authority, number: facts.submission.number, version: facts.version,
            correctionReason: facts.submission.correctionReason,
            supersededBy: facts.latestVersion > facts.version ? facts.latestVersion : nil,
            laboratory: facts.details, laboratoryName: facts.laboratory, particulars: facts.submission.particulars,
            history: facts.history, label: facts.submission.sampleLabel,
            productName: criteria?.name ?? facts.product, edition: concluded.edition,
            standards: Self.standards(of: facts, edition),
            labelledOn: audience == .enterprise ? nil : facts.labelledOn, testedOn: facts.submission.testedOn,
            producedOn: facts.submission.producedOn, receivedAt: facts.receivedAt, judgedAt: concluded.judgedAt,
            declared: facts.submission.declared.sorted { $0.key < $1.key }.map { name, value in
                Declaration(name, value, criteria?.declarations.first { $0.isNamed(name) })
            },
            origin: Origin(facts.origin, regions, for: audience), verdict: concluded.verdict, hazard: concluded.hazard,
            conclusion: concluded.sentence, items: items, unknownItems: concluded.unknownItems, evidence: shown,
            withheldEvidence: audience == .enterprise ? facts.evidence.count - shown.count : 0,
            rule: RuleReference(file: concluded.rule.fileName, hash: concluded.rule.hash),
            inputHash: audience == .enterprise ? nil : concluded.inputHash,
            rulesChanged: criteria?.rule.hash != concluded.rule.hash)
    }

    private static func items(of facts: ScreeningReportFacts, _ edition: CriteriaEdition?) -> [Item] {
        let known = Dictionary((edition?.items ?? []).map { ($0.code, $0) }) { first, _ in first }
        let results = Dictionary(grouping: facts.submission.results, by: \.item)
        return facts.concluded.items.map { judged in
            let item = known[judged.item]
            let result = results[judged.item]?.first { $0.specimen == judged.specimen }
            return Item(
                code: judged.item, name: item?.name ?? judged.item, specimen: judged.specimen,
                standard: item.map(JudgementWording.basis), method: result?.method ?? item?.method,
                requirement: judged.requirement,
                measured: judged.measured, unit: result?.unit ?? item?.unit ?? "",
                detectionLimit: result?.detectionLimit, uncertainty: result?.uncertainty, verdict: judged.verdict,
                reason: judged.reason, hazard: item?.hazard,
                sentence: judged.sentence, confidence: item?.source.confidence)
        }
    }

    /// The standards without their clauses, which are shown with the items.
    private static func standards(of facts: ScreeningReportFacts, _ edition: CriteriaEdition?) -> [String] {
        let judged = Set(facts.concluded.items.map(\.item))
        var seen: Set<String> = []
        return (edition?.items ?? []).filter { judged.contains($0.code) }.map(\.standard)
            .filter { seen.insert($0).inserted }
    }
}

extension ScreeningReport.Declaration {
    /// - Parameter known: the declaration in the criteria; nil if they do not know it.
    fileprivate init(_ name: String, _ value: String, _ known: Declaration?) {
        let code = known?.code(of: value)
        let title = known?.values.first { $0.code == code }?.title
        let unit = DeclaredNumber(value)?.unit == nil ? known?.unit : nil
        self.init(name: known?.title ?? name, value: title ?? value + (unit.map { " " + $0 } ?? ""))
    }
}

extension ScreeningReport.Audience {
    /// Proof of the purchase shows the account and address of the buyer. Evidence of the laboratory shows only its
    /// sample. The laboratory's file names are not shown to the enterprise.
    fileprivate func sees(_ kind: ReportEvidence.Kind) -> Bool {
        kind == .laboratory || self == .officer
    }
}

extension ReportEvidence {
    /// A file name may contain the name of a person.
    fileprivate func shown(to audience: ScreeningReport.Audience) -> ReportEvidence {
        guard audience == .enterprise else { return self }
        return ReportEvidence(kind: kind, hash: hash, bytes: bytes, mediaType: mediaType, arrivedAt: arrivedAt)
    }
}

extension ScreeningReport.Origin {
    fileprivate init?(
        _ origin: ScreeningReportFacts.Origin, _ regions: RegionNames, for audience: ScreeningReport.Audience
    ) {
        // A shop can find an order, and so the buyer, by the day and the price.
        let isOfficer = audience == .officer
        guard audience != .laboratory else { return nil }
        self.init(
            seller: origin.sellerName, region: regions.text(origin.sellerRegion), listing: origin.listing,
            title: origin.title,
            purchasedOn: isOfficer ? origin.purchasedOn : nil, paid: isOfficer ? origin.paid : nil)
    }
}
