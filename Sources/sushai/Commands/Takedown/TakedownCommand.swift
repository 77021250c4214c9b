internal import ArgumentParser
internal import Domain
internal import Store
internal import Terminal
internal import Web
internal import Workers

struct TakedownCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "takedown",
        abstract: "Takedowns: review, confirm, publish to the platforms, look at the links again.",
        subcommands: [
            TakedownListCommand.self, TakedownConfirm.self, TakedownWithdraw.self, TakedownPublish.self,
            TakedownRecheck.self,
        ])
}

struct TakedownListCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List takedowns with what the platforms reported and what the links showed.",
        discussion: """
            EXAMPLE
              sushai takedown list --region 330400
            """)

    @Option(help: "Six digits of GB/T 2260; what lies within is included. All without it.")
    var region: String?
    @Option(help: "proposed, confirmed, listed or withdrawn.")
    var state: String?
    @Option(help: "At most so many.")
    var limit = 1000
    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        let wanted = try state.map { text in
            guard let state = TakedownState(rawValue: text) else {
                throw InputMistake("--state \(text): write proposed, confirmed, listed or withdrawn")
            }
            return state
        }
        var table = Table([
            .init("id", "编号"), Wording.platform, Wording.item, Wording.title, Wording.region, Wording.state,
            .init("legalBasis", "法律依据", widest: 40), .init("confirmedBy", "确认人"), .init("sequence", "清单序号"),
            .init("receipt", "平台回执"), .init("receiptNote", "平台说明", widest: 20), .init("recheck", "复核"),
            .init("withdrawnReason", "撤回原因", widest: 30),
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
        abstract: "Confirm a proposed takedown on a legal basis, as the officer whose token SUSHAI_TOKEN holds.",
        discussion: """
            EXAMPLE
              SUSHAI_TOKEN=… sushai takedown confirm --id 7 --basis 《中华人民共和国电子商务法》第二十九条
            """)

    @Option(help: "The takedown.")
    var id: Int64
    @Option(help: "The law and its article.")
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
        abstract: "Decide against a takedown; one that is on a list comes off it.",
        discussion: """
            EXAMPLE
              SUSHAI_TOKEN=… sushai takedown withdraw --id 7 --reason 复检后不成立
            """)

    @Option(help: "The takedown.")
    var id: Int64
    @Option(help: "Why.")
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
        abstract: "Put decided takedowns on the platforms' lists.",
        discussion: """
            EXAMPLE
              sushai takedown publish
            """)

    @Option(help: "Publish this takedown alone.")
    var id: Int64?
    @Option(help: "At most so many.")
    var limit = 1000
    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        try await runWorker(
            .publish, session, key: id.map { "\($0):\(ListAction.remove.rawValue)" }, limit: limit, output)
    }
}

struct TakedownRecheck: Command {
    static let configuration = CommandConfiguration(
        commandName: "recheck",
        abstract: "Look at the links again whose platforms reported a removal.",
        discussion: """
            EXAMPLE
              sushai takedown recheck
            """)

    @Option(help: "Look at the link of this receipt alone.")
    var receipt: Int64?
    @Option(help: "At most so many.")
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
    /// The officer whose token the environment holds.
    func officer(_ store: Store) async throws -> Principal {
        guard let token = settings.token else {
            throw InputMistake("an officer decides: put the officer's token into SUSHAI_TOKEN")
        }
        guard let principal = try await store.principal(token: token), principal.role == .officer else {
            throw InputMistake("SUSHAI_TOKEN holds no officer's token that is in force")
        }
        guard principal.region == settings.home else { return principal }
        // Those of the installation's own region see sellers from outside as well.
        return Principal(role: principal.role, name: principal.name, region: .everywhere)
    }

    /// The same, if it is an officer of the installation's own region: the one who settles what concerns laboratories.
    func overseer(_ store: Store) async throws -> Principal {
        let officer = try await officer(store)
        guard officer.region == .everywhere else {
            throw InputMistake("only an officer of the installation's own region (SUSHAI_REGION) settles that")
        }
        return officer
    }
}
