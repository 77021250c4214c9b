internal import ArgumentParser
internal import Domain
internal import Rulebook
internal import Store
internal import Terminal
internal import Web
internal import Workers

struct TwinCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "twin",
        abstract: "The same offer under two ids.",
        subcommands: [TwinFind.self, TwinList.self])
}

struct TwinFind: Command {
    static let configuration = CommandConfiguration(
        commandName: "find",
        abstract: "Look for twins among the latest snapshots, on one platform and across.",
        discussion: """
            Twins have nearly the same title, and the same price or the same picture address. They are noted beside the \
            flags and raise none.

            EXAMPLE
              sushai twin find --product toys
            """)

    @Option(help: "This product alone.")
    var product: String?
    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        let context = try session.openContext()
        let known = context.rulebook.criteria.keys.sorted()
        if let product, !known.contains(product) {
            throw PermanentFailure("there is no product “\(product)”; there are \(known.joined(separator: ", "))")
        }
        var table = Table([
            Wording.product, .init("listings", "链接"), .init("compared", "比对"), .init("twins", "同款"),
            .init("new", "新发现"), .init("skipped", "未比对完"),
        ])
        for product in product.map({ [$0] }) ?? known {
            let found = try await FindTwins(context).run(product: product)
            table.add([
                .text(found.product), .init(found.listings), .init(found.compared), .init(found.twins),
                .init(found.new), .init(found.skipped),
            ])
        }
        output.print(table)
    }
}

struct TwinList: Command {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the twins found, latest first.",
        discussion: """
            EXAMPLE
              sushai twin list
            """)

    @Option(help: "At most so many.")
    var limit = 100
    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        var table = Table([
            .init("left", "商品一", widest: 40), .init("right", "商品二", widest: 40),
            .init("commonShingles", "标题相同片段"), .init("unionShingles", "标题全部片段"), .init("samePrice", "同价"),
            .init("sameImage", "同图"), .init("foundAt", "发现时间"),
        ])
        for twin in try await session.openStore(existing: true).twins(limit: limit) {
            table.add([
                .text(twin.left.text), .text(twin.right.text), .init(twin.commonShingles), .init(twin.unionShingles),
                .text(twin.hasSamePrice ? "是" : "否"), .text(twin.hasSameImage ? "是" : "否"),
                .text(twin.foundAt.clockText()),
            ])
        }
        output.print(table)
    }
}
