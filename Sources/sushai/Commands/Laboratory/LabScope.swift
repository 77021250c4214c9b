internal import ArgumentParser
internal import Domain
internal import Files
internal import Rulebook
internal import Store
internal import Terminal
internal import Web

struct LabScope: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scope",
        abstract: "What a laboratory is accredited for: items and method standards.",
        discussion: """
            EXAMPLE
              sushai lab scope set --laboratory LAB-01 scope.csv
            """,
        subcommands: [LabScopeSet.self, LabScopeList.self, LabScopeWaive.self, LabScopeEnforce.self])
}

struct LabScopeSet: Command {
    static let configuration = CommandConfiguration(
        commandName: "set",
        abstract: "Replace the scope of a laboratory; what ends stays in the record.",
        discussion: """
            --product names all items of a product's criteria. Single entries come from arguments, or from a CSV with the columns 类型 (项目 or 标准), 名称 (an item's code, or a method standard as \
            the criteria write it), and where needed 起始日期 and 截止日期. A row of an item outside of the scope goes into \
            quarantine; `lab quarantine replay` reads it again after the scope was widened. Of a laboratory without a scope \
            every row goes there, until one is set or `lab scope waive` says why it is not checked.

            EXAMPLES
              sushai lab scope set --laboratory LAB-01 --product toys --product power-bank
              sushai lab scope set --laboratory LAB-01 scope.csv
              sushai lab scope set --laboratory LAB-01 --item TX-HCHO --standard "GB/T 7573-2009"
            """)

    @Option(help: "The laboratory.")
    var laboratory: String
    @Argument(help: "A CSV file.")
    var file: String?
    @Option(parsing: .singleValue, help: "An item by its code; may be given several times.")
    var item: [String] = []
    @Option(parsing: .singleValue, help: "A method standard; may be given several times.")
    var standard: [String] = []
    @Option(parsing: .singleValue, help: "All items of a product's criteria; may be given several times.")
    var product: [String] = []

    func execute(_ session: Session) async throws {
        var entries = item.map { LaboratoryScope.Entry(.item, $0) } + standard.map { .init(.standard, $0) }
        let criteria = product.isEmpty ? [:] : try session.loadRules().criteria
        for name in product {
            guard let found = criteria[name] else {
                throw InputMistake("--product \(name): there are no criteria for it")
            }
            entries += Set(found.editions.flatMap(\.items).map(\.code)).sorted().map { .init(.item, $0) }
        }
        if let file {
            entries += try ScopeTable.read(CSVTable.read(InputFile.read(file, limit: 1 << 20)))
        }
        guard !entries.isEmpty else { throw InputMistake("write a file, or some of --product, --item and --standard") }
        guard entries.allSatisfy({ !$0.name.isEmpty && !$0.name.holdsControlCharacters() }) else {
            throw InputMistake("a name of the scope is empty or holds control characters")
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
        abstract: "List the scope of a laboratory.",
        discussion: """
            EXAMPLE
              sushai lab scope list --laboratory LAB-01
            """)

    @Option(help: "The laboratory.")
    var laboratory: String
    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        let state = try await session.openStore(existing: true).scopeState(of: laboratory)
        var table = Table([
            .init("kind", "类型"), .init("name", "名称"), .init("from", "起始日期"), .init("until", "截止日期"),
        ])
        var empty = "（无）"
        switch state {
        case .missing: empty = "未登记检测能力，上传的结果一律隔离；请以 lab scope set 登记"
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
            "Say that a laboratory's scope is not checked, and why, as the officer whose token SUSHAI_TOKEN holds.",
        discussion: """
            `lab scope set` or `lab scope enforce` ends it.

            EXAMPLE
              SUSHAI_TOKEN=… sushai lab scope waive --laboratory LAB-01 --reason 资质附表待省局核定，期间由监管部门人工核对
            """)

    @Option(help: "The laboratory.")
    var laboratory: String
    @Option(help: "Why.")
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
        abstract: "Check a laboratory's scope again, as the officer whose token SUSHAI_TOKEN holds.",
        discussion: """
            EXAMPLE
              SUSHAI_TOKEN=… sushai lab scope enforce --laboratory LAB-01
            """)

    @Option(help: "The laboratory.")
    var laboratory: String

    func execute(_ session: Session) async throws {
        let store = try session.openStore()
        let officer = try await session.overseer(store)
        try await store.waiveScope(of: LabName.checked(laboratory), reason: nil, by: officer.actor)
        Output.line("\(laboratory)：核对检测能力")
    }
}

extension LabScope {
    /// Says what the change of a scope leaves to do.
    static func remind(_ laboratory: String, _ store: Store) async throws {
        let codes: Set<String> = [IntakeFault.Code.scopeMissing.rawValue, IntakeFault.Code.outOfScope.rawValue]
        let rows = try await store.faultCounts(laboratory: laboratory).filter { codes.contains($0.code) }
            .reduce(0) { $0 + $1.rows }
        guard rows > 0 else { return }
        Output.line("因检测能力隔离的有\(rows)行，可重新读取：sushai lab quarantine replay --laboratory \(laboratory)")
    }
}
