internal import ArgumentParser
internal import Domain
internal import Store
internal import Terminal
internal import Web

struct PullList: Command {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "列出拉取，最近的在前。",
        discussion: """
            示例
              sushai pull list --limit 20
            """)

    @Option(help: "最多显示的行数。")
    var limit = 100
    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        var table = Table([
            .init("pull", "拉取"), Wording.crawler, .init("slot", "快照（北京时间）"), .init("pages", "页"),
            .init("listings", "链接"), .init("repeated", "重复"), .init("quarantined", "隔离"), .init("flags", "标记"),
            .init("verdict", "完整性"), .init("held", "暂停标记的原因", widest: 24, wraps: true),
        ])
        for pull in try await session.openStore(existing: true).pulls(limit: limit) {
            table.add([
                .number(pull.id), .text(pull.crawler), .text(pull.slot.clockText()), .init(pull.pages),
                .init(pull.listings), .init(pull.repeated), .init(pull.quarantined), .init(pull.flags),
                .init(pull.verdict.map(AlertWording.verdict)), .init(pull.heldReason),
            ])
        }
        output.print(table)
    }
}

struct PullCertificateCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "certificate",
        abstract: "显示一次拉取的完整性证明。",
        discussion: """
            末页逐个查询列出，并写明由什么证实。完整与否按不重复的商品计算，重复的记录不算；无法读取的记录按其字节计。

            内容根是各页按查询和页码排序后的 SHA-256：每页依次取查询、页码和页面字节的 SHA-256，每个字段写作长度、冒\
            号、字段。

            示例
              sushai pull certificate --pull 17
            """)

    @Option(help: "拉取编号。")
    var pull: Int64
    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        let row = try await session.openStore(existing: true).certificate(pull: pull)
        let proof = row.certificate
        var table = Table([.init("name", "项目"), .init("value", "值", widest: 80)])
        func add(_ name: String, _ value: String) { table.add([.text(name), .text(value)]) }
        add("抓取器", row.crawler)
        add("快照（北京时间）", row.slot.clockText())
        add("结论", AlertWording.verdict(row.verdict))
        add("页", String(proof.pages))
        add("其中未变化的页", String(proof.unchangedPages))
        add("平台所称总数", String(proof.stated))
        add("记录", String(proof.records))
        add("链接", String(proof.listings))
        add("重复", String(proof.repeated))
        add("隔离", String(proof.quarantined))
        add("不计重复比平台所称少", String(proof.short))
        for query in proof.queries {
            add(query.query.isEmpty ? "末页" : "末页（查询 \(query.query)）", AlertWording.end(of: query))
        }
        if let removed = row.sightingsRemovedAt { add("各查询的末页", "未知：所见链接已于\(removed.clockText())按保存期限删除") }
        if let overlap = proof.overlap {
            add("上次完整拉取", String(overlap.previousPull))
            add("两次都有", String(overlap.inBoth))
            add("新增", String(overlap.new))
            add("消失", String(overlap.gone))
        }
        for hole in proof.holes { add("缺", hole) }
        add("内容根", proof.contentRoot)
        add("出具于", row.issuedAt.clockText())
        output.print(table)
    }
}

struct PullRelease: Command {
    static let configuration = CommandConfiguration(
        commandName: "release",
        abstract: "核实之后，恢复被暂停的拉取的标记。",
        discussion: """
            示例
              sushai pull release --pull 17
            """)

    @Option(help: "拉取编号。")
    var pull: Int64

    func execute(_ session: Session) async throws {
        try await session.openStore(existing: true).releasePull(pull, by: .operator)
        Output.line("拉取\(pull)：已恢复标记")
    }
}
