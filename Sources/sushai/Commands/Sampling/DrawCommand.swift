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
            先冻结抽样框并给出承诺值；种子公布之后再抽签。任何人可以根据 draw show --json 重新计算。\
            \(SamplingWording.algorithm)

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
        guard let budget = SamplingPlan.budget(budget) else {
            throw InputMistake("--budget \(budget) \(SamplingWording.budget)")
        }
        guard SamplingPlan.isName(run) else { throw InputMistake("--run \(SamplingWording.name)") }
        guard !quota.isEmpty else { throw InputMistake("至少须给出一次 --quota 产品=数量") }
        var quotas: [String: Int] = [:]
        for text in quota {
            let sides = text.split(separator: "=")
            guard sides.count == 2, let number = SamplingPlan.quota(String(sides[1])) else {
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
        guard Draw.isSeed(seed) else { throw InputMistake("--seed：\(SamplingWording.seed)") }
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
        for note in SamplingWording.notes(outcome.figures, product: products.name) { Output.error(note) }
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
