package import Domain

extension PrintDocument {
    /// The layout of a screening report. The first page has the form with the conclusion and space for the seal, as
    /// inspection reports have it. Then follow results, items not judged, evidence, notes and trace.
    package init(_ report: ScreeningReport) {
        typealias W = ReportWording
        let name = W.program + W.title
        self.init(
            title: name + " " + report.number.visible(limit: 200),
            author: (report.laboratory.title ?? report.laboratoryName).visible(limit: 200),
            subject: report.label.visible(limit: 200), createdAt: report.judgedAt,
            head: Head(left: name, right: W.number + "：" + report.number.visible(limit: 200), edge: W.acrossPages),
            blocks: Self.firstPage(report) + Self.findings(report) + Self.proof(report))
    }

    private static func firstPage(_ report: ScreeningReport) -> [Block] {
        typealias W = ReportWording
        let beneath = [
            W.number + "：" + report.number.visible(limit: 200) + "　（" + W.version(report).visible(limit: 400) + "）",
            W.copy(for: report.audience),
        ]
        var blocks: [Block] = [.title([W.program, W.title], beneath: beneath)]
        if let withdrawn = report.history.withdrawn { blocks.append(.warning(W.withdrawn(withdrawn).visible())) }
        if let newer = report.supersededBy { blocks.append(.warning(W.superseded(by: newer))) }
        return blocks + [
            .form(ReportForm.rows(report)), .signatures(W.signatures(report).map { $0.visible() }), .pageBreak,
        ]
    }

    private static func findings(_ report: ScreeningReport) -> [Block] {
        typealias W = ReportWording
        var blocks: [Block] = [.heading(W.results)]
        if !report.items.isEmpty { blocks.append(.table(ReportTables.results(report))) }
        blocks.append(.heading(W.notJudged))
        blocks.append(.numbered(listed(report.notJudged.map(\.sentence))))
        if !report.unknownItems.isEmpty {
            blocks += [.heading(W.unknownItems), .numbered(listed(report.unknownItems))]
        }
        return blocks
    }

    private static func proof(_ report: ScreeningReport) -> [Block] {
        typealias W = ReportWording
        let exhibits = report.evidence.map {
            Exhibit(hash: $0.hash, particulars: W.evidence($0).visible(limit: 400), isPicture: $0.isPicture)
        }
        var blocks: [Block] = [.heading(W.evidence)]
        if !exhibits.isEmpty { blocks.append(.exhibits(exhibits)) }
        let withheld = report.withheldEvidence > 0 ? [W.withheld(report.withheldEvidence)] : []
        if exhibits.isEmpty || !withheld.isEmpty { blocks.append(.numbered(listed(withheld))) }
        blocks += [.heading(W.notes), .numbered(W.notes(on: report)), .heading(W.trace)]
        blocks.append(.form(ReportForm.trace(report)))
        return blocks + [.end(W.end)]
    }

    /// An empty list is stated, not omitted.
    private static func listed(_ lines: [String]) -> [String] {
        lines.isEmpty ? [ReportWording.none] : lines.map { $0.visible() }
    }
}
