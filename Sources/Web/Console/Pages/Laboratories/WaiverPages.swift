internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Store
internal import Workers

/// Waives the check of a laboratory's scope with a reason, and ends the waiver.
struct WaiverPages: Sendable {
    let pages: OverseenLaboratoryPages

    private var console: Console { pages.console }
    private var store: Store { console.app.store }

    func add(to group: RouterGroup<APIContext>) {
        group.get("{laboratory}/waiver") { _, context in
            _ = try context.overseer(home: console.app.home)
            return try await isWaived(context) ? askEnd(context) : ask(context)
        }
        group.post("{laboratory}/waiver", use: waive)
        group.post("{laboratory}/waiver/end", use: end)
    }

    private func isWaived(_ context: APIContext) async throws -> Bool {
        if case .waived = try await store.scopeState(of: pages.laboratory(context)) { true } else { false }
    }

    private func ask(_ context: APIContext, typed: String = "", error: String? = nil) throws -> Response {
        let name = try pages.laboratory(context)
        let view = ConfirmPage(
            action: OverseenLaboratoryPages.path(name, "waiver"),
            consequences: [
                "该机构的报告不再按检测能力核对，任何项目都可以接收。", "理由和办理人显示在该机构的页面上。", "登记检测能力，或恢复核对时终止。",
            ], facts: [Fact("承检机构", name)],
            fields: [ReasonField.field("例如 资质附表待省局核定，期间由监管部门人工核对", typed: typed, error: error)], button: "不核对检测能力",
            isDangerous: true, back: PageLink(OverseenLaboratoryPages.path(name), "返回"))
        return try console.page(
            "confirm", view, title: "不核对检测能力：" + name, context,
            status: error == nil ? .ok : .unprocessableContent)
    }

    @Sendable private func waive(_: Request, _ context: APIContext) async throws -> Response {
        let officer = try context.overseer(home: console.app.home)
        let (name, typed) = (try pages.laboratory(context), context.form[ReasonField.name] ?? "")
        let (reason, error) = ReasonField.checked(typed)
        if let error { return try ask(context, typed: typed, error: error) }
        guard try await !isWaived(context) else {
            return try await pages.detail(context, problem: "没有办理：该机构此前已不核对检测能力")
        }
        try await store.waiveScope(of: name, reason: reason, by: officer.actor)
        return console.redirect(
            to: OverseenLaboratoryPages.path(name), context, saying: Flash("已不核对检测能力。", .warn))
    }

    private func askEnd(_ context: APIContext) async throws -> Response {
        let found = try await store.overseenLaboratory(pages.laboratory(context))
        guard case .waived(let reason, let by) = found.scope else { throw Problem.notFound }
        let after =
            found.entries.isEmpty ? "没有登记过检测能力，恢复以后该机构的报告全部暂扣，直至登记。" : "按已登记的 \(found.entries.count.grouped) 项核对。"
        let view = ConfirmPage(
            action: OverseenLaboratoryPages.path(found.name, "waiver/end"),
            consequences: ["恢复以后收到的报告重新按检测能力核对。", after],
            facts: [Fact("承检机构", found.name), Fact("理由", reason), Fact("办理人", EventWording.actor(by))],
            button: "恢复核对", back: PageLink(OverseenLaboratoryPages.path(found.name), "返回"))
        return try console.page("confirm", view, title: "恢复核对检测能力：" + found.name, context)
    }

    @Sendable private func end(_: Request, _ context: APIContext) async throws -> Response {
        let officer = try context.overseer(home: console.app.home)
        let name = try pages.laboratory(context)
        guard try await isWaived(context) else {
            return try await pages.detail(context, problem: "没有办理：该机构的检测能力已在核对")
        }
        try await store.waiveScope(of: name, reason: nil, by: officer.actor)
        return console.redirect(to: OverseenLaboratoryPages.path(name), context, saying: Flash("已恢复核对检测能力。"))
    }
}
