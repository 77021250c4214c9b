internal import ArgumentParser
internal import Domain
internal import Foundation
internal import Store
internal import Terminal
internal import Web
internal import Workers

struct LabHeld: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "held",
        abstract: "暂扣的报告：列出、查看、更正、关闭不能接收的行。",
        discussion: """
            示例
              sushai lab held list --laboratory LAB-01
            """,
        subcommands: [
            LabHeldList.self, LabHeldShow.self, LabHeldReplay.self, LabHeldDismiss.self,
        ])
}

/// The rows that a command selects.
struct IntakeRowOptions: ParsableArguments {
    @Option(help: "该承检机构的行。")
    var laboratory: String?
    @Option(help: "该次上传的行（lab uploads 中的编号）。")
    var upload: Int64?
    @Option(help: "有该问题的行，按问题代码。")
    var code: String?

    func selection(id: Int64? = nil) throws -> IntakeRowSelection {
        if let code, IntakeFault.Code(rawValue: code) == nil {
            let known = IntakeFault.Code.allCases.map(\.rawValue).joined(separator: ", ")
            throw InputMistake("--code \(code) 不可用，可用：\(known)")
        }
        return IntakeRowSelection(id: id, upload: upload, laboratory: laboratory, code: code)
    }
}

struct LabHeldList: Command {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "列出暂扣报告中有问题的行，按收到的次序。",
        discussion: """
            示例
              sushai lab held list --upload 3
              sushai lab held list --laboratory LAB-01 --code out-of-scope
            """)

    @OptionGroup var rows: IntakeRowOptions
    @Option(help: "只列此编号之后的行。")
    var after: Int64 = 0
    @Option(help: "最多列出的行数。")
    var limit = 100
    @ArgumentParser.Flag(help: "包括已接收和已关闭的行。")
    var resolved = false
    @ArgumentParser.Flag(help: "改为列出待复核的行。")
    var waiting = false
    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        var selection = try rows.selection()
        selection.resolved = resolved
        if !resolved { selection.state = waiting ? .waiting : .held }
        selection.faulty = !resolved && !waiting
        var table = Table([
            .init("id", "编号"), .init("upload", "上传"), .init("laboratory", "承检机构"), .init("place", "位置"),
            .init("report", "报告"), .init("state", "状态"), .init("code", "代码"), .init("field", "列"), Wording.error,
            .init("corrected", "已改"), .init("resolvedAt", "办结时间"), .init("dismissedBy", "关闭人"),
            .init("dismissedReason", "关闭原因", widest: 30),
        ])
        let store = try session.openStore(existing: true)
        for row in try await store.intakeRows(selection, after: after, limit: limit, most: 0) {
            table.add([
                .number(row.id), .number(row.upload), .text(row.laboratory), .text(row.place),
                .init(row.reportNumber), .word(code: row.state.rawValue, IntakeWording.text(row.state)),
                .init(row.code), .init(row.field),
                .init(row.detail), .boolean(row.corrected != nil), .init(row.resolvedAt?.clockText()),
                .init(row.dismissedBy), .init(row.dismissedReason),
            ])
        }
        output.print(table)
    }
}

struct LabHeldShow: Command {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "把一行的原始内容写到标准输出。",
        discussion: """
            使用 --header 时，先写表头（UTF-8），便于在文件中改正后交给 lab held replay --row；JSON 则先写不含结果的报告。

            示例
              sushai lab held show --id 5 > row.csv
            """)

    @Option(help: "行编号。")
    var id: Int64
    @ArgumentParser.Flag(help: "先写文件的表头。")
    var header = false

    func execute(_ session: Session) async throws {
        let store = try session.openStore(existing: true)
        guard let row = try await store.intakeRows(.init(id: id, resolved: true), limit: 1).first else {
            throw StoreError.notFound("row \(id)")
        }
        if header, !row.header.isEmpty { Output.write(row.header + [0x0A], to: 1) }
        Output.write(row.bytes, to: 1)
    }
}

struct LabHeldReplay: Command {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "修正后重新判断暂扣的报告。",
        discussion: """
            修正实施细则、检测能力或样品登记后，直接运行即可；更正某一行时，用 --row 给出只含该行、不含表头的 UTF-8 文件\
            （JSON 为该条结果，报告信息有误时为只含该条结果的报告）。原始内容保留。报告各行均可接收后整份接收，否则继续暂扣。

            示例
              sushai lab held replay --laboratory LAB-01
              sushai lab held replay --id 5 --row row.csv
              sushai lab held replay --all
            """)

    @Option(help: "只判断该行所属的报告。")
    var id: Int64?
    @OptionGroup var rows: IntakeRowOptions
    @ArgumentParser.Flag(help: "全部暂扣的报告。")
    var all = false
    @Option(help: "与 --id 同用：含更正后该行的文件。")
    var row: String?
    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        let isNarrow = id != nil || rows.laboratory != nil || rows.upload != nil || rows.code != nil
        guard isNarrow != all else {
            throw InputMistake("请给出 --all，或 --id、--upload、--laboratory、--code 中的若干项")
        }
        let context = try session.openContext()
        let editor = try await session.rowEditor(context.store)
        var reports = try await context.store.openReports(try rows.selection(id: id))
        if let row { reports = [try await correct(row, context.store, editor)] }
        let summary = try await IntakeReplay(context).run(reports, by: editor.actor)
        var table = Table([
            .init("taken", "已接收"), .init("duplicates", "重复"), .init("waiting", "待复核"), .init("held", "仍暂扣"),
        ])
        table.add([
            .init(summary[.taken]), .init(summary[.duplicate]), .init(summary[.waiting]), .init(summary[.held]),
        ])
        output.print(table)
    }

    private func correct(
        _ path: String, _ store: Store, _ editor: (actor: Actor, laboratory: String?)
    ) async throws -> UploadedReport {
        guard let id else { throw InputMistake("--row 须与 --id（更正的行的编号）同用") }
        guard let data = FileManager.default.contents(atPath: path), !data.isEmpty, data.count <= 64 << 10 else {
            throw InputMistake("文件 \(path) 无法读取、是空的，或超过 64 KiB")
        }
        return try await store.correctIntakeRow(
            id, of: editor.laboratory ?? rows.laboratory, to: Array(data), by: editor.actor)
    }
}
