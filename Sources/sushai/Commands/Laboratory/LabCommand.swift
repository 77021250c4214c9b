internal import ArgumentParser
internal import Domain
internal import Files
internal import Store
internal import Terminal
internal import Web

struct LabCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lab",
        abstract: "承检机构：样品、上传、报告、检测能力。",
        subcommands: [
            LabSamples.self, LabTemplate.self, LabReceive.self, LabImport.self, LabWatch.self, LabUploads.self,
            LabHeld.self,
            LabReview.self, LabReports.self, LabShow.self, LabWithdraw.self, LabSet.self, LabScope.self,
            LabDuplicate.self, LabQuality.self,
        ])
}

struct LabSamples: Command {
    static let configuration = CommandConfiguration(
        commandName: "samples",
        abstract: "列出一家承检机构的盲样。",
        discussion: """
            示例
              sushai lab samples --laboratory LAB-01
            """)

    @Option(help: "承检机构。")
    var laboratory: String
    @Option(help: "最多列出的行数。")
    var limit = 1000
    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        let products = session.productNames()
        var table = Table([Wording.label, Wording.product, .init("receivedOn", "到样日期"), .init("report", "报告")])
        for sample in try await session.openStore(existing: true).samples(of: laboratory, limit: limit) {
            table.add([
                .text(sample.label), products.cell(sample.product), .init(sample.receivedOn?.text),
                .init(sample.reportNumber),
            ])
        }
        output.print(table)
    }
}

struct LabReports: Command {
    static let configuration = CommandConfiguration(
        commandName: "reports",
        abstract: "列出已接收的报告及其结论。",
        discussion: """
            示例
              sushai lab reports --laboratory LAB-01
            """)

    @Option(help: "承检机构；省略则为全部。")
    var laboratory: String?
    @Option(help: "最多列出的行数。")
    var limit = 1000
    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        let rows = try await session.openStore(existing: true).reports(of: laboratory, limit: limit)
        output.print(ReportTable.of(rows, session.productNames()))
    }
}

struct LabShow: Command {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "列出一份报告各项目的判定。",
        discussion: """
            示例
              sushai lab show --report 5
            """)

    @Option(help: "报告在 lab reports 中的编号。")
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
                .text(output.json ? item.verdict.rawValue : outcome(item)),
                .text(item.reason), .text(item.sentence),
            ])
        }
        output.print(table)
    }

    /// The verdict, or why the item has none. A code of another version of the program is not known.
    private func outcome(_ item: ItemJudgementRow) -> String {
        guard let reason = JudgementReason(rawValue: item.reason) else { return JudgementWording.verdict(item.verdict) }
        return JudgementWording.outcome(item.verdict, reason)
    }
}

/// The table of reports with their conclusions.
enum ReportTable {
    static func of(_ rows: [ReportRow], _ products: ProductNames) -> Table {
        var table = Table([
            .init("id", "编号"), .init("report", "报告"), .init("version", "版本"), Wording.label, Wording.product,
            Wording.verdict, .init("conclusion", "说明", widest: 90), .init("unknownItems", "未知项目"),
            .init("state", "状态", widest: 30),
        ])
        for row in rows {
            table.add([
                .number(row.id), .text(row.number), .init(row.version), .text(row.label),
                products.cell(row.product),
                .init(row.verdict.map(JudgementWording.verdict)), .init(row.sentence ?? awaitingEvidence(row)),
                .text(row.unknownItems.joined(separator: " ")), .init(state(of: row)),
            ])
        }
        return table
    }

    private static func state(of row: ReportRow) -> String? {
        if let reason = row.withdrawnReason { return "已撤回：" + reason }
        return row.isSuperseded ? "已被更正版本取代" : nil
    }

    /// If evidence is missing, the reason why a report is not judged.
    private static func awaitingEvidence(_ row: ReportRow) -> String? {
        row.missingEvidence.isEmpty ? nil : EvidenceWording.held(row.missingEvidence)
    }
}
