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
        abstract: "不同编号的相同商品（同款）。",
        subcommands: [TwinFind.self, TwinList.self])
}

struct TwinFind: Command {
    static let configuration = CommandConfiguration(
        commandName: "find",
        abstract: "在最近的快照中查找同款，包括同一平台和跨平台。",
        discussion: """
            同款是指标题几乎相同，且价格相同或图片地址相同。同款只在标记旁注明，本身不产生标记。

            示例
              sushai twin find --product toys
            """)

    @Option(help: "只查找这一产品。")
    var product: String?
    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        let context = try session.openContext()
        let known = context.rulebook.criteria.keys.sorted()
        if let product, !known.contains(product) {
            throw PermanentFailure.unknownProduct(product, known: known)
        }
        var table = Table([
            Wording.product, .init("listings", "链接"), .init("compared", "比对"), .init("twins", "同款"),
            .init("new", "新发现"), .init("skipped", "未比对完"),
        ])
        let products = ProductNames(context.rulebook.criteria.values)
        for product in product.map({ [$0] }) ?? known {
            let found = try await FindTwins(context).run(product: product)
            table.add([
                products.cell(found.product), .init(found.listings), .init(found.compared), .init(found.twins),
                .init(found.new), .init(found.skipped),
            ])
        }
        output.print(table)
    }
}

struct TwinList: Command {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "列出已发现的同款，最近的在前。",
        discussion: """
            示例
              sushai twin list
            """)

    @Option(help: "最多显示的行数。")
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
