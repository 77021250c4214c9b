internal import ArgumentParser
internal import Domain
internal import Rulebook
internal import Store
internal import Terminal
internal import Web

struct TokenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token",
        abstract: "承检机构、平台、执法人员和监控程序的访问令牌。",
        subcommands: [TokenCreate.self, TokenList.self, TokenRevoke.self])
}

struct TokenCreate: Command {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "制作令牌。令牌只显示一次，系统只保存其 SHA-256。",
        discussion: """
            示例
              sushai token create --role laboratory --name LAB-01
              sushai token create --role officer --name 330400-017 --region 330400
              sushai token create --role platform --name taobao
              sushai token create --role laboratory --name LAB-01 --person 0017 --duty reviewer
            """)

    @Option(help: "角色：officer（执法人员）、laboratory（承检机构）、platform（平台）或 monitor（监控程序）。")
    var role: String
    @Option(help: "名称：承检机构、平台（与 Crawlers/ 中的名称一致）或执法人员。")
    var name: String
    @Option(help: "仅用于执法人员：所辖区域，GB/T 2260 六位代码。")
    var region: String?
    @Option(help: "仅用于实行双人复核的承检机构：持有人。")
    var person: String?
    @Option(help: "与 --person 同用：analyst（检测员）或 reviewer（复核员）。")
    var duty: String?
    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        guard let role = Role(rawValue: role), Role.ofTokens.contains(role) else {
            let known = Role.ofTokens.map(\.rawValue).joined(separator: "、")
            throw InputMistake("--role \(role) 不可用，可用：\(known)")
        }
        guard !name.isEmpty, name.utf8.count <= 100 else { throw InputMistake("--name 应为1至100字节") }
        if role == .officer, region == nil {
            throw InputMistake("执法人员须给出 --region，即 GB/T 2260 六位代码，例如 330400")
        }
        if role != .officer, region != nil { throw InputMistake("--region 仅用于执法人员") }
        if role == .platform { _ = try session.checkedPlatform(name, option: "--name") }
        let principal = Principal(
            role: role, name: name, region: try region.map(parsed), person: person, duty: try checkedDuty(role))
        let token = try await session.openStore().issueToken(for: principal, by: .operator)
        var table = Table([
            .init("id", "编号"), .init("role", "角色"), .init("name", "名称"), .init("token", "令牌", widest: 90),
        ])
        table.add([.number(token.id), .word(code: role.rawValue, Wording.role(role)), .text(name), .text(token.text)])
        output.print(table)
    }
}

extension Session {
    /// The name of a platform that has a crawler.
    func checkedPlatform(_ name: String, option: String) throws -> String {
        let platforms = Set(try loadRules().crawlers.values.map(\.platform))
        guard platforms.contains(name) else {
            throw InputMistake(
                "\(option) \(name)：没有该平台的抓取器；现有平台：" + platforms.sorted().joined(separator: "、"))
        }
        return name
    }
}

extension TokenCreate {
    /// The duty of the person; `analyst` if it is not given.
    private func checkedDuty(_ role: Role) throws -> LaboratoryDuty? {
        guard let person else {
            guard duty == nil else { throw InputMistake("--duty 须与 --person 同用") }
            return nil
        }
        guard role == .laboratory else { throw InputMistake("--person 仅用于承检机构") }
        guard !person.isEmpty, person.utf8.count <= 100, !person.holdsControlCharacters(), !person.contains("/") else {
            throw InputMistake("--person 应为1至100字节，不含控制字符和斜线")
        }
        guard let duty else { return .analyst }
        guard let known = LaboratoryDuty(rawValue: duty) else {
            throw InputMistake("--duty \(duty) 不可用，可用：analyst、reviewer")
        }
        return known
    }
}

struct TokenList: Command {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "列出令牌，不显示令牌内容。",
        discussion: """
            示例
              sushai token list
            """)

    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        var table = Table([
            .init("id", "编号"), .init("role", "角色"), .init("name", "名称"), Wording.region,
            .init("person", "持有人"), .init("duty", "职责"), .init("createdAt", "制作时间"), .init("revoked", "已吊销"),
        ])
        for token in try await session.openStore(existing: true).tokens() {
            table.add([
                .number(token.id), .word(code: token.principal.role.rawValue, Wording.role(token.principal.role)),
                .text(token.principal.name),
                .init(token.principal.region?.text), .init(token.principal.person),
                token.principal.duty.map { .word(code: $0.rawValue, Wording.duty($0)) } ?? .missing,
                .text(token.createdAt.clockText()), .boolean(token.isRevoked),
            ])
        }
        output.print(table)
    }
}

struct TokenRevoke: Command {
    static let configuration = CommandConfiguration(
        commandName: "revoke",
        abstract: "立即吊销令牌。",
        discussion: """
            示例
              sushai token revoke --id 3
            """)

    @Option(help: "令牌编号，见 token list。")
    var id: Int64

    func execute(_ session: Session) async throws {
        try await session.openStore().revokeToken(id, by: .operator)
        Output.line("令牌\(id)：已吊销")
    }
}
