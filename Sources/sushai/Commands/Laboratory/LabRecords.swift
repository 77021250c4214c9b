internal import ArgumentParser
internal import Domain
internal import Store
internal import Terminal
internal import Web

struct LabReceive: Command {
    static let configuration = CommandConfiguration(
        commandName: "receive",
        abstract: "Record the day on which a laboratory received a sample; no result may be older.",
        discussion: """
            EXAMPLE
              sushai lab receive --laboratory LAB-01 --sample S-7Q2M-X4KD --on 2026-11-10
            """)

    @Option(help: "The laboratory.")
    var laboratory: String
    @Option(help: "The blind label.")
    var sample: String
    @Option(help: "The day, such as 2026-11-10.")
    var on: String

    func execute(_ session: Session) async throws {
        guard let day = CalendarDay(text: on) else { throw InputMistake("--on \(on): write a day such as 2026-11-10") }
        try await session.openStore().recordSampleReceipt(label: sample, of: laboratory, on: day, by: .operator)
        Output.line("样品\(sample)：\(day.text)到样")
    }
}

struct LabWithdraw: Command {
    static let configuration = CommandConfiguration(
        commandName: "withdraw",
        abstract: "Withdraw a report: its verdict no longer stands, and what followed from it is taken back.",
        discussion: """
            Where the laboratory wants four eyes, SUSHAI_TOKEN holds the token of a reviewer who did not upload the report.

            EXAMPLE
              sushai lab withdraw --laboratory LAB-01 --report R-2026-0001 --reason 样品混淆
            """)

    @Option(help: "The laboratory.")
    var laboratory: String
    @Option(help: "The laboratory's number of the report.")
    var report: String
    @Option(help: "Why.")
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
        abstract: "Note that two samples in two laboratories are the same goods: a blind duplicate.",
        discussion: """
            The laboratories never learn it; `lab quality` shows how far they agree.

            EXAMPLE
              sushai lab duplicate S-7Q2M-X4KD S-0M3C-T9WE
            """)

    @Argument(help: "One blind label.")
    var first: String
    @Argument(help: "The other.")
    var second: String

    func execute(_ session: Session) async throws {
        try await session.openStore().recordBlindDuplicate(first, second, by: .operator)
        Output.line("\(first)、\(second)：已登记为盲样平行样")
    }
}

struct LabQuality: Command {
    static let configuration = CommandConfiguration(
        commandName: "quality",
        abstract: "How well laboratories work: time to result, corrections, rows not taken, blind duplicates.",
        discussion: """
            Days count from the receipt of a sample (from its purchase where no receipt is recorded) to its first report. \
            Shares are of the reports, of the rows, and of the blind duplicates on which both laboratories have reported.

            EXAMPLE
              sushai lab quality
            """)

    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        var table = Table([
            .init("laboratory", "承检机构"), .init("samples", "样品"), .init("reported", "已报告"),
            .init("withoutReceipt", "无到样登记"), .init("medianDays", "中位天数"), .init("longestDays", "最长天数"),
            .init("corrected", "更正"), .init("correctionRate", "更正率"), .init("withdrawn", "撤回"), .init("rows", "行数"),
            .init("quarantineRate", "隔离率"), .init("duplicates", "平行样"), .init("agreement", "结论一致率"),
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
