internal import ArgumentParser
internal import Domain
internal import Store
internal import Terminal
internal import Web

struct PullList: Command {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the pulls, latest first.",
        discussion: """
            EXAMPLE
              sushai pull list --limit 20
            """)

    @Option(help: "At most so many.")
    var limit = 100
    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        var table = Table([
            .init("pull", "拉取"), Wording.crawler, .init("slot", "快照（北京时间）"), .init("pages", "页"),
            .init("listings", "链接"), .init("repeated", "重复"), .init("quarantined", "隔离"), .init("flags", "标记"),
            .init("verdict", "完整性"), .init("held", "暂停标记的原因", widest: 60),
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
        abstract: "Show what a pull proves of its own completeness.",
        discussion: """
            The content root is the SHA-256 over the pages in the order of query and page number: of each its query, \
            its number and the SHA-256 of its bytes, every field written as length, colon, field.

            EXAMPLE
              sushai pull certificate --pull 17
            """)

    @Option(help: "The pull.")
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
        add("比平台所称少", String(proof.short))
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
        abstract: "Let the flagging of a held pull go on, once someone has looked at it.",
        discussion: """
            EXAMPLE
              sushai pull release --pull 17
            """)

    @Option(help: "The pull.")
    var pull: Int64

    func execute(_ session: Session) async throws {
        try await session.openStore(existing: true).releasePull(pull, by: .operator)
        Output.line("拉取\(pull)：已恢复标记")
    }
}
