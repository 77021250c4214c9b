internal import ArgumentParser
internal import Domain
internal import Foundation
internal import Web
internal import Workers

struct CriteriaTry: Command {
    static let configuration = CommandConfiguration(
        commandName: "try",
        abstract: "Judge past results by a criteria file before it goes live, and list the verdicts that change.",
        discussion: """
            Compares with the criteria of the same product in SUSHAI_CRITERIA. The results are a laboratory's file (CSV, \
            XLSX or JSON). The day of sale is not in it: --sold says it, and without it the day of the test stands for it. Nothing is \
            stored, and repeat findings are not looked up.

            EXAMPLE
              sushai criteria try drafts/toys.yaml results.csv --sold 2026-11-02
            """)

    @Argument(help: "The criteria file to try.")
    var criteria: String
    @Argument(help: "Past results, as a laboratory uploads them.")
    var results: String
    @Option(help: "The day on which the samples were bought, as 2026-11-02.")
    var sold: String?
    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        let soldOn = try sold.map { try CriteriaTables.day($0, "--sold") }
        let next = try CriteriaTables.read(criteria)
        let trial = CriteriaTrial(
            current: try CriteriaTables.current(next.product, in: session.settings.criteria), next: next)
        guard let data = FileManager.default.contents(atPath: results) else {
            throw InputMistake("the file \(results) cannot be read")
        }
        let bytes = Array(data)
        let reports = try PastReports.read(bytes, form: UploadForm(name: results, bytes: bytes))
        let concerned = reports.filter(trial.concerns)
        var table = Table([
            .init("report", "报告"), Wording.label, CriteriaTables.item, .init("specimen", "样品序号"),
            .init("before", "现行"), .init("after", "试行"), .init("sentence", "试行的判定", widest: 90),
        ])
        var changed = 0
        for report in concerned {
            let changes = trial.changes(for: report, soldOn: soldOn ?? report.testedOn)
            if changes.contains(where: { $0.item == nil }) { changed += 1 }
            for change in changes { table.add(row(change)) }
        }
        if !output.json {
            Output.line(CriteriaTables.tried(concerned.count, changed, reports.count - concerned.count))
        }
        output.print(table, empty: "没有改变的判定")
    }

    private func row(_ change: CriteriaTrial.Change) -> [Table.Cell] {
        [
            .text(change.report), .text(change.sample), .init(change.item),
            change.specimen.map { .init($0) } ?? .missing, cell(change.before), cell(change.after),
            .init(change.after?.sentence),
        ]
    }

    private func cell(_ judged: CriteriaTrial.Judged?) -> Table.Cell {
        guard let judged else { return .missing }
        if output.json {
            return .text([judged.verdict.rawValue, judged.hazard?.rawValue].compactMap { $0 }.joined(separator: " "))
        }
        return .text(JudgementWording.verdict(judged.verdict) + (judged.hazard.map { "，" + $0.wording } ?? ""))
    }
}
