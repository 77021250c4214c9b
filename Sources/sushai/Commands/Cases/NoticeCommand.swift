internal import ArgumentParser
internal import Domain
internal import Store
internal import Terminal
internal import Web
internal import Workers

struct NoticeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "notice",
        abstract: "问题告知书：查询、打印、登记送达。",
        subcommands: [NoticeList.self, NoticeShow.self, NoticeServe.self])
}

struct NoticeList: Command {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "列出一个区域的问题告知书。",
        discussion: """
            示例
              sushai notice list --region 330400
            """)

    @Option(help: "GB/T 2260 六位代码，包含所辖区域；不给出时列出全部。")
    var region: String?
    @Option(help: "最多显示的行数。")
    var limit = 1000
    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        var table = Table([
            .init("number", "编号"), .init("enterprise", "企业", widest: 18, wraps: true), Wording.hazard,
            .init("copiedTo", "抄送"),
            .init("issuedAt", "制发时间"), .init("served", "已送达"), .init("withdrawn", "已撤回"),
            .init("withdrawnReason", "撤回原因", widest: 12, wraps: true),
        ])
        for row in try await session.openStore(existing: true).notices(
            in: region.map(parsed) ?? .everywhere, limit: limit)
        {
            table.add([
                .text(row.number), .text(row.enterprise), .text(row.hazard.wording), .text(row.copiedTo.text),
                .text(row.issuedAt.clockText()), .boolean(row.servedAt != nil), .boolean(row.isWithdrawn),
                .init(row.withdrawnReason),
            ])
        }
        output.print(table)
    }
}

struct NoticeShow: Command {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "打印问题告知书，含正反两面。",
        discussion: """
            示例
              sushai notice show --number 速筛告〔2026〕1号 --output notice.pdf
            """)

    @Option(help: "问题告知书编号。")
    var number: String
    @Option(help: "要写入的文件（.html 或 .pdf）；不指定则输出文本。")
    var output: String?

    func execute(_ session: Session) async throws {
        let rows = try await session.openStore(existing: true).notices(in: .everywhere, number: number, limit: 1)
        guard let notice = rows.first else { throw StoreError.notFound("notice \(number)") }
        guard let output else { return Output.line(notice.text) }
        guard let format = DocumentFormat.allCases.first(where: { output.lowercased().hasSuffix("." + $0.rawValue) })
        else { throw InputMistake("--output \(output) 应以 .html 或 .pdf 结尾") }
        try await OutputFile.write(MakeNotice(session.openContext()).file(notice, as: format), to: output)
        Output.line("\(number)：已写入 \(output)")
    }
}

struct NoticeServe: Command {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "登记问题告知书已送达，并保存送达回证。",
        discussion: """
            示例
              sushai notice serve --number 速筛告〔2026〕1号 --proof receipt.png
            """)

    @Option(help: "问题告知书编号。")
    var number: String
    @Option(help: "经签收的送达回证文件。")
    var proof: String

    func execute(_ session: Session) async throws {
        let store = try session.openStore()
        try await store.serveNotice(number: number, proof: store.evidence.admit(file: proof), by: .operator)
        Output.line("\(number)：已送达")
    }
}

/// A region given on the command line.
func parsed(_ region: String) throws -> RegionCode {
    guard let code = RegionCode(region) else {
        throw InputMistake("--region \(region) 不是区域代码，请写六位数字，例如 330482")
    }
    return code
}
