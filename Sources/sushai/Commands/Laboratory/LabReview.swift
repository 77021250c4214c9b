internal import ArgumentParser
internal import Domain
internal import Store
internal import Terminal
internal import Web
internal import Workers

struct LabReview: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review",
        abstract: "双人复核：由另一名复核人决定上传是否接收。",
        discussion: """
            示例
              SUSHAI_TOKEN=… sushai lab review approve --upload 3
            """,
        subcommands: [LabReviewList.self, LabReviewApprove.self, LabReviewReject.self])
}

struct LabReviewList: Command {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "列出等待复核的上传。",
        discussion: """
            “读取时注意到”列出公式、合并单元格、隐藏的行列，以及显示的内容与所存数值不同的单元格，请在同意前核对。

            示例
              sushai lab review list --laboratory LAB-01
            """)

    @Option(help: "承检机构；省略则为全部。")
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
        abstract: "同意一次上传，其完整的报告随即接收；复核人的令牌由 SUSHAI_TOKEN 给出。",
        discussion: """
            示例
              SUSHAI_TOKEN=… sushai lab review approve --upload 3
            """)

    @Option(help: "上传编号。")
    var upload: Int64

    func execute(_ session: Session) async throws {
        let context = try session.openContext()
        let reviewer = try await session.reviewer(context.store)
        for remark in try await context.store.upload(upload).remarks {
            Output.line("上传\(upload)：" + UploadRemarkWording.line(remark))
        }
        try await context.store.approveUpload(upload, by: reviewer)
        let replayed = try await IntakeReplay(context).run(upload: upload, by: reviewer.actor)
        Output.line("上传\(upload)：复核通过，已接收\(replayed[.taken])行")
    }
}

struct LabReviewReject: Command {
    static let configuration = CommandConfiguration(
        commandName: "reject",
        abstract: "退回一次上传，其报告全部暂扣；复核人的令牌由 SUSHAI_TOKEN 给出。",
        discussion: """
            示例
              SUSHAI_TOKEN=… sushai lab review reject --upload 3 --reason 样品编号与原始记录不符
            """)

    @Option(help: "上传编号。")
    var upload: Int64
    @Option(help: "原因。")
    var reason: String

    func execute(_ session: Session) async throws {
        let reason = try Reason.checked(reason)
        let context = try session.openContext()
        let reviewer = try await session.reviewer(context.store)
        try await context.store.rejectUpload(upload, reason: reason, by: reviewer)
        try await IntakeReplay(context).run(upload: upload, by: reviewer.actor)
        Output.line("上传\(upload)：复核退回")
    }
}

extension Session {
    /// The reviewer with the token of the environment.
    func reviewer(_ store: Store) async throws -> Principal {
        guard let token = settings.token, let principal = try await store.principal(token: token),
            principal.role == .laboratory, principal.duty == .reviewer
        else {
            throw InputMistake(
                "该操作须由复核人进行，请将其令牌（sushai token create --role laboratory --duty reviewer）写入 SUSHAI_TOKEN")
        }
        return principal
    }

    /// The person who changes rows of laboratories, and the laboratory whose rows may be changed. A person of a
    /// laboratory, identified by the token of the environment, changes only its rows. An officer, or else the operator,
    /// may change all rows.
    func rowEditor(_ store: Store) async throws -> (actor: Actor, laboratory: String?) {
        guard let token = settings.token, let principal = try await store.principal(token: token) else {
            return (.operator, nil)
        }
        switch principal.role {
        case .laboratory: return (principal.actor, principal.name)
        case .officer: return (principal.actor, nil)
        case .platform, .monitor, .buyer, .bureau, .auditor, .administrator:
            throw InputMistake(
                "SUSHAI_TOKEN 是 \(principal.name) 的令牌，既不是承检机构，也不是监管人员")
        }
    }

    /// The person who acts for a laboratory: the person with the token of the environment if that person belongs to the
    /// laboratory; else the operator.
    func laboratoryPerson(
        _ store: Store, _ laboratory: String
    ) async throws -> (actor: Actor, duty: LaboratoryDuty?) {
        guard let token = settings.token, let principal = try await store.principal(token: token),
            principal.role == .laboratory
        else { return (.operator, nil) }
        guard principal.name == laboratory else {
            throw InputMistake("SUSHAI_TOKEN 是 \(principal.name) 的令牌，不是 \(laboratory) 的")
        }
        return (principal.actor, principal.duty)
    }
}
