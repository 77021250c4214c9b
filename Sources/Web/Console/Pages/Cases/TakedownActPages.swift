internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Rulebook
internal import Store
internal import Workers

/// The decision on one takedown: confirm it on a legal basis, or withdraw it with a reason. Each has a page of its own.
struct TakedownActPages: Sendable {
    let pages: TakedownPages

    private var console: Console { pages.console }
    private var store: Store { console.app.store }

    func add(to group: RouterGroup<APIContext>) {
        group.get("{id}/confirm") { _, context in try await askBasis(context) }
        group.post("{id}/confirm", use: confirm)
        group.get("{id}/withdraw") { _, context in try await askReason(context) }
        group.post("{id}/withdraw", use: withdraw)
    }

    private func found(_ context: APIContext) async throws -> TakedownDetail {
        try await store.takedownDetail(context.number(), in: context.caseRegion(console))
    }

    // MARK: Confirm

    private func askBasis(
        _ context: APIContext, _ typed: TypedBasis = TypedBasis(), error: String? = nil
    ) async throws -> Response {
        let detail = try await found(context)
        guard detail.row.state == .proposed else {
            return try await pages.detail(context, problem: Self.decided(detail))
        }
        let fields = typed.fields(console.app.rulebook.legalBases, on: console.app.store.clock.now().day(), error)
        let view = ConfirmPage(
            action: TakedownPages.path(detail.row.id, "confirm"),
            consequences: [
                "确认后下发给\(ReportWording.platform(detail.row.listing.platform))，平台须下架该链接并提交回执。",
                "平台只看到：商品编号、标题、链接、法律依据和确认人。平台看不到检验报告、承检机构、购买人和其他平台的清单。",
                "更正或撤回报告时自动撤回；您也可以撤回。",
            ], facts: TakedownView.facts(detail, console), fields: fields,
            button: "确认下架", back: PageLink(TakedownPages.path(detail.row.id), "返回"))
        return try console.page(
            "confirm", view, title: "确认下架：" + detail.row.title, context,
            status: error == nil ? .ok : .unprocessableContent)
    }

    @Sendable private func confirm(_: Request, _ context: APIContext) async throws -> Response {
        let (id, typed) = (try context.number(), TypedBasis(context.form))
        do {
            let basis = try typed.basis(console.app.rulebook.legalBases, on: console.app.store.clock.now().day())
            try await store.confirmTakedown(id, basis: basis, by: context.officer(home: console.app.home))
        } catch let problem as LegalBasis.Problem {
            return try await askBasis(context, typed, error: problem.sentence)
        } catch StoreError.conflict(let conflict) {
            return try await pages.detail(context, problem: conflict.sentence)
        }
        return console.redirect(to: TakedownPages.path(id), context, saying: Flash("已确认下架，即将下发平台。"))
    }

    private static func decided(_ detail: TakedownDetail) -> String {
        "没有办理：这项下架的状态已是“\(StateTag(detail.row.state).word)”"
            + (detail.row.confirmedBy.map { "，确认人 \($0)" } ?? "")
    }

    // MARK: Withdraw

    private func askReason(_ context: APIContext, typed: String = "", error: String? = nil) async throws -> Response {
        let detail = try await found(context)
        guard detail.row.state != .withdrawn else {
            return try await pages.detail(context, problem: Self.decided(detail))
        }
        let isProposed = detail.row.state == .proposed
        let hint = "写明为什么\(isProposed ? "不予下架" : "撤回")，便于日后查考"
        let view = ConfirmPage(
            action: TakedownPages.path(detail.row.id, "withdraw"),
            consequences: isProposed
                ? ["这项下架不再下发平台，以后不能再确认。", "问题告知书和案件线索不受影响。"]
                : ["已下发的，平台清单随后增加一条恢复该链接的记录。", "撤回后不能再确认；不再查看该链接。"],
            facts: TakedownView.facts(detail, console), fields: [TypedReason.field(hint, typed: typed, error: error)],
            button: isProposed ? "不予下架" : "撤回下架", isDangerous: true,
            back: PageLink(TakedownPages.path(detail.row.id), "返回"))
        return try console.page(
            "confirm", view, title: (isProposed ? "不予下架：" : "撤回下架：") + detail.row.title, context,
            status: error == nil ? .ok : .unprocessableContent)
    }

    @Sendable private func withdraw(_: Request, _ context: APIContext) async throws -> Response {
        let (id, reason) = (try context.number(), TypedReason(context))
        guard let text = reason.text else {
            return try await askReason(context, typed: reason.typed, error: reason.error)
        }
        let before = try await found(context)
        guard before.row.state != .withdrawn else {
            return try await pages.detail(context, problem: Self.decided(before))
        }
        try await store.withdrawTakedown(id, reason: text, by: context.officer(home: console.app.home))
        return console.redirect(
            to: TakedownPages.path(id), context,
            saying: Flash(before.row.state == .proposed ? "已决定不予下架。" : "已撤回下架。"))
    }
}
