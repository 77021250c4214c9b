internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Store
internal import Workers

/// Draws a run with its public seed.
struct RunDrawPages: Sendable {
    let pages: RunPages

    private var console: Console { pages.console }

    func add(to group: RouterGroup<APIContext>) {
        group.get("{id}/draw") { _, context in
            _ = try context.overseer(home: console.app.home)
            return try await ask(context)
        }
        group.post("{id}/draw", use: draw)
    }

    private func ask(_ context: APIContext, typed: String = "", error: String? = nil) async throws -> Response {
        let row = try await console.app.store.samplingRun(context.number(), in: .everywhere).row
        guard row.seed == nil else {
            return try await pages.detail(context, problem: Conflict.runDrawn(name: row.name).sentence)
        }
        var field = FormField("seed", "公开的种子")
        field.hint = "照公布的写法，一字不差，例如 双色球 2026131 02 09 14 21 27 33 08"
        field.longest = Draw.longestSeed
        let view = ConfirmPage(
            action: RunPages.path(row.id, "draw"),
            consequences: [
                "只能抽签一次，抽签以后种子不能更改。", "抽中的每件商品成为一项购买任务，抽样人员随即可以看到。",
                "种子须在承诺值公布以后才能得知，否则抽签不能取信于人。",
            ],
            facts: [
                Fact("批次", row.name), Fact("承诺值", row.commitment), Fact("冻结", Shown.full(row.openedAt)),
                Fact("抽样框", "\(row.frame.grouped) 件"), Fact("计划购买", "\(row.quota.grouped) 件"),
                Fact("预算", "¥" + row.budget.yuanText),
            ], fields: [field.filled(typed, error: error)], button: "抽签", back: PageLink(RunPages.path(row.id), "返回"))
        return try console.page(
            "confirm", view, title: "抽签：" + row.name, context, status: error == nil ? .ok : .unprocessableContent)
    }

    @Sendable private func draw(_: Request, _ context: APIContext) async throws -> Response {
        let officer = try context.overseer(home: console.app.home)
        let seed = context.form.text("seed")
        guard Draw.isSeed(seed) else { return try await ask(context, typed: seed, error: SamplingWording.seed) }
        let row = try await console.app.store.samplingRun(context.number(), in: .everywhere).row
        do {
            let outcome = try await DrawSamples(console.app).execute(name: row.name, seed: seed, by: officer.actor)
            return console.redirect(
                to: RunPages.path(row.id), context, saying: Flash("已抽签，抽中 \(outcome.drawn.count.grouped) 件。"))
        } catch StoreError.conflict(let conflict) {
            return try await pages.detail(context, problem: conflict.sentence)
        }
    }
}
