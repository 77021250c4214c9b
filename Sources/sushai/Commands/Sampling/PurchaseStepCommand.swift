internal import ArgumentParser
internal import Domain
internal import Store
internal import Terminal

struct PurchaseStepCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "step",
        abstract: "登记开箱、封样或寄出及其照片。",
        discussion: """
            按开箱（unpacked）、封样（sealed）、寄出（sent）的顺序登记，每步至少一个证据文件，且须不同于此前各步的文件。\
            封样须写封样编号，寄出须写快递单号。编号写错的，写明原因再登记一次，原来的记录保留。重复登记不产生变化。

            示例
              sushai purchase step --task 3 --step unpacked --evidence unboxing.mp4
              sushai purchase step --task 3 --step sealed --number F-0007 --evidence seal.jpg
            """)

    @Option(help: "购买任务编号。")
    var task: Int64
    @Option(help: "步骤：unpacked、sealed 或 sent。")
    var step: String
    @Option(help: "封样编号，或快递单号。")
    var number: String?
    @Option(help: "更正编号的原因。")
    var reason: String?
    @Option(help: "证据文件，可多次给出。")
    var evidence: [String]

    func execute(_ session: Session) async throws {
        guard let step = CustodyStep(rawValue: step) else {
            throw InputMistake("--step \(step) 不是步骤，请写 unpacked、sealed 或 sent")
        }
        for (option, text) in [("--number", number), ("--reason", reason)] {
            guard let text else { continue }
            guard text.contains(where: { !$0.isWhitespace }), text.utf8.count <= 200, !text.holdsControlCharacters()
            else { throw InputMistake("\(option) 应为1至200字节的文字") }
        }
        let store = try session.openStore()
        let files = try evidence.map { try store.evidence.admit(file: $0) }
        let isNew = try await store.recordCustody(
            task: task, CustodyEntry(step: step, number: number, reason: reason), evidence: files, by: .operator)
        Output.line("任务\(task)：\(isNew ? "已登记" : "此前已登记")\(CustodyWording.name(step))")
    }
}

struct PurchaseSteps: Command {
    static let configuration = CommandConfiguration(
        commandName: "steps",
        abstract: "列出一次购买的开箱、封样和寄出。",
        discussion: """
            每个步骤的每一版一行；最后一版有效。

            示例
              sushai purchase steps --task 3
            """)

    @Option(help: "购买任务编号。")
    var task: Int64

    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        var table = Table([
            .init("step", "步骤"), .init("version", "版"), .init("number", "编号"), .init("evidence", "证据"),
            .init("recordedBy", "登记人"), .init("recordedAt", "登记时间"), .init("reason", "更正原因"),
        ])
        for row in try await session.openStore(existing: true).custody(ofTask: task) {
            table.add([
                .word(code: row.step.rawValue, CustodyWording.name(row.step)), .init(row.version), .init(row.number),
                .init(row.files), .text(row.recordedBy.text), .text(row.recordedAt.utc), .init(row.reason),
            ])
        }
        output.print(table)
    }
}
