internal import ArgumentParser
internal import Domain
internal import Store
internal import Terminal
internal import Web

struct LabReceive: Command {
    static let configuration = CommandConfiguration(
        commandName: "receive",
        abstract: "登记承检机构收到样品的日期；检测日期不得早于该日。",
        discussion: """
            示例
              sushai lab receive --laboratory LAB-01 --sample S-7Q2M-X4KD --on 2026-11-10
            """)

    @Option(help: "承检机构。")
    var laboratory: String
    @Option(help: "盲样标签。")
    var sample: String
    @Option(help: "日期，例如 2026-11-10。")
    var on: String

    func execute(_ session: Session) async throws {
        guard let day = CalendarDay(text: on) else { throw InputMistake("--on \(on) 不是日期，例如 2026-11-10") }
        try await session.openStore().recordSampleReceipt(label: sample, of: laboratory, on: day, by: .operator)
        Output.line("样品\(sample)：\(day.text)到样")
    }
}

struct LabWithdraw: Command {
    static let configuration = CommandConfiguration(
        commandName: "withdraw",
        abstract: "撤回报告：其结论不再有效，由此产生的处置一并撤销。",
        discussion: """
            双人复核的机构，须由未上传或改正该报告的复核人撤回，其令牌由 SUSHAI_TOKEN 给出。

            示例
              sushai lab withdraw --laboratory LAB-01 --report R-2026-0001 --reason 样品混淆
            """)

    @Option(help: "承检机构。")
    var laboratory: String
    @Option(help: "承检机构的报告编号。")
    var report: String
    @Option(help: "原因。")
    var reason: String

    func execute(_ session: Session) async throws {
        let store = try session.openStore()
        let (person, duty) = try await session.laboratoryPerson(store, laboratory)
        let isNew = try await store.withdrawReport(
            number: report, of: laboratory, reason: Reason.checked(reason), by: person, duty: duty)
        Output.line(isNew ? "报告\(report)：已撤回" : "报告\(report)：此前已撤回")
    }
}

struct LabDuplicate: Command {
    static let configuration = CommandConfiguration(
        commandName: "duplicate",
        abstract: "登记两家机构的两件样品为同一商品（盲样比对）。",
        discussion: """
            承检机构看不到此登记；一致率见 lab quality。

            示例
              sushai lab duplicate S-7Q2M-X4KD S-0M3C-T9WE
            """)

    @Argument(help: "一件样品的标签。")
    var first: String
    @Argument(help: "另一件样品的标签。")
    var second: String

    func execute(_ session: Session) async throws {
        try await session.openStore().recordBlindDuplicate(first, second, by: .operator)
        Output.line("\(first)、\(second)：已登记为盲样平行样")
    }
}

struct LabQuality: Command {
    static let configuration = CommandConfiguration(
        commandName: "quality",
        abstract: "承检机构质量：用时、更正、不能接收的行、盲样比对。",
        discussion: """
            天数从到样（未登记到样的从购买）算至首次报告。比率分别以报告、行、两家机构均已报告的盲样比对为基数。

            示例
              sushai lab quality
            """)

    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        var table = Table([
            .init("laboratory", "承检机构"), .init("samples", "样品"), .init("reported", "已报告"),
            .init("withoutReceipt", "无到样登记"), .init("medianDays", "中位天数"), .init("longestDays", "最长天数"),
            .init("corrected", "更正"), .init("correctionRate", "更正率"), .init("withdrawn", "撤回"), .init("rows", "行数"),
            .init("quarantineRate", "暂扣率"), .init("duplicates", "平行样"), .init("agreement", "结论一致率"),
            .init("itemAgreement", "项目一致率"),
        ])
        for line in try await session.openStore(existing: true).laboratoryQuality() {
            table.add([
                .text(line.laboratory), .init(line.samples), .init(line.reported), .init(line.withoutReceipt),
                line.medianDays.map { .number($0) } ?? .missing, line.longestDays.map { .number($0) } ?? .missing,
                .init(line.corrected), .init(line.correctionRate), .init(line.withdrawn), .init(line.rows),
                .init(line.quarantineRate), .init(line.duplicates), .init(line.agreement), .init(line.itemAgreement),
            ])
        }
        output.print(table)
    }
}
