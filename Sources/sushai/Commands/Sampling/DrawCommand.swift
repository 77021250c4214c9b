internal import ArgumentParser
internal import Domain
internal import Store
internal import Terminal
internal import Web
internal import Workers

struct DrawCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "draw",
        abstract: "Draw a sampling run from the flagged listings.",
        discussion: """
            First the frame is frozen and committed to; then, when the seed is public, tickets are drawn. A stranger \
            recomputes both from `draw show --json`. Commitment: SHA-256 over platform, item, product and price in fen of \
            each entry, in the order shown. Ticket: SHA-256 over seed, commitment, platform and item. Each text goes in \
            as its length in bytes, a colon, and its UTF-8 bytes; hashes are lower-case hexadecimal. Tickets are taken \
            from the lowest up while the product's quota lasts; one whose price no longer fits the budget is passed over.
            """,
        subcommands: [DrawOpen.self, DrawExecute.self, DrawShow.self])
}

struct DrawOpen: Command {
    static let configuration = CommandConfiguration(
        commandName: "open",
        abstract: "Freeze the frame of a run and commit to it.",
        discussion: """
            EXAMPLE
              sushai draw open --run 2026-11-A --quota toys=4 --budget 2000.00
            """)

    @Option(help: "The name of the run.")
    var run: String

    @Option(help: "product=number; once for each product.")
    var quota: [String]

    @Option(help: "What all purchases together may cost, in yuan.")
    var budget: String

    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        guard let budget = Fen(priceText: budget, unit: .yuan), budget > Fen(0) else {
            throw InputMistake("--budget \(budget) is no amount; write yuan such as 2000.00")
        }
        guard run.contains(where: { !$0.isWhitespace }), run.utf8.count <= 200, !run.holdsControlCharacters() else {
            throw InputMistake("--run takes 1 to 200 bytes of text")
        }
        guard !quota.isEmpty else { throw InputMistake("give --quota product=number at least once") }
        var quotas: [String: Int] = [:]
        for text in quota {
            let sides = text.split(separator: "=")
            guard sides.count == 2, let number = Int(sides[1]), number > 0 else {
                throw InputMistake("--quota \(text) is not product=number, such as toys=4")
            }
            guard quotas.updateValue(number, forKey: String(sides[0])) == nil else {
                throw InputMistake("--quota \(text): the product is given twice")
            }
        }
        let plan = SamplingPlan(name: run, quotas: quotas, budget: budget)
        let state = try await DrawSamples(session.openContext()).open(plan, by: .operator)
        var table = Table([
            .init("run", "任务"), .init("frame", "抽样框"), .init("budget", "预算"), .init("commitment", "承诺值", widest: 64),
        ])
        table.add([
            .text(state.plan.name), .init(state.frame.entries.count), .text(state.plan.budget.text),
            .text(state.commitment),
        ])
        output.print(table)
    }
}

struct DrawExecute: Command {
    static let configuration = CommandConfiguration(
        commandName: "execute",
        abstract: "Draw a run with its public seed; each ticket becomes a purchase task.",
        discussion: """
            EXAMPLE
              sushai draw execute --run 2026-11-A --seed "双色球 2026131 02 09 14 21 27 33 08"
            """)

    @Option(help: "The name of the run.")
    var run: String

    @Option(help: "The public seed, known only after the frame was committed to.")
    var seed: String

    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        guard !seed.isEmpty else { throw InputMistake("the seed must not be empty") }
        let outcome = try await DrawSamples(session.openContext()).execute(name: run, seed: seed, by: .operator)
        var table = Table([
            .init("ticket", "签号", widest: 17), Wording.product, Wording.platform, Wording.item, Wording.price,
        ])
        for ticket in outcome.drawn {
            table.add([
                .text(ticket.value), .text(ticket.entry.product), .text(ticket.entry.key.platform),
                .text(ticket.entry.key.item), .text(ticket.entry.price.yuanText),
            ])
        }
        output.print(table)
        for (product, missing) in outcome.unfilled.sorted(by: { $0.key < $1.key }) {
            Output.error("the quota of \(product) could not be filled: \(missing) short")
        }
        if outcome.passedOverForBudget > 0 {
            Output.error("\(outcome.passedOverForBudget) tickets were passed over because the budget was used up")
        }
    }
}

struct DrawShow: Command {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show a run's frozen frame, so that a stranger can recompute the draw.",
        discussion: """
            EXAMPLE
              sushai draw show --run 2026-11-A --json
            """)

    @Option(help: "The name of the run.")
    var run: String

    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        let state = try await session.openStore(existing: true).samplingRun(named: run)
        var table = Table([Wording.platform, Wording.item, Wording.product, .init("priceFen", "价格（分）")])
        for entry in state.frame.entries {
            table.add([
                .text(entry.key.platform), .text(entry.key.item), .text(entry.product), .number(entry.price.rawValue),
            ])
        }
        guard output.json else {
            return output.print(table, heading: "承诺值 \(state.commitment)  种子 \(state.seed ?? "未公布")")
        }
        let quotas = state.plan.quotas.sorted { $0.key < $1.key }.map { ($0.key, String($0.value)) }
        Output.raw(
            JSONText.object([
                ("run", JSONText.quoted(state.plan.name)), ("quotas", JSONText.object(quotas)),
                ("budgetFen", String(state.plan.budget.rawValue)),
                ("commitment", JSONText.quoted(state.commitment)),
                ("seed", state.seed.map(JSONText.quoted) ?? "null"), ("frame", table.json),
            ]))
    }
}
