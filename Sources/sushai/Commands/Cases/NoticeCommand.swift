internal import ArgumentParser
internal import Domain
internal import Store
internal import Terminal
internal import Web

struct NoticeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "notice",
        abstract: "Problem notices (问题告知书): list, print, record their service.",
        subcommands: [NoticeList.self, NoticeShow.self, NoticeServe.self])
}

struct NoticeList: Command {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the notices of a region.",
        discussion: """
            EXAMPLE
              sushai notice list --region 330400
            """)

    @Option(help: "Six digits of GB/T 2260; what lies within is included. All without it.")
    var region: String?
    @Option(help: "At most so many.")
    var limit = 1000
    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        var table = Table([
            .init("number", "编号"), .init("enterprise", "企业", widest: 30), Wording.hazard, .init("copiedTo", "抄送"),
            .init("issuedAt", "制发时间"), .init("served", "已送达"), .init("withdrawn", "已撤回"),
            .init("withdrawnReason", "撤回原因", widest: 30),
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
        abstract: "Print a notice, front and back.",
        discussion: """
            EXAMPLE
              sushai notice show --number 速筛告〔2026〕1号
            """)

    @Option(help: "The number of the notice.")
    var number: String

    func execute(_ session: Session) async throws {
        let rows = try await session.openStore(existing: true).notices(in: .everywhere, number: number, limit: 1)
        guard let notice = rows.first else { throw StoreError.notFound("notice \(number)") }
        Output.line(notice.text)
    }
}

struct NoticeServe: Command {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Record that a notice was served, with the proof of service (送达回证).",
        discussion: """
            EXAMPLE
              sushai notice serve --number 速筛告〔2026〕1号 --proof receipt.png
            """)

    @Option(help: "The number of the notice.")
    var number: String
    @Option(help: "The signed proof of service, as a file.")
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
        throw InputMistake("--region \(region) is no region code; write six digits such as 330482")
    }
    return code
}
