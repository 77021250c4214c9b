internal import ArgumentParser
internal import Domain
internal import Foundation
internal import Print
internal import Workers

struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "可打印的检验报告。",
        subcommands: [ReportShow.self])
}

struct ReportShow: Command {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "生成样品的检验报告，格式为 HTML 或 PDF。",
        discussion: """
            执法人员的一份含全部记录；承检机构的一份不含店铺、平台、价格和销售者；企业的一份不含可以推知购样人的内容。\
            同一记录生成的文件逐字节相同。

            示例
              sushai report show S-7Q2M-X4KD --for enterprise --output report.pdf
            """)

    @Argument(help: "样品标签或报告编号。")
    var reference: String
    @Option(help: "格式：html 或 pdf；不给出时按输出文件的扩展名，否则为 html。")
    var format: String?
    @Option(name: .customLong("for"), help: "收件人：officer（执法人员）、laboratory（承检机构）或 enterprise（企业）。")
    var audience = ScreeningReport.Audience.officer.rawValue
    @Option(help: "承检机构；报告编号有多个承检机构使用时给出。")
    var laboratory: String?
    @Option(help: "更正前的版本号；不给出时为最新版本。")
    var revision: Int?
    @Option(help: "写入的文件；不给出时写到标准输出。")
    var output: String?

    func execute(_ session: Session) async throws {
        guard let audience = ScreeningReport.Audience(rawValue: audience) else {
            throw InputMistake("--for \(self.audience) 不可用，可用：officer、laboratory、enterprise")
        }
        let format = try chosenFormat()
        guard format != .pdf || output != nil || isatty(1) == 0 else {
            throw InputMistake("PDF 不能输出到终端，请用 --output 给出文件")
        }
        // This command only reads. A mistyped path must not create a database.
        _ = try session.openStore(existing: true)
        let maker = MakeReport(try session.openContext())
        let report = try await maker.report(reference, of: laboratory, version: revision, for: audience)
        let bytes = try await maker.file(report, as: format)
        if let output {
            try OutputFile.write(bytes, to: output)
            Output.line(Wording.reportWritten(report.number, version: report.version, to: output))
        } else {
            Output.write(bytes, to: 1)
        }
    }

    private func chosenFormat() throws -> DocumentFormat {
        guard let text = format else { return output?.lowercased().hasSuffix(".pdf") == true ? .pdf : .html }
        guard let format = DocumentFormat(rawValue: text) else {
            throw InputMistake("--format \(text) 不可用，可用：html、pdf")
        }
        return format
    }
}
