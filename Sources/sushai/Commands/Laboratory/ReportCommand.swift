internal import ArgumentParser
internal import Domain
internal import Foundation
internal import Print
internal import Workers

struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "供打印的检验报告。",
        subcommands: [ReportShow.self])
}

struct ReportShow: Command {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "生成一件样品的检验报告（HTML 或 PDF）。",
        discussion: """
            监管人员的文本含全部记录；承检机构的不含店铺、平台、价格和卖家；企业的不含可追溯到买样人的内容。相同的记录生成逐字节\
            相同的文件。

            示例
              sushai report show S-7Q2M-X4KD --for enterprise --output report.pdf
            """)

    @Argument(help: "样品标签或报告编号。")
    var reference: String
    @Option(help: "html 或 pdf；省略时按输出文件的扩展名，否则为 html。")
    var format: String?
    @Option(name: .customLong("for"), help: "给谁的文本：officer、laboratory 或 enterprise。")
    var audience = ScreeningReport.Audience.officer.rawValue
    @Option(help: "多家机构有该编号的报告时，指明承检机构。")
    var laboratory: String?
    @Option(help: "更正过的报告的较早版本；省略则为最新版本。")
    var revision: Int?
    @Option(help: "要写的文件；省略则为标准输出。")
    var output: String?

    func execute(_ session: Session) async throws {
        guard let audience = ScreeningReport.Audience(rawValue: audience) else {
            throw InputMistake("--for \(self.audience) is none of officer, laboratory and enterprise")
        }
        let format = try chosenFormat()
        guard format != .pdf || output != nil || isatty(1) == 0 else {
            throw InputMistake("a PDF does not go to a terminal; name a file with --output")
        }
        // Only reading: a mistyped path must not become a database.
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
            throw InputMistake("--format \(text) is neither html nor pdf")
        }
        return format
    }
}
