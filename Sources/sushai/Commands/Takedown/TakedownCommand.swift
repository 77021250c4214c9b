internal import ArgumentParser
internal import Domain
internal import Store
internal import Terminal
internal import Web
internal import Workers

struct TakedownCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "takedown",
        abstract: "下架：查阅、确认、下发给平台、复核链接。",
        subcommands: [
            TakedownListCommand.self, TakedownConfirm.self, TakedownWithdraw.self, TakedownPublish.self,
            TakedownRecheck.self,
        ])
}

struct TakedownListCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "列出下架，以及平台的回执和链接的复核结果。",
        discussion: """
            表格省略法律依据、确认人和平台说明；--json 给出全部。

            示例
              sushai takedown list --region 330400
            """)

    @Option(help: "GB/T 2260 六位代码，包含所辖区域；不给出时列出全部。")
    var region: String?
    @Option(help: "状态：proposed（待确认）、confirmed（已确认）、listed（已下发）或 withdrawn（已撤回）。")
    var state: String?
    @Option(help: "最多显示的行数。")
    var limit = 1000
    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        let wanted = try state.map { text in
            guard let state = TakedownState(rawValue: text) else {
                throw InputMistake("--state \(text) 不可用，可用：proposed、confirmed、listed、withdrawn")
            }
            return state
        }
        var table = Table([
            .init("id", "编号"), Wording.platform, .init("item", "商品编号", widest: 16),
            .init("title", "标题", widest: 20), Wording.region, Wording.state,
            .init("legalBasis", "法律依据", isJSONOnly: true), .init("confirmedBy", "确认人", isJSONOnly: true),
            .init("sequence", "清单序号"), .init("receipt", "平台回执"),
            .init("receiptNote", "平台说明", isJSONOnly: true), .init("recheck", "复核"),
            .init("withdrawnReason", "撤回原因", widest: 12, wraps: true),
        ])
        for row in try await session.openStore(existing: true).takedowns(
            in: region.map(parsed) ?? .everywhere, state: wanted, limit: limit)
        {
            table.add([
                .number(row.id), .text(row.listing.platform), .text(row.listing.item), .text(row.title),
                .text(row.region.text), .text(output.json ? row.state.rawValue : Wording.takedown(row.state)),
                .init(row.legalBasis), .init(row.confirmedBy), row.sequence.map { .number($0) } ?? .missing,
                .init(row.receipt.map { output.json ? $0.rawValue : Wording.receipt($0) }),
                .init(row.receiptNote), .init(row.recheck.map { output.json ? $0.rawValue : Wording.recheck($0) }),
                .init(row.withdrawnReason),
            ])
        }
        output.print(table)
    }
}

struct TakedownConfirm: Command {
    static let configuration = CommandConfiguration(
        commandName: "confirm",
        abstract: "依法确认拟下架，确认人为 SUSHAI_TOKEN 所属的执法人员。",
        discussion: """
            示例
              SUSHAI_TOKEN=… sushai takedown confirm --id 7 --basis 《中华人民共和国电子商务法》第二十九条
            """)

    @Option(help: "下架编号。")
    var id: Int64
    @Option(help: "法律名称及条款。")
    var basis: String

    func execute(_ session: Session) async throws {
        let store = try session.openStore()
        let officer = try await session.officer(store)
        let state = try await store.confirmTakedown(id, basis: LegalBasis(basis), by: officer)
        Output.line("下架\(id)：\(Wording.takedown(state))")
    }
}

struct TakedownWithdraw: Command {
    static let configuration = CommandConfiguration(
        commandName: "withdraw",
        abstract: "撤回下架；已下发的，从平台的清单中撤下。",
        discussion: """
            示例
              SUSHAI_TOKEN=… sushai takedown withdraw --id 7 --reason 复检后不成立
            """)

    @Option(help: "下架编号。")
    var id: Int64
    @Option(help: "撤回原因。")
    var reason: String

    func execute(_ session: Session) async throws {
        let reason = try Reason.checked(reason)
        let store = try session.openStore()
        try await store.withdrawTakedown(id, reason: reason, by: session.officer(store))
        Output.line("下架\(id)：\(Wording.takedown(.withdrawn))")
    }
}

struct TakedownPublish: Command {
    static let configuration = CommandConfiguration(
        commandName: "publish",
        abstract: "将已决定的下架写入平台的清单。",
        discussion: """
            示例
              sushai takedown publish
            """)

    @Option(help: "只下发这一下架。")
    var id: Int64?
    @Option(help: "最多下发的件数。")
    var limit = 1000
    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        try await runWorker(
            .publish, session, key: id.map { .publish(takedown: $0, .remove) }, limit: limit, output)
    }
}

struct TakedownRecheck: Command {
    static let configuration = CommandConfiguration(
        commandName: "recheck",
        abstract: "复核平台已回报下架的链接。",
        discussion: """
            示例
              sushai takedown recheck
            """)

    @Option(help: "只复核这一回执的链接。")
    var receipt: Int64?
    @Option(help: "最多复核的件数。")
    var limit = 1000
    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        guard let receipt else { return try await runWorker(.recheck, session, limit: limit, output) }
        let found = try await Recheck(session.openContext()).run(receipt: receipt)
        var table = Table([.init("receipt", "回执"), Wording.platform, Wording.item, .init("recheck", "复核")])
        if let found {
            table.add([
                .number(receipt), .text(found.listing.platform), .text(found.listing.item),
                .text(output.json ? found.outcome.rawValue : Wording.recheck(found.outcome)),
            ])
        }
        output.print(table, empty: "此前已确认消失")
    }
}

extension Session {
    /// The officer with the token of the environment.
    func officer(_ store: Store) async throws -> Principal {
        guard let token = settings.token else {
            throw InputMistake("该操作须由执法人员进行，请将其令牌写入 SUSHAI_TOKEN")
        }
        guard let principal = try await store.principal(token: token), principal.role == .officer else {
            throw InputMistake("SUSHAI_TOKEN 中不是有效的执法人员令牌")
        }
        guard principal.region == settings.home else { return principal }
        // Officers of the installation's own region also see the cases of sellers from elsewhere.
        return Principal(role: principal.role, name: principal.name, region: .everywhere)
    }

    /// The same officer, if of the installation's own region. Only such an officer decides on laboratories.
    func overseer(_ store: Store) async throws -> Principal {
        let officer = try await officer(store)
        guard officer.region == .everywhere else {
            throw InputMistake("该操作只能由本机关所辖区域（SUSHAI_REGION）的执法人员进行")
        }
        return officer
    }
}
