internal import ArgumentParser
internal import Domain
internal import Store
internal import Terminal
internal import Web

struct PurchaseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "purchase",
        abstract: "Anonymous purchases: what to buy, and the record of what was bought.",
        subcommands: [PurchaseList.self, PurchaseRecordCommand.self, PurchaseCancel.self])
}

struct PurchaseList: Command {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the purchase tasks, in the order drawn.",
        discussion: """
            EXAMPLE
              sushai purchase list --open
            """)

    @ArgumentParser.Flag(help: "The open tasks only.")
    var open = false

    @Option(help: "At most so many.")
    var limit = 1000

    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        var table = Table([
            .init("task", "任务"), Wording.state, Wording.platform, Wording.item, Wording.title, Wording.price,
            .init("shop", "店铺", widest: 20), .init("room", "直播间"), Wording.product, Wording.label,
            .init("link", "链接", widest: 40),
        ])
        for task in try await session.openStore(existing: true).purchaseTasks(openOnly: open, limit: limit) {
            table.add([
                .number(task.id), .text(output.json ? task.state : Wording.task(task.state)),
                .text(task.listing.platform), .text(task.listing.item), .text(task.title),
                .text(task.price.yuanText), .init(task.shopName), .init(task.liveRoom?.room), .text(task.product),
                .init(task.label), .init(task.link),
            ])
        }
        output.print(table)
    }
}

struct PurchaseRecordCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "record",
        abstract: "Record a purchase with its evidence; gives the blind label for the sample.",
        discussion: """
            There is no back-up sample: photographs, video and this record are the whole proof, so at least one \
            evidence file is required. Files are kept by their SHA-256 and never overwritten. Recording the same order \
            again changes nothing.

            EXAMPLE
              sushai purchase record --task 3 --order 4012-7788 --paid 39.90 --on 2026-11-05 --seller 某某贸易商行 \\
                --region 330482 --laboratory LAB-01 --evidence order.png --evidence unboxing.mp4
            """)

    @Option(help: "The purchase task.")
    var task: Int64
    @Option(help: "The platform's order number.")
    var order: String
    @Option(help: "What was paid, in yuan.")
    var paid: String
    @Option(help: "The day of the purchase, such as 2026-11-05.")
    var on: String
    @Option(help: "The seller's name, as its licence page states it.")
    var seller: String
    @Option(help: "Where the seller is registered: six digits of GB/T 2260.")
    var region: String
    @Option(help: "The laboratory that receives the sample.")
    var laboratory: String
    @Option(help: "An evidence file; may be given several times.")
    var evidence: [String]

    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        guard let paid = Fen(priceText: paid, unit: .yuan), paid > Fen(0), paid <= ListingLimits.price else {
            throw InputMistake("--paid \(paid) is no amount that a purchase may have; write yuan such as 39.90")
        }
        guard let day = CalendarDay(text: on) else { throw InputMistake("--on \(on) is no day; write 2026-11-05") }
        let today = session.clock.now().day()
        guard day <= today, day.daysSince1970 > today.daysSince1970 - 366 else {
            throw InputMistake("--on \(on) is not within the year before today, \(today.text)")
        }
        guard let region = RegionCode(region) else {
            throw InputMistake("--region \(region) is no region code; write six digits such as 330482")
        }
        for (option, text) in [("--order", order), ("--seller", seller), ("--laboratory", laboratory)] {
            guard text.contains(where: { !$0.isWhitespace }), text.utf8.count <= 200, !text.holdsControlCharacters()
            else {
                throw InputMistake("\(option) takes 1 to 200 bytes of text")
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
        abstract: "Give up a task that cannot be bought.",
        discussion: """
            EXAMPLE
              sushai purchase cancel --task 3 --reason 链接已失效
            """)

    @Option(help: "The purchase task.")
    var task: Int64
    @Option(help: "Why it cannot be bought.")
    var reason: String

    func execute(_ session: Session) async throws {
        try await session.openStore().cancelTask(task, reason: Reason.checked(reason), by: .operator)
        Output.line("任务\(task)：已取消")
    }
}
