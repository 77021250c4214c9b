internal import ArgumentParser
internal import Domain
internal import Foundation
internal import Rulebook
internal import Terminal
internal import Web
internal import Workers

struct CriteriaTry: Command {
    static let configuration = CommandConfiguration(
        commandName: "try",
        abstract: "Judge past results by a criteria file before it goes live, and list the verdicts that change.",
        discussion: """
            Compares with the criteria of the same product in SUSHAI_CRITERIA. Each change is told with its reason in a \
            few words; --detail adds both sentences in full. The results are a laboratory's file (CSV, \
            XLSX or JSON); no report says of which product its sample is, so that each counts for the product that knows \
            most of its items. The day of sale is not in it: --sold says it, and without it the day of the test stands for it. Nothing is \
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
    @ArgumentParser.Flag(help: "Print both sentences of each verdict that changes, too.")
    var detail = false
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
        let others = otherProducts(session)
        let concerned = reports.filter { trial.belonging(of: $0, besides: others) != .other }
        var table = Table(columns)
        var changed = 0
        for report in concerned {
            let changes = trial.changes(for: report, soldOn: soldOn ?? report.testedOn)
            if changes.contains(where: { $0.item == nil }) { changed += 1 }
            for change in changes { table.add(row(change)) }
        }
        if !output.json {
            Output.line(CriteriaTables.tried(concerned.count, changed, reports.count - concerned.count))
            if let note = doubtful(concerned, trial, others) { Output.line(note) }
        }
        output.print(table, empty: "没有改变的判定")
    }

    /// The criteria of the other products: they share items with this one.
    private func otherProducts(_ session: Session) -> [ProductCriteria] {
        var mistakes: [Diagnostic] = []
        // A file with mistakes stands in nobody's way here; `check` tells of it.
        return Rulebook.read(session.settings.criteria, &mistakes, CriteriaFile.read)
    }

    /// Which reports may as well be of another product.
    private func doubtful(_ reports: [ReportSubmission], _ trial: CriteriaTrial, _ others: [ProductCriteria]) -> String?
    {
        var names: Set<String> = []
        var count = 0
        for report in reports {
            guard case .thisOr(let products) = trial.belonging(of: report, besides: others) else { continue }
            names.formUnion(products)
            count += 1
        }
        return count == 0 ? nil : CriteriaTables.doubtful(count, names.sorted())
    }

    private var columns: [Table.Column] {
        let short: [Table.Column] = [
            .init("report", "报告"), Wording.label, CriteriaTables.item, .init("name", "名称", widest: 24),
            .init("specimen", "样品序号"), .init("before", "现行"), .init("after", "试行"),
            .init("reason", "原因", widest: 60, wraps: true),
        ]
        guard detail || output.json else { return short }
        return short + [
            .init("sentenceBefore", "现行的判定", widest: 60, wraps: true),
            .init("sentence", "试行的判定", widest: 60, wraps: true),
        ]
    }

    private func row(_ change: CriteriaTrial.Change) -> [Table.Cell] {
        let short: [Table.Cell] = [
            .text(change.report), .text(change.sample), .init(change.item), .init(change.name),
            change.specimen.map { .init($0) } ?? .missing, cell(change.before), cell(change.after),
            .text(TrialWording.reason(change)),
        ]
        guard detail || output.json else { return short }
        return short + [.init(change.before?.sentence), .init(change.after?.sentence)]
    }

    private func cell(_ judged: CriteriaTrial.Judged?) -> Table.Cell {
        guard let judged else { return .missing }
        if output.json {
            return .text([judged.verdict.rawValue, judged.hazard?.rawValue].compactMap { $0 }.joined(separator: " "))
        }
        return .text(JudgementWording.verdict(judged.verdict) + (judged.hazard.map { "，" + $0.wording } ?? ""))
    }
}
