internal import ArgumentParser
internal import Domain
internal import Feeds
internal import Foundation
internal import Store
internal import Web
internal import Workers

struct LabCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lab",
        abstract: "Laboratories: their samples, their reports.",
        subcommands: [LabSamples.self, LabFile.self, LabReports.self, LabShow.self])
}

struct LabSamples: Command {
    static let configuration = CommandConfiguration(
        commandName: "samples",
        abstract: "List the blind samples of a laboratory.",
        discussion: """
            EXAMPLE
              sushai lab samples --laboratory LAB-01
            """)

    @Option(help: "The laboratory.")
    var laboratory: String
    @Option(help: "At most so many.")
    var limit = 1000
    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        var table = Table([Wording.label, Wording.product, .init("labelledOn", "封样日期"), .init("report", "报告")])
        for sample in try await session.openStore(existing: true).samples(of: laboratory, limit: limit) {
            table.add([
                .text(sample.label), .text(sample.product), .text(sample.labelledOn.text), .init(sample.reportNumber),
            ])
        }
        output.print(table)
    }
}

struct LabFile: Command {
    static let configuration = CommandConfiguration(
        commandName: "file",
        abstract: "File reports from a JSON or CSV file, as the API would.",
        discussion: """
            The same content twice is one report. Other content under the same number is a correction and must name \
            its reason. CSV may be UTF-8 or GB18030.

            EXAMPLE
              sushai lab file --laboratory LAB-01 reports.csv
            """)

    @Option(help: "The laboratory in whose name the reports are filed.")
    var laboratory: String
    @Argument(help: "The file; .csv is read as CSV, anything else as JSON.")
    var file: String
    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        guard let data = FileManager.default.contents(atPath: file) else {
            throw InputMistake("the file \(file) cannot be read")
        }
        guard data.count <= UploadForm.maximumBytes else {
            throw InputMistake("\(file) has \(data.count) bytes; at most \(UploadForm.maximumBytes) are taken")
        }
        let outcomes = try await FileReports(session.openStore()).run(
            Array(data), form: file.hasSuffix(".csv") ? .csv : .json, laboratory: laboratory)
        var table = Table([
            .init("report", "报告"), Wording.label, .init("results", "结果数"), .init("version", "版本"),
            .init("status", "结果"), Wording.error,
        ])
        var refused = false
        for outcome in outcomes {
            switch outcome.outcome {
            case .success(let filed):
                table.add([
                    .text(outcome.number), .text(outcome.label), .init(outcome.results), .init(filed.version),
                    .text(filed.isNew ? "已接收" : "此前已接收"), .missing,
                ])
            case .failure(let refusal):
                refused = true
                table.add([
                    .text(outcome.number), .text(outcome.label), .init(outcome.results), .missing, "未接收",
                    .text(refusal.sentence),
                ])
            }
        }
        output.print(table)
        if refused { throw ExitCode(Failure.input) }
    }
}

struct LabReports: Command {
    static let configuration = CommandConfiguration(
        commandName: "reports",
        abstract: "List the reports filed, with their conclusions.",
        discussion: """
            EXAMPLE
              sushai lab reports --laboratory LAB-01
            """)

    @Option(help: "The laboratory; all of them without it.")
    var laboratory: String?
    @Option(help: "At most so many.")
    var limit = 1000
    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        let rows = try await session.openStore(existing: true).reports(of: laboratory, limit: limit)
        output.print(ReportTable.of(rows))
    }
}

struct LabShow: Command {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show how each item of a report was judged.",
        discussion: """
            EXAMPLE
              sushai lab show --report 5
            """)

    @Option(help: "The report, by its number in `lab reports`.")
    var report: Int64
    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        var table = Table([
            .init("item", "项目"), .init("specimen", "样品序号"), Wording.verdict, .init("reason", "原因"),
            .init("sentence", "说明", widest: 100),
        ])
        for item in try await session.openStore(existing: true).itemJudgements(report: report) {
            table.add([
                .text(item.item), .init(item.specimen),
                .text(output.json ? item.verdict.rawValue : JudgementWording.verdict(item.verdict)),
                .text(item.reason), .text(item.sentence),
            ])
        }
        output.print(table)
    }
}

/// Reports with their conclusions, as several commands show them.
enum ReportTable {
    static func of(_ rows: [ReportRow]) -> Table {
        var table = Table([
            .init("id", "编号"), .init("report", "报告"), .init("version", "版本"), Wording.label, Wording.product,
            Wording.verdict, .init("conclusion", "说明", widest: 90), .init("unknownItems", "未知项目"),
        ])
        for row in rows {
            table.add([
                .number(row.id), .text(row.number), .init(row.version), .text(row.label), .text(row.product),
                .init(row.verdict.map(JudgementWording.verdict)), .init(row.sentence ?? held(row)),
                .text(row.unknownItems.joined(separator: " ")),
            ])
        }
        return table
    }

    /// Why a report is not judged yet, where it is held for evidence.
    private static func held(_ row: ReportRow) -> String? {
        row.missingEvidence.isEmpty ? nil : EvidenceWording.held(row.missingEvidence)
    }
}
