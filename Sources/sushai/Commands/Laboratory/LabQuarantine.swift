internal import ArgumentParser
internal import Domain
internal import Foundation
internal import Store
internal import Terminal
internal import Web
internal import Workers

struct LabQuarantine: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "quarantine",
        abstract: "Rows of laboratories' files that could not be taken, with their bytes and reasons.",
        discussion: """
            EXAMPLE
              sushai lab quarantine list --laboratory LAB-01
            """,
        subcommands: [
            LabQuarantineList.self, LabQuarantineShow.self, LabQuarantineReplay.self, LabQuarantineDismiss.self,
        ])
}

/// Which rows a command means.
struct IntakeRowOptions: ParsableArguments {
    @Option(help: "The rows of this laboratory.")
    var laboratory: String?
    @Option(help: "The rows of this upload, by its number in `lab uploads`.")
    var upload: Int64?
    @Option(help: "The rows with this fault, by its code.")
    var code: String?

    func selection(id: Int64? = nil) throws -> IntakeRowSelection {
        if let code, IntakeFault.Code(rawValue: code) == nil {
            let known = IntakeFault.Code.allCases.map(\.rawValue).joined(separator: ", ")
            throw InputMistake("--code \(code): write one of \(known)")
        }
        return IntakeRowSelection(id: id, upload: upload, laboratory: laboratory, code: code)
    }
}

struct LabQuarantineList: Command {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the rows in quarantine, in the order in which they were set aside.",
        discussion: """
            EXAMPLES
              sushai lab quarantine list --upload 3
              sushai lab quarantine list --laboratory LAB-01 --code out-of-scope
            """)

    @OptionGroup var rows: IntakeRowOptions
    @Option(help: "Those behind this one.")
    var after: Int64 = 0
    @Option(help: "At most so many.")
    var limit = 100
    @ArgumentParser.Flag(help: "Also those that became results, or were dismissed, since.")
    var resolved = false
    @ArgumentParser.Flag(help: "The rows that wait instead.")
    var waiting = false
    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        var selection = try rows.selection()
        selection.resolved = resolved
        if !resolved { selection.state = waiting ? .waiting : .quarantined }
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

struct LabQuarantineShow: Command {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Write the bytes of a row to standard output, as they arrived.",
        discussion: """
            With --header the column names come first, in UTF-8, so that the row can be corrected in a file and given \
            to `lab quarantine replay --row`; of a JSON the report without its results.

            EXAMPLE
              sushai lab quarantine show --id 5 > row.csv
            """)

    @Option(help: "The row.")
    var id: Int64
    @ArgumentParser.Flag(help: "The header of its file in front of it.")
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

struct LabQuarantineReplay: Command {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Read rows in quarantine again, after a fix.",
        discussion: """
            A fix of the criteria, of the laboratory's scope or of the sample's registration needs nothing more; a fix \
            of the row itself is given with --row: a file of that one row, without the header, in UTF-8; of a JSON \
            the result alone, or a report of that one result where its head is at fault. The bytes that arrived stay \
            beside it. What can be taken now becomes a result; what still cannot stays, with its new reason.

            EXAMPLES
              sushai lab quarantine replay --laboratory LAB-01
              sushai lab quarantine replay --id 5 --row row.csv
              sushai lab quarantine replay --all
            """)

    @Option(help: "This row alone.")
    var id: Int64?
    @OptionGroup var rows: IntakeRowOptions
    @ArgumentParser.Flag(help: "All rows.")
    var all = false
    @Option(help: "With --id: a file with the corrected row.")
    var row: String?
    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        let isNarrow = id != nil || rows.laboratory != nil || rows.upload != nil || rows.code != nil
        guard isNarrow != all else {
            throw InputMistake("write --all, or some of --id, --upload, --laboratory and --code")
        }
        let context = try session.openContext()
        let keeper = try await session.rowKeeper(context.store)
        if let row { try await correct(row, context.store, keeper) }
        let summary = try await IntakeReplay(context).run(try rows.selection(id: id), by: keeper.actor)
        var table = Table([
            .init("taken", "已接收"), .init("duplicates", "重复"), .init("waiting", "待放行"), .init("quarantined", "仍在隔离"),
            .init("dismissed", "已关闭"),
        ])
        table.add([
            .init(summary.taken), .init(summary.duplicates), .init(summary.waiting), .init(summary.quarantined),
            .init(summary.dismissed),
        ])
        output.print(table)
    }

    private func correct(
        _ path: String, _ store: Store, _ keeper: (actor: Actor, laboratory: String?)
    ) async throws {
        guard let id else { throw InputMistake("--row needs --id: which row is corrected?") }
        guard let data = FileManager.default.contents(atPath: path), !data.isEmpty, data.count <= 64 << 10 else {
            throw InputMistake("the file \(path) cannot be read, is empty, or has more than 64 KiB")
        }
        try await store.correctIntakeRow(
            id, of: keeper.laboratory ?? rows.laboratory, to: Array(data), by: keeper.actor)
    }
}
