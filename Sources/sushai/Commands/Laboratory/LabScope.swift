internal import ArgumentParser
internal import Domain
internal import Rulebook
internal import Store
internal import Terminal
internal import Web
internal import Workers

struct LabScope: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scope",
        abstract: "承检机构的检测能力：项目和方法标准。",
        discussion: """
            示例
              sushai lab scope set --laboratory LAB-01 scope.csv
            """,
        subcommands: [LabScopeSet.self, LabScopeList.self, LabScopeWaive.self, LabScopeEnforce.self])
}

struct LabScopeSet: Command {
    static let configuration = CommandConfiguration(
        commandName: "set",
        abstract: "重新登记检测能力；终止的条目留在记录中。",
        discussion: """
            --product 表示该产品实施细则的全部项目。单个条目由参数给出，或由 CSV 给出，列为：类型（项目或标准）、名称（项目代码，\
            或实施细则所写的方法标准），以及需要时的起始日期、截止日期。检测能力以外的项目使报告暂扣；扩项后用 lab held replay \
            重新判断。未登记检测能力的机构，其报告全部暂扣，直至登记或以 lab scope waive 说明不核对的原因。

            示例
              sushai lab scope set --laboratory LAB-01 --product toys --product power-bank
              sushai lab scope set --laboratory LAB-01 scope.csv
              sushai lab scope set --laboratory LAB-01 --item TX-HCHO --standard "GB/T 7573-2009"
            """)

    @Option(help: "承检机构。")
    var laboratory: String
    @Argument(help: "CSV 文件。")
    var file: String?
    @Option(parsing: .singleValue, help: "项目代码，可多次给出。")
    var item: [String] = []
    @Option(parsing: .singleValue, help: "方法标准，可多次给出。")
    var standard: [String] = []
    @Option(parsing: .singleValue, help: "该产品实施细则的全部项目，可多次给出。")
    var product: [String] = []

    func execute(_ session: Session) async throws {
        var entries = item.map { LaboratoryScope.Entry(.item, $0) } + standard.map { .init(.standard, $0) }
        let criteria = product.isEmpty ? [:] : try session.loadRules().criteria
        for name in product {
            guard let found = criteria[name] else {
                throw InputMistake("没有产品“\(name)”的实施细则")
            }
            entries += RegisterScope.entries(of: found)
        }
        if let file {
            entries += try RegisterScope.entries(table: InputFile.read(file, limit: 1 << 20))
        }
        guard !entries.isEmpty else { throw InputMistake("请给出文件，或 --product、--item、--standard 中的若干项") }
        guard entries.allSatisfy({ !$0.name.isEmpty && !$0.name.holdsControlCharacters() }) else {
            throw InputMistake("检测能力中的名称为空或含控制字符")
        }
        let store = try session.openStore()
        let (added, removed) = try await store.setScope(of: LabName.checked(laboratory), entries, by: .operator)
        Output.line("\(laboratory)：检测能力新增\(added)项，终止\(removed)项")
        try await LabScope.remind(laboratory, store)
    }
}

struct LabScopeList: Command {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "列出一家承检机构的检测能力。",
        discussion: """
            示例
              sushai lab scope list --laboratory LAB-01
            """)

    @Option(help: "承检机构。")
    var laboratory: String
    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        let state = try await session.openStore(existing: true).scopeState(of: laboratory)
        var table = Table([
            .init("kind", "类型"), .init("name", "名称"), .init("from", "起始日期"), .init("until", "截止日期"),
        ])
        var empty = "（无）"
        switch state {
        case .missing: empty = "未登记检测能力，上传的报告一律暂扣；请以 lab scope set 登记"
        case .waived(let reason, let officer): empty = "不核对检测能力（\(officer)）：\(reason)"
        case .recorded(let entries):
            for entry in entries {
                table.add([
                    .text(output.json ? entry.kind.rawValue : entry.kind == .item ? "项目" : "标准"), .text(entry.name),
                    .init(entry.span.from?.text), .init(entry.span.until?.text),
                ])
            }
        }
        output.print(table, empty: empty)
    }
}

struct LabScopeWaive: Command {
    static let configuration = CommandConfiguration(
        commandName: "waive",
        abstract:
            "说明原因，不核对该机构的检测能力；监管人员的令牌由 SUSHAI_TOKEN 给出。",
        discussion: """
            以 lab scope set 或 lab scope enforce 终止。

            示例
              SUSHAI_TOKEN=… sushai lab scope waive --laboratory LAB-01 --reason 资质附表待省局核定，期间由监管部门人工核对
            """)

    @Option(help: "承检机构。")
    var laboratory: String
    @Option(help: "原因。")
    var reason: String

    func execute(_ session: Session) async throws {
        let store = try session.openStore()
        let officer = try await session.overseer(store)
        let isNew = try await store.waiveScope(
            of: LabName.checked(laboratory), reason: Reason.checked(reason), by: officer.actor)
        Output.line("\(laboratory)：不核对检测能力\(isNew ? "" : "（此前已登记）")")
        try await LabScope.remind(laboratory, store)
    }
}

struct LabScopeEnforce: Command {
    static let configuration = CommandConfiguration(
        commandName: "enforce",
        abstract: "恢复核对该机构的检测能力；监管人员的令牌由 SUSHAI_TOKEN 给出。",
        discussion: """
            示例
              SUSHAI_TOKEN=… sushai lab scope enforce --laboratory LAB-01
            """)

    @Option(help: "承检机构。")
    var laboratory: String

    func execute(_ session: Session) async throws {
        let store = try session.openStore()
        let officer = try await session.overseer(store)
        try await store.waiveScope(of: LabName.checked(laboratory), reason: nil, by: officer.actor)
        Output.line("\(laboratory)：核对检测能力")
    }
}

extension LabScope {
    /// Prints what remains to be done after a change of the scope.
    static func remind(_ laboratory: String, _ store: Store) async throws {
        let rows = try await store.rowsOutOfScope(of: laboratory)
        guard rows > 0 else { return }
        Output.line("因检测能力暂扣的有\(rows)行，可重新判断：sushai lab held replay --laboratory \(laboratory)")
    }
}
