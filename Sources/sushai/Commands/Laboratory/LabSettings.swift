internal import ArgumentParser
internal import Domain
internal import Feeds
internal import Store
internal import Web

struct LabSet: Command {
    static let configuration = CommandConfiguration(
        commandName: "set",
        abstract: "Set how a laboratory wants its uploads handled, or show it.",
        discussion: """
            With --four-eyes on, an upload waits until a reviewer of the laboratory approves it who is not its uploader. \
            --incomplete says what becomes of good rows of a file in which others cannot be taken: pass or hold.

            EXAMPLE
              sushai lab set --laboratory LAB-01 --four-eyes on --incomplete hold
            """)

    @Option(help: "The laboratory.")
    var laboratory: String
    @Option(help: "on or off.")
    var fourEyes: String?
    @Option(help: "pass or hold.")
    var incomplete: String?
    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        guard !laboratory.isEmpty, laboratory.utf8.count <= 100 else {
            throw InputMistake("--laboratory takes 1 to 100 bytes")
        }
        let eyes: Bool? = try fourEyes.map { text in
            guard let known = ["on": true, "off": false][text] else {
                throw InputMistake("--four-eyes \(text): write on or off")
            }
            return known
        }
        let policy = try incomplete.map { text in
            guard let known = IncompletePolicy(rawValue: text) else {
                throw InputMistake("--incomplete \(text): write pass or hold")
            }
            return known
        }
        let store = try session.openStore()
        let settings =
            if eyes == nil, policy == nil {
                try await store.laboratorySettings(laboratory)
            } else {
                try await store.setLaboratory(laboratory, fourEyes: eyes, incomplete: policy, by: .operator)
            }
        var table = Table([.init("laboratory", "承检机构"), .init("fourEyes", "双人复核"), .init("incomplete", "不完整时")])
        table.add([.text(laboratory), .boolean(settings.fourEyes), .text(settings.incomplete.rawValue)])
        output.print(table)
    }
}

struct LabScope: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scope",
        abstract: "What a laboratory is accredited for: items and method standards.",
        discussion: """
            EXAMPLE
              sushai lab scope set --laboratory LAB-01 scope.csv
            """,
        subcommands: [LabScopeSet.self, LabScopeList.self])
}

struct LabScopeSet: Command {
    static let configuration = CommandConfiguration(
        commandName: "set",
        abstract: "Replace the scope of a laboratory; what ends stays in the record.",
        discussion: """
            From arguments, or from a CSV with the columns 类型 (项目 or 标准), 名称 (an item's code, or a method standard as \
            the criteria write it), and where needed 起始日期 and 截止日期. A row of an item outside of the scope goes into \
            quarantine; `lab quarantine replay` reads it again after the scope was widened. A laboratory of which no scope \
            was ever recorded is not checked.

            EXAMPLES
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

    func execute(_ session: Session) async throws {
        var entries = item.map { LaboratoryScope.Entry(.item, $0) } + standard.map { .init(.standard, $0) }
        if let file {
            entries += try ScopeTable.read(CSVTable.read(InputFile.read(file, limit: 1 << 20)))
        }
        guard !entries.isEmpty else { throw InputMistake("write a file, or some of --item and --standard") }
        guard entries.allSatisfy({ !$0.name.isEmpty && !$0.name.holdsControlCharacters() }), !laboratory.isEmpty else {
            throw InputMistake("a name of the scope is empty or holds control characters")
        }
        let (added, removed) = try await session.openStore().setScope(of: laboratory, entries, by: .operator)
        Output.line("\(laboratory)：检测能力新增\(added)项，终止\(removed)项")
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
        let entries = try await session.openStore(existing: true).scopeEntries(of: laboratory)
        var table = Table([
            .init("kind", "类型"), .init("name", "名称"), .init("from", "起始日期"), .init("until", "截止日期"),
        ])
        for entry in entries ?? [] {
            table.add([
                .text(output.json ? entry.kind.rawValue : entry.kind == .item ? "项目" : "标准"), .text(entry.name),
                .init(entry.span.from?.text), .init(entry.span.until?.text),
            ])
        }
        output.print(table, empty: entries == nil ? "未登记检测能力，上传时不核对" : "（无）")
    }
}
