internal import ArgumentParser
internal import Domain
internal import Rulebook
internal import Store
internal import Terminal
internal import Web

struct TokenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token",
        abstract: "Bearer tokens for laboratories, platforms, officers and monitoring.",
        subcommands: [TokenCreate.self, TokenList.self, TokenRevoke.self])
}

struct TokenCreate: Command {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Make a token. It is shown once; only its SHA-256 is kept.",
        discussion: """
            EXAMPLES
              sushai token create --role laboratory --name LAB-01
              sushai token create --role officer --name 330400-017 --region 330400
              sushai token create --role platform --name taobao
              sushai token create --role laboratory --name LAB-01 --person 0017 --duty reviewer
            """)

    @Option(help: "officer, laboratory, platform or monitor.")
    var role: String
    @Option(help: "The laboratory, the platform (as Crawlers/ names it) or the officer.")
    var name: String
    @Option(help: "Officers only: the region whose cases they see, six digits of GB/T 2260.")
    var region: String?
    @Option(help: "Laboratories with four eyes only: who holds the token.")
    var person: String?
    @Option(help: "With --person: analyst or reviewer.")
    var duty: String?
    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        guard let role = Role(rawValue: role) else {
            let known = Role.allCases.map(\.rawValue).joined(separator: ", ")
            throw InputMistake("--role \(role): write one of \(known)")
        }
        guard !name.isEmpty, name.utf8.count <= 100 else { throw InputMistake("--name takes 1 to 100 bytes") }
        if role == .officer, region == nil {
            throw InputMistake("an officer needs --region, six digits of GB/T 2260 such as 330400")
        }
        if role != .officer, region != nil { throw InputMistake("--region is for officers alone") }
        if role == .platform {
            let platforms = Set(try session.loadRules().crawlers.values.map(\.platform))
            guard platforms.contains(name) else {
                throw InputMistake(
                    "--name \(name): no crawler has this platform; there are "
                        + platforms.sorted().joined(separator: ", "))
            }
        }
        let principal = Principal(
            role: role, name: name, region: try region.map(parsed), person: person, duty: try checkedDuty(role))
        let token = try await session.openStore().issueToken(for: principal, by: .operator)
        var table = Table([
            .init("id", "编号"), .init("role", "角色"), .init("name", "名称"), .init("token", "令牌", widest: 90),
        ])
        table.add([.number(token.id), .text(role.rawValue), .text(name), .text(token.text)])
        output.print(table)
    }
}

extension TokenCreate {
    /// What the person may do; a person without a word of it is an analyst.
    private func checkedDuty(_ role: Role) throws -> LaboratoryDuty? {
        guard let person else {
            guard duty == nil else { throw InputMistake("--duty needs --person: four eyes are two people") }
            return nil
        }
        guard role == .laboratory else { throw InputMistake("--person is for laboratories alone") }
        guard !person.isEmpty, person.utf8.count <= 100, !person.holdsControlCharacters(), !person.contains("/") else {
            throw InputMistake("--person takes 1 to 100 bytes, without control characters and slashes")
        }
        guard let duty else { return .analyst }
        guard let known = LaboratoryDuty(rawValue: duty) else {
            throw InputMistake("--duty \(duty): write analyst or reviewer")
        }
        return known
    }
}

struct TokenList: Command {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the tokens, without their texts.",
        discussion: """
            EXAMPLE
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
                .number(token.id), .text(token.principal.role.rawValue), .text(token.principal.name),
                .init(token.principal.region?.text), .init(token.principal.person),
                .init(token.principal.duty?.rawValue), .text(token.createdAt.clockText()), .boolean(token.isRevoked),
            ])
        }
        output.print(table)
    }
}

struct TokenRevoke: Command {
    static let configuration = CommandConfiguration(
        commandName: "revoke",
        abstract: "End a token at once.",
        discussion: """
            EXAMPLE
              sushai token revoke --id 3
            """)

    @Option(help: "The token, by its number in `token list`.")
    var id: Int64

    func execute(_ session: Session) async throws {
        try await session.openStore().revokeToken(id, by: .operator)
        Output.line("令牌\(id)：已吊销")
    }
}
