internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Rulebook
internal import Store
internal import Workers

/// Registers the scope of a laboratory: the table as a text, then the page that asks, with what changes.
struct ScopePages: Sendable {
    let pages: OverseenLaboratoryPages

    private var console: Console { pages.console }

    /// The fields of the form.
    private struct Typed: Sendable {
        var table: String
        var products = ""
        var tableError: String?
        var productsError: String?

        var isWrong: Bool { tableError != nil || productsError != nil }
    }

    func add(to group: RouterGroup<APIContext>) {
        group.get("{laboratory}/scope") { _, context in
            _ = try context.overseer(home: console.app.home)
            let known = try await console.app.store.overseenLaboratory(pages.laboratory(context)).entries
            return try form(context, Typed(table: RegisterScope.table(of: known)))
        }
        group.post("{laboratory}/scope", use: ask)
        group.post("{laboratory}/scope/confirm", use: register)
    }

    private func form(
        _ context: APIContext, _ typed: Typed, problem: String? = nil
    ) throws -> Response {
        let name = try pages.laboratory(context)
        var table = FormField("table", "检测能力")
        table.isLong = true
        table.hint = "第一行为列名：类型,名称,起始日期,截止日期（后两列可以没有）。类型写“项目”或“标准”；名称写项目代码，或实施细则所写的方法标准"
        var products = FormField("products", "产品的全部项目")
        products.hint = "加上这些产品实施细则的全部项目，写名称或代码，以顿号或空格隔开，例如 玩具、power-bank"
        products.isRequired = false
        let page = FormPage(
            action: OverseenLaboratoryPages.path(name, "scope"),
            intro: ["这里是现在的登记。改好后整份提交：没有写的条目终止，终止的条目留在记录中。"] + [problem].compactMap(\.self),
            fields: [
                table.filled(typed.table, error: typed.tableError),
                products.filled(typed.products, error: typed.productsError),
            ], button: "核对更改", back: PageLink(OverseenLaboratoryPages.path(name), "返回"))
        let status: HTTPResponse.Status = problem != nil ? .conflict : typed.isWrong ? .unprocessableContent : .ok
        return try console.page("form", page, title: "登记检测能力：" + name, context, status: status)
    }

    /// The entries of the form; nil if something is wrong, which is then in `typed`.
    private func entries(_ typed: inout Typed) -> [LaboratoryScope.Entry]? {
        var entries: [LaboratoryScope.Entry] = []
        if typed.table.contains(where: { !$0.isWhitespace }) {
            do throws(UploadFault) {
                entries = try RegisterScope.entries(table: Array(typed.table.utf8))
            } catch {
                let shown = error.problems.prefix(10).map { "\($0.place)：\($0.sentence)" }
                let more = error.problems.count - shown.count
                typed.tableError = (shown + (more > 0 ? ["另有 \(more.grouped) 处"] : [])).joined(separator: "；")
            }
        }
        let criteria = console.app.rulebook.criteria
        for word in typed.products.split(whereSeparator: { $0.isWhitespace || "、，,；;".contains($0) }) {
            let found = criteria[String(word)] ?? criteria.values.first { $0.name == word }
            guard let found else {
                typed.productsError = "没有产品“\(word)”的实施细则。请核对名称或代码"
                continue
            }
            entries += RegisterScope.entries(of: found)
        }
        if entries.isEmpty, !typed.isWrong { typed.tableError = "请至少填写一个条目，或一个产品" }
        return typed.isWrong ? nil : entries
    }

    @Sendable private func ask(_: Request, _ context: APIContext) async throws -> Response {
        _ = try context.overseer(home: console.app.home)
        let name = try pages.laboratory(context)
        var typed = Typed(table: context.form["table"] ?? "", products: context.form.text("products"))
        guard let entries = entries(&typed) else { return try form(context, typed) }
        let change = try await RegisterScope(console.app).change(of: name, to: entries)
        guard !change.isNone || entries.isEmpty else {
            return console.redirect(
                to: OverseenLaboratoryPages.path(name), context, saying: Flash("检测能力没有改变。", .info))
        }
        let known = try await console.app.store.overseenLaboratory(name).entries
        let waiver = change.endsWaiver ? ["此前说明的“不核对检测能力”随之终止。"] : []
        let view = ConfirmPage(
            action: OverseenLaboratoryPages.path(name, "scope/confirm"),
            consequences: [
                "登记以后收到的报告，能力以外的项目使报告暂扣。", "已接收的报告不受影响；已暂扣的报告须重新读取。",
            ] + waiver,
            facts: [
                Fact("承检机构", name), Fact("登记以后", "\(Set(entries).count.grouped) 项"),
                Fact("新增 \(change.added.count.grouped) 项", Self.text(change.added)),
                Fact("终止 \(change.ended.count.grouped) 项", Self.text(change.ended)),
            ] + unknown(entries),
            hidden: [
                HiddenField(name: "table", value: RegisterScope.table(of: entries)),
                HiddenField(name: "seen", value: Self.digest(known)),
            ], button: "登记检测能力", isDangerous: !change.ended.isEmpty,
            back: PageLink(OverseenLaboratoryPages.path(name, "scope"), "返回修改"))
        return try console.page("confirm", view, title: "登记检测能力：" + name, context)
    }

    @Sendable private func register(_: Request, _ context: APIContext) async throws -> Response {
        let officer = try context.overseer(home: console.app.home)
        let name = try pages.laboratory(context)
        var typed = Typed(table: context.form["table"] ?? "")
        guard let entries = entries(&typed) else { return try form(context, typed) }
        let known = try await console.app.store.overseenLaboratory(name).entries
        guard context.form["seen"] == Self.digest(known) else {
            return try form(context, typed, problem: "没有登记：别人刚刚更改了检测能力。请核对后再提交。")
        }
        let (added, ended) = try await RegisterScope(console.app).run(of: name, entries, by: officer.actor)
        return console.redirect(
            to: OverseenLaboratoryPages.path(name), context,
            saying: Flash("检测能力已登记：新增 \(added.grouped) 项，终止 \(ended.grouped) 项。"))
    }

    /// What no criteria file names: a spelling mistake, or a capability that is not needed.
    private func unknown(_ entries: [LaboratoryScope.Entry]) -> [Fact] {
        let items = console.app.rulebook.criteria.values.flatMap(\.editions).flatMap(\.items)
        let known = Set(items.map(\.code)).union(items.flatMap { $0.methods + [$0.standard] })
        let others = entries.filter { !known.contains($0.name) }
        return others.isEmpty ? [] : [Fact("实施细则中没有的", Self.text(others) + "（可以登记；请核对写法）")]
    }

    /// The first names, and how many more.
    private static func text(_ entries: [LaboratoryScope.Entry]) -> String {
        guard !entries.isEmpty else { return "无" }
        let shown = entries.prefix(40).map(\.name).joined(separator: "、")
        return shown + (entries.count > 40 ? " 等 \(entries.count.grouped) 项" : "")
    }

    private static func digest(_ entries: [LaboratoryScope.Entry]) -> String {
        Digest.sha256(fields: [RegisterScope.table(of: entries)])
    }
}
