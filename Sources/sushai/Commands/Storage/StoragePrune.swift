internal import ArgumentParser
internal import Domain
internal import Store
internal import Terminal
internal import Web
internal import Workers

struct StoragePrune: Command {
    static let configuration = CommandConfiguration(
        commandName: "prune",
        abstract: "删除已过保存期限的内容，并将空间还给磁盘。",
        discussion: """
            期限写在 Criteria/shared/retention.yaml；没有该文件时不删除任何内容。serve 和 work 每天自动执行一次。

            标记、抽样框、购买、报告、案件和完整性证明所依据的内容永不删除：有标记的链接的快照，每一页的记录和 SHA-256，\
            证明，证据，事件。被中断时，再次运行同一命令即可继续；每次删除都记入事件。

            用 --dry-run：只列出将删除的内容和到期而不删除的拉取，不更改任何数据。

            示例
              sushai storage prune --dry-run
              sushai storage prune
            """)

    @ArgumentParser.Flag(help: "只列出将删除的内容，不删除。")
    var dryRun = false
    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        let store = try session.openStore(existing: true)
        let rules = try session.retentionRules()
        let plan = try await store.retentionPlan(rules)
        if dryRun {
            show(plan.removals, rules, action: "将删除")
        } else {
            let summary = try await Retain(store, rules: rules, actor: .operator).runOnce()
            show(summary.removals, rules, action: "已删除")
            if !output.json { Output.line("\n还给磁盘：\(StorageWording.size(summary.givenBack))") }
        }
        guard !plan.kept.isEmpty, !output.json else { return }
        var table = Table([
            .init("pull", "拉取"), Wording.crawler, .init("slot", "快照（北京时间）"), .init("reason", "原因"),
        ])
        for kept in plan.kept {
            table.add([
                .number(kept.pull), .text(kept.crawler), .text(kept.slot.clockText()),
                .text(StorageWording.reason(kept.reason)),
            ])
        }
        Output.line("\n到期而不删除的拉取（其后各页的变化也一并保留）：")
        Output.line(table.text)
    }

    private func show(_ removals: [RetentionKind: Removal], _ rules: RetentionRules, action: String) {
        var table = Table([
            .init("kind", "内容"), .init("period", "期限"), .init("rows", action + "（行）"), .init("bytes", "内容大小"),
            .init("pulls", "拉取"),
        ])
        for kind in RetentionKind.allCases {
            let removal = removals[kind] ?? Removal()
            table.add([
                .word(code: kind.rawValue, StorageWording.name(kind)), .text(StorageWording.period(kind, rules)),
                .init(removal.rows),
                output.json ? .number(removal.bytes) : .text(StorageWording.size(removal.bytes)),
                kind == .sightings ? .init(removal.pulls.count) : .missing,
            ])
        }
        output.print(table)
    }
}
