internal import Domain

/// The table of results.
enum ReportTables {
    private typealias W = ReportWording

    static func results(_ report: ScreeningReport) -> PrintDocument.Table {
        let severalSpecimens = Set(report.items.filter { $0.specimen > 1 }.map(\.code))
        let rows = report.items.enumerated().map { ordinal, item in
            PrintDocument.Table.Row(
                [
                    String(ordinal + 1), name(item, numbered: severalSpecimens.contains(item.code)),
                    item.standard ?? W.missing, item.method ?? W.missing, item.requirement, measured(item),
                    item.unit.isEmpty ? W.missing : item.unit, W.outcome(item),
                ].map { $0.visible() },
                note: W.explanation(item.sentence).visible(),
                isStrong: item.verdict != .meets && !item.reason.decidesNothing)
        }
        return PrintDocument.Table(columns: columns, rows: rows)
    }

    private static let columns: [PrintDocument.Table.Column] = [
        .init(W.columns.ordinal, share: 7), .init(W.columns.item, share: 19, isCentred: false),
        .init(W.columns.standard, share: 18, isCentred: false), .init(W.columns.method, share: 18, isCentred: false),
        .init(W.columns.requirement, share: 16), .init(W.columns.measured, share: 12), .init(W.columns.unit, share: 11),
        .init(W.columns.verdict, share: 11),
    ]

    private static func name(_ item: ScreeningReport.Item, numbered: Bool) -> String {
        let specimen = numbered ? W.specimen(item.specimen) : ""
        return (item.name == item.code ? "" : item.name + "\n") + item.code + specimen
    }

    private static func measured(_ item: ScreeningReport.Item) -> String {
        guard !item.measured.isEmpty else { return W.notAMeasure }
        return item.measured + (item.detectionLimit.map { "\n" + W.detectionLimit($0) } ?? "")
            + (item.uncertainty.map { "\n" + W.uncertainty($0) } ?? "")
    }
}
