internal import ArgumentParser
internal import Domain
internal import Files
internal import Store
internal import Terminal
internal import Web

struct LabCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lab",
        abstract: "Laboratories: their samples, their reports.",
        subcommands: [
            LabSamples.self, LabTemplate.self, LabReceive.self, LabImport.self, LabWatch.self, LabUploads.self,
            LabQuarantine.self,
            LabReview.self, LabReports.self, LabShow.self, LabWithdraw.self, LabSet.self, LabScope.self,
            LabDuplicate.self, LabQuality.self,
        ])
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
        var table = Table([Wording.label, Wording.product, .init("receivedOn", "到样日期"), .init("report", "报告")])
        for sample in try await session.openStore(existing: true).samples(of: laboratory, limit: limit) {
            table.add([
                .text(sample.label), .text(sample.product), .init(sample.receivedOn?.text), .init(sample.reportNumber),
            ])
        }
        output.print(table)
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
            .init("state", "状态", widest: 30),
        ])
        for row in rows {
            table.add([
                .number(row.id), .text(row.number), .init(row.version), .text(row.label), .text(row.product),
                .init(row.verdict.map(JudgementWording.verdict)), .init(row.sentence ?? held(row)),
                .text(row.unknownItems.joined(separator: " ")), .init(state(of: row)),
            ])
        }
        return table
    }

    private static func state(of row: ReportRow) -> String? {
        if let reason = row.withdrawnReason { return "已撤回：" + reason }
        return row.isSuperseded ? "已被更正版本取代" : nil
    }

    /// Why a report is not judged yet, where it is held for evidence.
    private static func held(_ row: ReportRow) -> String? {
        row.missingEvidence.isEmpty ? nil : EvidenceWording.held(row.missingEvidence)
    }
}
