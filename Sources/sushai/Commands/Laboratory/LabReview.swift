internal import ArgumentParser
internal import Domain
internal import Store
internal import Terminal
internal import Web
internal import Workers

struct LabReview: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review",
        abstract: "Four eyes: the laboratory's reviewer decides on what another person uploaded.",
        discussion: """
            EXAMPLE
              SUSHAI_TOKEN=… sushai lab review approve --upload 3
            """,
        subcommands: [LabReviewList.self, LabReviewApprove.self, LabReviewReject.self])
}

struct LabReviewList: Command {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the uploads that wait for a reviewer.",
        discussion: """
            EXAMPLE
              sushai lab review list --laboratory LAB-01
            """)

    @Option(help: "The laboratory; all of them without it.")
    var laboratory: String?
    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        var table = UploadTable.empty()
        let store = try session.openStore(existing: true)
        for row in try await store.uploads(of: laboratory, pendingReview: true, limit: 1000) {
            UploadTable.add(row, to: &table)
        }
        output.print(table)
    }
}

struct LabReviewApprove: Command {
    static let configuration = CommandConfiguration(
        commandName: "approve",
        abstract: "Approve an upload, as the reviewer whose token SUSHAI_TOKEN holds; its rows become results.",
        discussion: """
            EXAMPLE
              SUSHAI_TOKEN=… sushai lab review approve --upload 3
            """)

    @Option(help: "The upload.")
    var upload: Int64

    func execute(_ session: Session) async throws {
        let context = try session.openContext()
        let reviewer = try await session.reviewer(context.store)
        try await context.store.approveUpload(upload, by: reviewer)
        let released = try await IntakeReplay(context).release(upload, by: reviewer.actor)
        Output.line("上传\(upload)：复核通过，已接收\(released.taken)行")
    }
}

struct LabReviewReject: Command {
    static let configuration = CommandConfiguration(
        commandName: "reject",
        abstract: "Send an upload back, as the reviewer whose token SUSHAI_TOKEN holds; its rows go into quarantine.",
        discussion: """
            EXAMPLE
              SUSHAI_TOKEN=… sushai lab review reject --upload 3 --reason 样品编号与原始记录不符
            """)

    @Option(help: "The upload.")
    var upload: Int64
    @Option(help: "Why.")
    var reason: String

    func execute(_ session: Session) async throws {
        let reason = try Reason.checked(reason)
        let store = try session.openStore()
        try await store.rejectUpload(upload, reason: reason, by: session.reviewer(store))
        Output.line("上传\(upload)：复核退回")
    }
}

extension Session {
    /// The reviewer whose token the environment holds.
    func reviewer(_ store: Store) async throws -> Principal {
        guard let token = settings.token, let principal = try await store.principal(token: token),
            principal.role == .laboratory, principal.duty == .reviewer
        else {
            throw InputMistake(
                "a reviewer decides: put the token of the laboratory's reviewer into SUSHAI_TOKEN (`sushai token create "
                    + "--role laboratory --duty reviewer`)")
        }
        return principal
    }

    /// Who acts on laboratories' rows, and whose: a person of a laboratory, whose token the environment holds, on its own;
    /// an officer, or else the operator, on all.
    func rowKeeper(_ store: Store) async throws -> (actor: Actor, laboratory: String?) {
        guard let token = settings.token, let principal = try await store.principal(token: token) else {
            return (.operator, nil)
        }
        switch principal.role {
        case .laboratory: return (principal.actor, principal.name)
        case .officer: return (principal.actor, nil)
        case .platform, .monitor:
            throw InputMistake(
                "SUSHAI_TOKEN holds a token of \(principal.name), which is neither laboratory nor officer")
        }
    }

    /// Who acts for a laboratory: the person whose token the environment holds, if it is one of this laboratory; else the
    /// operator.
    func laboratoryPerson(
        _ store: Store, _ laboratory: String
    ) async throws -> (actor: Actor, duty: LaboratoryDuty?) {
        guard let token = settings.token, let principal = try await store.principal(token: token),
            principal.role == .laboratory
        else { return (.operator, nil) }
        guard principal.name == laboratory else {
            throw InputMistake("SUSHAI_TOKEN holds a token of \(principal.name), not of \(laboratory)")
        }
        return (principal.actor, principal.duty)
    }
}
