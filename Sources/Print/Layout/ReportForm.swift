internal import Domain

/// The rows of the form on the first page, and of the trace at the end.
enum ReportForm {
    private typealias W = ReportWording
    private typealias Row = PrintDocument.FormRow
    private typealias Pair = PrintDocument.FormRow.Pair

    /// Maximum number of failing items that the conclusion lists with their sentences.
    private static let maximumProblems = 4

    static func rows(_ report: ScreeningReport) -> [PrintDocument.FormRow] {
        var rows: [Row] = [
            pairs((W.label, report.label), (W.product, report.productName)),
            pairs((W.authority, report.authority), (W.laboratory, laboratory(report))),
        ]
        rows += laboratoryRows(report)
        rows += particulars(report, [.maker, .brand, .model, .batch, .quantity, .state])
        rows += origin(report)
        rows += dates(report)
        rows += particulars(report, [.conditions, .instruments])
        if !report.declared.isEmpty {
            let declared = report.declared.map { $0.name + "：" + $0.value }.joined(separator: "；")
            rows.append(pairs((W.declared, declared)))
        }
        rows.append(pairs((W.edition, report.edition ?? W.missing)))
        rows.append(pairs((W.standards, W.standards(report.standards))))
        rows.append(.sealed(label: W.conclusion, lines: conclusion(report), corner: [W.seal, W.signedOn]))
        rows.append(pairs((W.remark, W.noBasis)))
        return rows
    }

    static func trace(_ report: ScreeningReport) -> [PrintDocument.FormRow] {
        [
            pairs((W.ruleFile, report.rule.file), (W.edition, report.edition ?? W.missing)),
            pairs((W.ruleHash, report.rule.hash)),
            pairs((W.inputHash, report.inputHash ?? W.inputHashWithheld)),
            pairs(
                (W.receivedAt, report.receivedAt.clockText()), (W.judgedAt, report.judgedAt.clockText())),
        ]
    }

    private static func laboratory(_ report: ScreeningReport) -> String {
        guard let title = report.laboratory.title else { return report.laboratoryName }
        return title == report.laboratoryName ? title : title + "（" + report.laboratoryName + "）"
    }

    /// The address and the accreditation. The place for the mark is there if the accreditation is recorded.
    private static func laboratoryRows(_ report: ScreeningReport) -> [Row] {
        var rows: [Row] = []
        if let address = report.laboratory.address { rows.append(pairs((W.laboratoryAddress, address))) }
        if let number = report.laboratory.accreditation {
            rows.append(pairs((W.accreditation, number), (W.mark, "\n\n")))
        }
        return rows
    }

    /// Two statements in a row. A statement that was not made is left out.
    private static func particulars(_ report: ScreeningReport, _ wanted: [ReportParticular]) -> [Row] {
        let stated = wanted.compactMap { particular in
            report.particulars[particular].map { Pair(particular.column.rawValue, $0.visible()) }
        }
        return stride(from: 0, to: stated.count, by: 2).map { .pairs(Array(stated[$0..<min($0 + 2, stated.count)])) }
    }

    private static func origin(_ report: ScreeningReport) -> [Row] {
        guard let origin = report.origin else { return [pairs((W.sampling, W.samplingWay))] }
        var rows: [Row] = [
            pairs((W.seller, origin.seller), (W.region, origin.region)),
            pairs((W.specification, origin.title)),
            pairs((W.listing, W.listing(origin.listing))),
        ]
        rows.append(pairs((W.sampling, W.samplingWay)))
        if let day = origin.purchasedOn, let paid = origin.paid {
            rows.append(pairs((W.purchasedOn, day.chineseText), (W.paid, paid.text)))
        }
        return rows
    }

    private static func dates(_ report: ScreeningReport) -> [Row] {
        let produced = report.producedOn?.chineseText ?? W.missing
        let tested = (W.testedOn, report.testedOn.chineseText)
        guard let labelled = report.labelledOn else { return [pairs(tested, (W.producedOn, produced))] }
        return [
            pairs((W.labelledOn, labelled.chineseText), tested),
            pairs((W.receivedAt, report.receivedAt.clockText()), (W.producedOn, produced)),
        ]
    }

    /// The prescribed words, the hazard class, and each failing item with its limit and its value.
    private static func conclusion(_ report: ScreeningReport) -> [PrintDocument.Line] {
        var lines = [PrintDocument.Line(short(report.conclusion, 300), .strong)]
        if let hazard = report.hazard { lines.append(.init(W.boxes(hazard))) }
        // An item that fails in several specimens takes one line, so that the seal stays on the first page.
        var codes: [String] = []
        for item in report.failing where !codes.contains(item.code) { codes.append(item.code) }
        for code in codes.prefix(maximumProblems) {
            let failing = report.failing.filter { $0.code == code }
            let several = failing.count > 1 ? W.specimens(failing.count) : ""
            lines.append(.init(short(failing.first?.sentence ?? code, 200) + several, .small))
        }
        if codes.count > maximumProblems { lines.append(.init(W.more(codes.count - maximumProblems), .small)) }
        return lines
    }

    /// The text without line breaks, cut to `limit` characters with a mark. The results contain the whole text.
    private static func short(_ text: String, _ limit: Int) -> String {
        text.replacing("\n", with: " ").visible(limit: limit)
    }

    private static func pairs(_ pairs: (String, String)...) -> Row {
        .pairs(pairs.map { Pair($0.0, $0.1.visible()) })
    }
}
