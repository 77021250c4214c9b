internal import ArgumentParser
internal import Domain
internal import Store
internal import Terminal
internal import Web

struct PurchaseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "purchase",
        abstract: "无感采样：购买任务和购买记录。",
        subcommands: [
            PurchaseList.self, PurchaseRecordCommand.self, PurchaseStepCommand.self, PurchaseSteps.self,
            PurchaseCancel.self,
        ])
}

struct PurchaseList: Command {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "按抽签顺序列出购买任务。",
        discussion: """
            表格省略直播间和链接；--json 给出全部。

            示例
              sushai purchase list --open
            """)

    @ArgumentParser.Flag(help: "只列未购买的任务。")
    var open = false

    @Option(help: "最多显示的行数。")
    var limit = 1000

    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        var table = Table([
            .init("task", "任务"), Wording.state, Wording.platform, .init("item", "商品编号", widest: 16),
            .init("title", "标题", widest: 20), Wording.price, .init("shop", "店铺", widest: 14),
            .init("room", "直播间", isJSONOnly: true), .init("product", "产品", widest: 12), Wording.label,
            .init("link", "链接", isJSONOnly: true),
        ])
        let products = session.productNames()
        for task in try await session.openStore(existing: true).purchaseTasks(openOnly: open, limit: limit) {
            table.add([
                .number(task.id), .word(code: task.state.rawValue, task.state.name),
                .text(task.listing.platform), .text(task.listing.item), .text(task.title),
                .text(task.price.yuanText), .init(task.shopName), .init(task.liveRoom?.room),
                products.cell(task.product),
                .init(task.label), .init(task.link),
            ])
        }
        output.print(table)
    }
}

struct PurchaseRecordCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "record",
        abstract: "登记一次购买及其证据，给出样品标签。",
        discussion: """
            没有备份样品，照片、视频和本记录是全部证明，因此至少须有一个证据文件。文件按 SHA-256 保存，不会被覆盖。\
            重复登记同一订单不产生变化。

            示例
              sushai purchase record --task 3 --order 4012-7788 --paid 39.90 --on 2026-11-05 --seller 某某贸易商行 \\
                --region 330482 --laboratory LAB-01 --evidence order.png --evidence unboxing.mp4
            """)

    @Option(help: "购买任务编号。")
    var task: Int64
    @Option(help: "平台订单号。")
    var order: String
    @Option(help: "实付金额，单位为元。")
    var paid: String
    @Option(help: "购买日期，例如 2026-11-05。")
    var on: String
    @Option(help: "销售者名称，以其证照页面为准。")
    var seller: String
    @Option(help: "销售者登记地：GB/T 2260 六位代码。")
    var region: String
    @Option(help: "接收样品的承检机构。")
    var laboratory: String
    @Option(help: "证据文件，可多次给出。")
    var evidence: [String]

    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        guard let paid = Fen(priceText: paid, unit: .yuan), paid > Fen(0), paid <= ListingLimits.price else {
            throw InputMistake("--paid \(paid) 不是可用的金额，请以元为单位，例如 39.90")
        }
        guard let day = CalendarDay(text: on) else { throw InputMistake("--on \(on) 不是日期，请写作 2026-11-05") }
        let today = session.clock.now().day()
        guard day <= today, day.daysSince1970 > today.daysSince1970 - 366 else {
            throw InputMistake("--on \(on) 不在今天（\(today.text)）之前一年内")
        }
        guard let region = RegionCode(region) else {
            throw InputMistake("--region \(region) 不是区域代码，请写六位数字，例如 330482")
        }
        for (option, text) in [("--order", order), ("--seller", seller), ("--laboratory", laboratory)] {
            guard text.contains(where: { !$0.isWhitespace }), text.utf8.count <= 200, !text.holdsControlCharacters()
            else {
                throw InputMistake("\(option) 应为1至200字节的文字")
            }
        }
        let store = try session.openStore()
        let entries = try evidence.map { try store.evidence.admit(file: $0) }
        let record = PurchaseRecord(
            orderNumber: order, paid: paid, purchasedOn: day, sellerName: seller, sellerRegion: region,
            evidence: entries.map(\.hash), laboratory: laboratory)
        let recorded = try await store.recordPurchase(task: task, record, evidence: entries, by: .operator)
        var table = Table([
            .init("task", "任务"), Wording.label, .init("evidence", "证据"), .init("status", "结果"),
        ])
        table.add([
            .number(task), .text(recorded.label), .init(entries.count), .text(recorded.isNew ? "已记录" : "此前已记录"),
        ])
        output.print(table)
    }
}

struct PurchaseCancel: Command {
    static let configuration = CommandConfiguration(
        commandName: "cancel",
        abstract: "取消无法购买的任务。",
        discussion: """
            示例
              sushai purchase cancel --task 3 --reason 链接已失效
            """)

    @Option(help: "购买任务编号。")
    var task: Int64
    @Option(help: "无法购买的原因。")
    var reason: String

    func execute(_ session: Session) async throws {
        try await session.openStore().cancelTask(task, reason: Reason.checked(reason), by: .operator)
        Output.line("任务\(task)：已取消")
    }
}
