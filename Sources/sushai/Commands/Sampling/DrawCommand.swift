internal import ArgumentParser
internal import Domain
internal import Rulebook
internal import Store
internal import Terminal
internal import Web
internal import Workers

struct DrawCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "draw",
        abstract: "从被标记的链接中抽样。",
        discussion: """
            先冻结抽样框并给出承诺值；种子公布之后再抽签。任何人可以根据 draw show --json 重新计算。承诺值：按显示顺\
            序，对每条记录的平台、商品编号、产品和价格（分）计算 SHA-256。签号：对种子、承诺值、平台和商品编号计算 \
            SHA-256。每段文字写作字节长度、冒号和 UTF-8 字节；哈希用小写十六进制。价格为区间的，写作“下限-上限”，没\
            有上限的写作“下限-”。签号从小到大选取，直至产品的配额用完；价格超出剩余预算的，跳过。区间按最高价计入预\
            算；未标明最高价的（如“12.8起”）只能按最低价计入，并给出提示。

            执法人员忽略的商品（sushai flag review）不进入抽样框，其数量另行给出；冻结之后的决定不改变抽样框。
            """,
        subcommands: [DrawOpen.self, DrawExecute.self, DrawShow.self])
}

struct DrawOpen: Command {
    static let configuration = CommandConfiguration(
        commandName: "open",
        abstract: "冻结一次抽样的抽样框，并给出承诺值。",
        discussion: """
            示例
              sushai draw open --run 2026-11-A --quota toys=4 --budget 2000.00
            """)

    @Option(help: "抽样任务的名称。")
    var run: String

    @Option(help: "产品=数量；每个产品给出一次。")
    var quota: [String]

    @Option(help: "全部购买的预算，单位为元。")
    var budget: String

    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        guard let budget = Fen(priceText: budget, unit: .yuan), budget > Fen(0) else {
            throw InputMistake("--budget \(budget) 不是金额，请以元为单位，例如 2000.00")
        }
        guard run.contains(where: { !$0.isWhitespace }), run.utf8.count <= 200, !run.holdsControlCharacters() else {
            throw InputMistake("--run 应为1至200字节的文字")
        }
        guard !quota.isEmpty else { throw InputMistake("至少须给出一次 --quota 产品=数量") }
        var quotas: [String: Int] = [:]
        for text in quota {
            let sides = text.split(separator: "=")
            guard sides.count == 2, let number = Int(sides[1]), number > 0 else {
                throw InputMistake("--quota \(text) 不是“产品=数量”的写法，例如 toys=4")
            }
            guard quotas.updateValue(number, forKey: String(sides[0])) == nil else {
                throw InputMistake("--quota \(text)：该产品给出了两次")
            }
        }
        let plan = SamplingPlan(name: run, quotas: quotas, budget: budget)
        let state = try await DrawSamples(session.openContext()).open(plan, by: .operator)
        var table = Table([
            .init("run", "任务"), .init("frame", "抽样框"), .init("ignored", "已忽略未列入"), .init("budget", "预算"),
            .init("commitment", "承诺值", widest: 64),
        ])
        table.add([
            .text(state.plan.name), .init(state.frame.entries.count), .init(state.ignored),
            .text(state.plan.budget.text), .text(state.commitment),
        ])
        output.print(table)
    }
}

struct DrawExecute: Command {
    static let configuration = CommandConfiguration(
        commandName: "execute",
        abstract: "用公开的种子抽签；每个签号成为一项购买任务。",
        discussion: """
            示例
              sushai draw execute --run 2026-11-A --seed "双色球 2026131 02 09 14 21 27 33 08"
            """)

    @Option(help: "抽样任务的名称。")
    var run: String

    @Option(help: "公开的种子，在承诺值给出之后才能得知。")
    var seed: String

    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        guard !seed.isEmpty else { throw InputMistake("种子不能为空") }
        let context = try session.openContext()
        let outcome = try await DrawSamples(context).execute(name: run, seed: seed, by: .operator)
        let products = ProductNames(context.rulebook.criteria.values)
        var table = Table([
            .init("ticket", "签号", widest: 17), Wording.product, Wording.platform, Wording.item, Wording.price,
        ])
        for ticket in outcome.drawn {
            table.add([
                .text(ticket.value), products.cell(ticket.entry.product), .text(ticket.entry.key.platform),
                .text(ticket.entry.key.item), .text(ticket.entry.price.yuanText),
            ])
        }
        output.print(table)
        for (product, missing) in outcome.unfilled.sorted(by: { $0.key < $1.key }) {
            Output.error("\(products.name(product))的配额未能满足，缺\(missing)件")
        }
        if outcome.openPrices > 0 {
            Output.error(
                "\(outcome.openPrices)个签号未标明最高价，预算只计入了最低价；购买前请核对所选规格的价格，实付可能超出预算")
        }
        if outcome.skippedForBudget > 0 {
            Output.error("因预算不足跳过\(outcome.skippedForBudget)个签号")
        }
    }
}

struct DrawShow: Command {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "显示已冻结的抽样框，供任何人重新计算。",
        discussion: """
            示例
              sushai draw show --run 2026-11-A --json
            """)

    @Option(help: "抽样任务的名称。")
    var run: String

    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        let state = try await session.openStore(existing: true).samplingRun(named: run)
        var table = Table([
            Wording.platform, Wording.item, Wording.product, .init("priceFen", "最低价（分）"),
            .init("priceUpperFen", "最高价（分）"),
        ])
        let products = session.productNames()
        for entry in state.frame.entries {
            table.add([
                .text(entry.key.platform), .text(entry.key.item), products.cell(entry.product),
                .number(entry.price.lower.rawValue), entry.price.upper.map { .number($0.rawValue) } ?? .missing,
            ])
        }
        guard output.json else {
            return output.print(
                table,
                heading: "承诺值 \(state.commitment)  种子 \(state.seed ?? "未公布")  已忽略未列入 \(state.ignored)")
        }
        let quotas = state.plan.quotas.sorted { $0.key < $1.key }.map { ($0.key, String($0.value)) }
        Output.raw(
            JSONText.object([
                ("run", JSONText.quoted(state.plan.name)), ("quotas", JSONText.object(quotas)),
                ("budgetFen", String(state.plan.budget.rawValue)), ("ignored", String(state.ignored)),
                ("commitment", JSONText.quoted(state.commitment)),
                ("seed", state.seed.map(JSONText.quoted) ?? "null"), ("frame", table.json),
            ]))
    }
}
