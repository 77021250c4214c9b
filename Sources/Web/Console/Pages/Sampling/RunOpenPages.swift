internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Rulebook
internal import Store
internal import Workers

/// Freezes the frame of a new run: the form with the plan, then the page that asks, with what the frame would be.
struct RunOpenPages: Sendable {
    let pages: RunPages

    private var console: Console { pages.console }

    func add(to group: RouterGroup<APIContext>) {
        group.get("-new") { _, context in
            _ = try context.overseer(home: console.app.home)
            return try form(RunPlanForm(FormFields.none, console), context)
        }
        group.post("-new", use: ask)
        group.post("-open", use: open)
    }

    private func form(_ typed: RunPlanForm, _ context: APIContext, problem: String? = nil) throws -> Response {
        var typed = typed
        if let problem { typed.errors["name"] = problem }
        let page = FormPage(
            action: RunPages.path + "/-new", intro: ["抽样框是这些产品目前已标记、没有被忽略、没有购买任务的全部商品。冻结以后不能更改。"],
            fields: typed.fields, button: "查看抽样框", back: PageLink(RunPages.path, "返回"))
        return try console.page(
            "form", page, title: "冻结抽样框", context, status: typed.errors.isEmpty ? .ok : .unprocessableContent)
    }

    @Sendable private func ask(_: Request, _ context: APIContext) async throws -> Response {
        _ = try context.overseer(home: console.app.home)
        var typed = RunPlanForm(context.form, console)
        guard let plan = typed.check() else { return try form(typed, context) }
        let preview = try await DrawSamples(console.app).preview(plan)
        let names = ListNames(console)
        let products = plan.quotas.sorted { $0.key < $1.key }.map { product, quota in
            let listings = preview.listings[product] ?? 0
            let short = listings < quota ? "，不足配额" : ""
            return Fact(names.product(product), "购买 \(quota.grouped) 件，抽样框 \(listings.grouped) 件\(short)")
        }
        guard !preview.listings.isEmpty else {
            let products = plan.quotas.keys.map(names.product).sorted().joined(separator: "、")
            typed.errors["quota-" + (plan.quotas.keys.min() ?? "")] = "没有已标记的商品可供抽样（\(products)）。请换产品，或等待采集和标记"
            return try form(typed, context)
        }
        let view = ConfirmPage(
            action: RunPages.path + "/-open",
            consequences: [
                "抽样框以确认的时刻为准；此后标记的商品和此后的决定不改变它。", "确认后给出承诺值。请先公布承诺值，再用此后才公开的种子抽签。",
                "名称、配额和预算不能更改。",
            ],
            facts: [Fact("批次", plan.name), Fact("预算", "¥" + plan.budget.yuanText)] + products + [
                Fact("已忽略而未列入", "\(preview.ignored.grouped) 件")
            ], hidden: typed.hidden, button: "冻结抽样框", back: PageLink(RunPages.path + "/-new", "返回修改"))
        return try console.page("confirm", view, title: "冻结抽样框：" + plan.name, context)
    }

    @Sendable private func open(_: Request, _ context: APIContext) async throws -> Response {
        let officer = try context.overseer(home: console.app.home)
        var typed = RunPlanForm(context.form, console)
        guard let plan = typed.check() else { return try form(typed, context) }
        do {
            let run = try await DrawSamples(console.app).open(plan, by: officer.actor)
            return console.redirect(
                to: RunPages.path(run.id), context,
                saying: Flash("已冻结抽样框 \(run.frame.entries.count.grouped) 件。请公布承诺值。"))
        } catch StoreError.conflict(let conflict) {
            return try form(typed, context, problem: conflict.sentence)
        }
    }
}

/// What a person typed about a new run, and what is wrong with it, by field.
struct RunPlanForm: Sendable {
    private let name: String
    private let budget: String
    private let products: [(code: String, name: String, quota: String)]
    var errors: [String: String] = [:]

    init(_ typed: FormFields, _ console: Console) {
        name = typed.text("name")
        budget = typed.text("budget")
        products = ListNames(console).productChoices.map { ($0.code, $0.name, typed.text("quota-" + $0.code)) }
    }

    /// The plan; nil if something is wrong, which is then in `errors`.
    mutating func check() -> SamplingPlan? {
        if !SamplingPlan.isName(name) { errors["name"] = "批次名称" + SamplingWording.name }
        let amount = SamplingPlan.budget(budget)
        if amount == nil { errors["budget"] = "“\(budget)”" + SamplingWording.budget }
        var quotas: [String: Int] = [:]
        for product in products where !product.quota.isEmpty {
            quotas[product.code] = SamplingPlan.quota(product.quota)
            if quotas[product.code] == nil {
                errors["quota-" + product.code] = "“\(product.quota)”" + SamplingWording.quota
            }
        }
        if quotas.isEmpty, errors.isEmpty, let first = products.first {
            errors["quota-" + first.code] = "至少填写一种产品的件数"
        }
        guard errors.isEmpty, let amount else { return nil }
        return SamplingPlan(name: name, quotas: quotas, budget: amount)
    }

    var fields: [FormField] {
        var name = FormField("name", "批次名称")
        name.hint = "以后不能更改，例如 2026-11 儿童用品"
        name.longest = SamplingPlan.longestName
        var budget = FormField("budget", "预算（元）")
        budget.hint = "全部购买的预算，例如 2000.00"
        budget.inputMode = "decimal"
        budget.style = "short"
        return [name.filled(self.name, error: errors["name"]), budget.filled(self.budget, error: errors["budget"])]
            + products.map { product in
                var field = FormField("quota-" + product.code, product.name + "（件）")
                field.inputMode = "numeric"
                field.style = "short"
                field.isRequired = false
                field.longest = 6
                return field.filled(product.quota, error: errors[field.name])
            }
    }

    /// The same for the page that asks.
    var hidden: [HiddenField] {
        [HiddenField(name: "name", value: name), HiddenField(name: "budget", value: budget)]
            + products.filter { !$0.quota.isEmpty }.map { HiddenField(name: "quota-" + $0.code, value: $0.quota) }
    }
}
