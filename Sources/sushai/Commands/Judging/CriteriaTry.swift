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
        abstract: "用未生效的实施细则重新判定以往结果，列出改变的结论。",
        discussion: """
            与 SUSHAI_CRITERIA 中同一产品的实施细则比较。每项改变附简短的原因；--detail 另附两个版本的完整表述。结果\
            文件是承检机构的文件（CSV、XLSX 或 JSON）。报告不写明样品的产品，因此每份报告归入包含其项目最多的产品。\
            文件不含销售日期，用 --sold 给出；不给出时用检测日期代替。不保存任何数据，也不查重复发现。

            示例
              sushai criteria try drafts/toys.yaml results.csv --sold 2026-11-02
            """)

    @Argument(help: "试用的实施细则文件。")
    var criteria: String
    @Argument(help: "以往结果，即承检机构上传的文件。")
    var results: String
    @Option(help: "样品的购买日期，例如 2026-11-02。")
    var sold: String?
    @ArgumentParser.Flag(help: "同时显示每项改变前后的完整表述。")
    var detail = false
    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        let soldOn = try sold.map { try CriteriaTables.day($0, "--sold") }
        let next = try CriteriaTables.read(criteria)
        let trial = CriteriaTrial(
            current: try CriteriaTables.current(next.product, in: session.settings.criteria), next: next)
        guard let data = FileManager.default.contents(atPath: results) else {
            throw InputMistake("文件 \(results) 无法读取")
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
            Output.line(TrialWording.tried(concerned.count, changed: changed, foreign: reports.count - concerned.count))
            if let note = doubtful(concerned, trial, others) { Output.line(note) }
        }
        output.print(table, empty: "没有改变的判定")
    }

    /// The criteria of the other products. They can have items in common with this one.
    private func otherProducts(_ session: Session) -> [ProductCriteria] {
        var mistakes: [Diagnostic] = []
        // Files with mistakes are skipped here; `check` reports them.
        return Rulebook.read(session.settings.criteria, &mistakes, CriteriaFile.read)
    }

    /// The reports that may belong to another product.
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
        return .text(TrialWording.text(judged))
    }
}
