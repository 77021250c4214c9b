internal import ArgumentParser
internal import Domain
internal import Store
internal import Terminal
internal import Workers

struct UserCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user",
        abstract: "人员的账号：在浏览器中登录所用。程序之间用令牌（token）。",
        subcommands: [UserCreate.self, UserList.self, UserReset.self, UserDisable.self, UserEnable.self])
}

struct UserCreate: Command {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "新建账号，显示一次临时密码。本人首次登录时须改密码。",
        discussion: """
            执法人员和管理员还须设置动态口令（第二重验证）；其他人员可以自愿设置。

            示例
              sushai user create --role administrator --name admin
              sushai user create --role officer --name zhang.san --region 330400
              sushai user create --role laboratory --name li.si --laboratory LAB-01 --duty reviewer
              sushai user create --role platform --name wang.wu --platform taobao
              sushai user create --role buyer --name buyer-01
              sushai user create --role bureau --name haining-01 --region 330481
              sushai user create --role auditor --name audit-01 --region 330000
            """)

    @Option(
        help: """
            角色：officer（执法人员）、laboratory（承检机构）、platform（平台）、buyer（抽样人员）、bureau（属地局）、\
            auditor（审计人员）或 administrator（管理员）。
            """)
    var role: String
    @Option(help: "账号名：3至40个小写字母、数字、点、下划线或连字符，以字母或数字开头。")
    var name: String
    @Option(help: "仅用于执法人员、属地局和审计人员：所辖区域，GB/T 2260 六位代码。")
    var region: String?
    @Option(help: "仅用于承检机构：机构名称，与其令牌和样品中的一致。")
    var laboratory: String?
    @Option(help: "仅用于承检机构：analyst（检测员，默认）或 reviewer（复核员）。")
    var duty: String?
    @Option(help: "仅用于平台：平台名称，与 Crawlers/ 中的一致。")
    var platform: String?
    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        let name = try AccountName.checked(name)
        let principal = try principal(name, session)
        let made = try await ManageAccounts(session.openStore()).create(name: name, principal: principal, by: .operator)
        output.print(made.account, password: made.password)
        if !output.json { Output.line(UserWording.afterCreate(made.account)) }
    }

    private func principal(_ name: AccountName, _ session: Session) throws -> Principal {
        guard let role = Role(rawValue: role), Role.ofAccounts.contains(role) else {
            let known = Role.ofAccounts.map(\.rawValue).joined(separator: "、")
            throw InputMistake("--role \(role) 不可用，可用：\(known)")
        }
        if role != .laboratory, laboratory != nil { throw InputMistake("--laboratory 仅用于承检机构") }
        if role != .platform, platform != nil { throw InputMistake("--platform 仅用于平台") }
        let organisation: String? =
            switch role {
            case .laboratory: try laboratory.map(LabName.checked)
            case .platform: try platform.map { try session.checkedPlatform($0, option: "--platform") }
            default: nil
            }
        return try Principal(
            account: name, role: role, region: region.map(parsed), organisation: organisation, duty: checkedDuty(role))
    }

    private func checkedDuty(_ role: Role) throws -> LaboratoryDuty? {
        guard let duty else { return role == .laboratory ? .analyst : nil }
        guard let known = LaboratoryDuty(rawValue: duty) else {
            throw InputMistake("--duty \(duty) 不可用，可用：analyst、reviewer")
        }
        return known
    }
}

struct UserList: Command {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "列出账号。",
        discussion: """
            示例
              sushai user list
            """)

    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        var table = Table([
            .init("id", "编号"), .init("name", "账号"), .init("role", "角色"), .init("organisation", "所属"),
            Wording.region, .init("duty", "职责"), Wording.state, .init("secondFactor", "动态口令"),
            .init("lastSignInAt", "最近登录"),
        ])
        for account in try await ManageAccounts(session.openStore(existing: true)).all() {
            let principal = account.principal
            table.add([
                .number(account.id), .text(account.name.text),
                .word(code: principal.role.rawValue, Wording.role(principal.role)), .init(principal.organisation),
                .init(principal.region?.text),
                principal.duty.map { .word(code: $0.rawValue, Wording.duty($0)) } ?? .missing,
                .text(AccessWording.state(account)), .boolean(account.hasSecondFactor),
                .init(account.lastSignInAt?.clockText()),
            ])
        }
        output.print(table)
    }
}

struct UserReset: Command {
    static let configuration = CommandConfiguration(
        commandName: "reset",
        abstract: "忘记密码或遗失手机时：设新的临时密码，取消动态口令，并退出该账号的所有登录。",
        discussion: """
            示例
              sushai user reset --name zhang.san
            """)

    @Option(help: "账号名，见 user list。")
    var name: String
    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        let name = try AccountName.checked(name)
        let store = try session.openStore(existing: true)
        let password = try await ManageAccounts(store).reset(name, by: .operator)
        let account = try await store.account(named: name)
        output.print(account, password: password)
        if !output.json { Output.line(UserWording.afterCreate(account)) }
    }
}

struct UserDisable: Command {
    static let configuration = CommandConfiguration(
        commandName: "disable",
        abstract: "停用账号，并立即退出其所有登录。账号及其记录保留。",
        discussion: """
            示例
              sushai user disable --name zhang.san
            """)

    @Option(help: "账号名，见 user list。")
    var name: String

    func execute(_ session: Session) async throws {
        let name = try AccountName.checked(name)
        try await ManageAccounts(session.openStore(existing: true)).disable(name, by: .operator)
        Output.line("账号 \(name.text)：已停用")
    }
}

struct UserEnable: Command {
    static let configuration = CommandConfiguration(
        commandName: "enable",
        abstract: "重新启用已停用的账号；密码和动态口令不变。",
        discussion: """
            示例
              sushai user enable --name zhang.san
            """)

    @Option(help: "账号名，见 user list。")
    var name: String

    func execute(_ session: Session) async throws {
        let name = try AccountName.checked(name)
        try await ManageAccounts(session.openStore(existing: true)).enable(name, by: .operator)
        Output.line("账号 \(name.text)：已启用")
    }
}

extension AccountName {
    fileprivate static func checked(_ text: String) throws -> AccountName {
        guard let name = AccountName(text) else { throw InputMistake("--name \(text) 不可用：" + AccessWording.nameRule) }
        return name
    }
}

private enum UserWording {
    /// What must happen with a temporary password.
    static func afterCreate(_ account: Account) -> String {
        let next = account.principal.role.requiresSecondFactor ? "改密码，并设置动态口令" : "改密码"
        return "临时密码只显示这一次，请当面或另行告知本人。本人登录后须立即\(next)。"
    }
}

extension OutputOptions {
    /// Prints an account with its temporary password.
    fileprivate func print(_ account: Account, password: String) {
        var table = Table([
            .init("id", "编号"), .init("role", "角色"), .init("name", "账号"), .init("password", "临时密码"),
        ])
        let role = account.principal.role
        table.add([
            .number(account.id), .word(code: role.rawValue, Wording.role(role)), .text(account.name.text),
            .text(password),
        ])
        print(table)
    }
}
