internal import ArgumentParser
internal import Domain
internal import Foundation
internal import Rulebook
internal import Store
internal import Terminal
internal import Web
internal import Workers

struct StorageCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "storage",
        abstract: "查看空间的去向和增长，按保存期限删除。",
        discussion: """
            示例
              sushai storage
              sushai storage prune --dry-run
            """,
        subcommands: [StorageShow.self, StoragePrune.self],
        defaultSubcommand: StorageShow.self)
}

struct StorageShow: Command {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "显示数据库、日志和证据占用的空间，以及按目前速度一年所需的空间。",
        discussion: """
            当场测量：读遍数据库文件，大的数据库需几分钟。测量不影响其他进程，也不保存。

            增长按最近30天的每日测量值推算，由 serve 和 work 每天记录一次；不足两个测量值时为“未知”。数据库按有内容的\
            页计算，空闲页会先被用掉。写满之日按磁盘现有的可用空间推算。

            用 --json：在一行中写出一个对象，与接口 /v1/officer/storage 相同，大小以字节计。

            示例
              sushai storage
              sushai storage show --json
            """)

    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        let store = try session.openStore(existing: true)
        let report = try await StorageReport(
            store, rules: session.retentionRules(), measure: store.measureStorage())
        if output.json { return Output.raw(try report.json()) }
        Output.line(StorageText.measured(report))
        var parts = Table([.init("part", "内容"), .init("bytes", "大小"), .init("share", "占数据库")])
        let all = max(1, report.measure?.databaseBytes ?? 1)
        for (part, bytes) in report.parts {
            parts.add([
                .text(StorageWording.name(part)), .text(StorageWording.size(bytes)), .text("\(bytes * 100 / all)%"),
            ])
        }
        Output.line("\n" + parts.text)
        Output.line("\n增长：" + StorageText.growth(report))
        Output.line(
            text(["位置", "每天", "一年增加", "磁盘可用", "写满于"], StorageText.growthRows(report)))
        Output.line("\n保存期限：")
        Output.line(text(["内容", "期限"], StorageText.retentionRows(report.rules)))
    }

    private func text(_ titles: [String], _ rows: [[String]]) -> String {
        var table = Table(titles.map { .init($0, $0) })
        for row in rows { table.add(row.map { .text($0) }) }
        return table.text
    }
}

extension Session {
    /// The rules of retention. Throws every mistake of their file.
    func retentionRules() throws -> RetentionRules {
        var mistakes: [Diagnostic] = []
        let rules = Rulebook.retention(besides: settings.criteria, &mistakes)
        guard mistakes.isEmpty else { throw RulebookError(mistakes) }
        return rules
    }
}
