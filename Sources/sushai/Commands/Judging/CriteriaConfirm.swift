internal import ArgumentParser
internal import Domain
internal import Terminal
internal import Web
internal import Workers

struct CriteriaConfirm: Command {
    static let configuration = CommandConfiguration(
        commandName: "confirm",
        abstract: "核实细则中的数值：把来源、日期和核实人写入文件。",
        discussion: """
            只改动该数值的来源（给出 --value 时连同数值），文件的其余部分逐字节不变。文件在改动前后各检查一次；有错误的\
            文件、核实期间被改动的文件不写入。事件日志记录核实人、原来源和新来源，以及文件前后的哈希；中断的核实在\
            下次启动时补记。正在运行的 serve 和 work 重新启动后才按新文件判定。

            示例
              sushai criteria confirm gas-hob GS-HL --source "GB 16410-2020 第5.2.1条" --by 张三
              sushai criteria confirm toys TY-EL-PB --case variant=slime --source "GB 6675.4-2025 表1" --by 张三 \\
                --edition "GB 6675-2025" --value 25
            """)

    @Argument(help: "产品代码。")
    var product: String
    @Argument(help: "项目代码。")
    var item: String
    @Option(help: "来源：标准的编号和条款，或网页和日期。")
    var source: String
    @Option(help: "核实人姓名。")
    var by: String
    @Option(help: "可信度：V 见于标准正式文本，S 见于二手资料。")
    var confidence = "V"
    @Option(help: "版本；不给出时为含有该项目的全部版本。各版本要求不同，或给出 --value 时，须指明一个。")
    var edition: String?
    @Option(name: .customLong("case"), help: "一种情形，例如 material=metal；写错时列出各情形。")
    var samples: String?
    @Option(help: "来源所载的数值，与文件不同时给出：85，或指明一端 max=8.5。")
    var value: String?
    @Option(help: "核实日期；不给出时为今天。")
    var on: String?
    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        let known: [FigureSource.Confidence] = [.verified, .secondary]
        guard let confidence = FigureSource.Confidence(rawValue: confidence), known.contains(confidence) else {
            throw InputMistake("--confidence \(confidence) 不可用，可用：V、S")
        }
        let today = session.clock.now().day()
        let day = try on.map { try CriteriaTables.day($0, "--on") } ?? today
        guard day <= today else { throw InputMistake("--on \(day.text) 在今天（\(today.text)）之后") }
        let confirmation = FigureConfirmation(
            product: product, item: item, edition: edition, samples: samples, value: value,
            source: FigureSource(
                confidence: confidence, note: try Self.text(source, "--source"),
                confirmed: .init(on: day, by: try Self.text(by, "--by"))))
        let outcome = try await ConfirmFigure(
            try session.openStore(), folder: session.settings.criteria, environment: session.environment
        ).run(confirmation, by: .operator)
        show(outcome)
    }

    /// A text on one line. It is written into the file and into the event log.
    private static func text(_ given: String, _ option: String) throws -> String {
        let text = given.withoutOuterSpaces
        guard !text.isEmpty, text.visible() == text, !text.contains("\n"), text.count <= 500 else {
            throw InputMistake("\(option) 须为一行可见的文字，至多500个字符")
        }
        return text
    }

    private func show(_ outcome: ConfirmFigure.Outcome) {
        var table = Table([
            .init("edition", "版本", widest: 30), CriteriaTables.item, .init("name", "名称", widest: 24),
            .init("requirement", "要求", widest: 40, wraps: true),
            .init("before", "原来源", widest: 40, wraps: true), .init("after", "新来源", widest: 40, wraps: true),
        ])
        for change in outcome.changes {
            table.add([
                .text(change.edition), .text(item), .text(change.itemName), .text(change.after.requirement),
                .text(change.before.source), .text(change.after.source),
            ])
        }
        output.print(table, empty: "文件已写明此来源，未改动")
        guard !output.json, !outcome.changes.isEmpty else { return }
        Output.line("\n\(outcome.file)\n  \(outcome.hashBefore) → \(outcome.hashAfter)")
        Output.line("该产品尚有\(outcome.open)项数值未经核实。正在运行的 serve 和 work 须重新启动")
    }
}
