internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Store
internal import Workers

/// The rows of the list that an act applies to.
enum FlagActScope: String {
    case chosen, page, all
}

/// Decisions on many flagged listings: the form of the list, the page that asks, and the page of the result.
struct FlagActPages: Sendable {
    let console: Console

    private static var links: ListLinks<FlagQuery> { FlagPages.links }
    /// Rows that are decided before the answer; more are decided in the background.
    private static let most = 200

    func add(to flags: RouterGroup<APIContext>) {
        flags.post("act", use: act)
        let review = flags.group("bulk").add(middleware: RequirePermission(permission: .reviewFlags))
        review.post("", use: confirmed)
        flags.get("bulk/{id}", use: result)
    }

    /// The form of the list: an act on rows of the page, or on all that match.
    @Sendable private func act(_: Request, _ context: APIContext) async throws -> Response {
        let form = FlagActForm(context.form)
        if let format = form.export {
            guard form.scope == .all || !form.rows.isEmpty else { return nothingChosen(form, context) }
            let rows: ExportFlags.Selection =
                form.scope == .all ? .all(form.query) : .rows(form.rows.map(\.subject))
            return Answer.file(try await ExportFlags(console.app).file(rows, format))
        }
        guard let decision = form.decision else { throw Problem.notFound }
        guard try context.viewer().account.principal.may(.reviewFlags) else { throw Problem.forbidden }
        guard form.scope == .all || !form.rows.isEmpty else { return nothingChosen(form, context) }
        if form.scope != .all, decision != .ignore { return try await perform(form, decision, context) }
        return try await ask(form, decision, context)
    }

    private func nothingChosen(_ form: FlagActForm, _ context: APIContext) -> Response {
        console.redirect(
            to: Self.links.list(form.query), context, saying: Flash("没有选中任何一行。请先勾选，再办理。", .warn))
    }

    /// The page that asks before an act, with the number of rows. The conditions and the moment are frozen in it.
    private func ask(
        _ form: FlagActForm, _ decision: FlagDecision, _ context: APIContext, error: String? = nil
    ) async throws -> Response {
        let now = console.app.store.clock.now()
        let moment = form.moment.map { min($0, now) } ?? now
        var count = ListCount.exact(form.rows.count)
        if form.scope == .all {
            count = try await console.app.store.countFlaggedListings(form.query, bound: nil, until: moment)
        }
        let page = FlagConfirm(form: form, decision: decision, count: count.number, moment: moment, error: error)
        return try console.page(
            "confirm", page.view(ListNames(console)), title: page.title, context,
            status: error == nil ? .ok : .unprocessableContent)
    }

    /// The form of the page that asks.
    @Sendable private func confirmed(_: Request, _ context: APIContext) async throws -> Response {
        let form = FlagActForm(context.form)
        guard let decision = form.decision, form.scope == .all || !form.rows.isEmpty else { throw Problem.notFound }
        return try await perform(form, decision, context)
    }

    private func perform(
        _ form: FlagActForm, _ decision: FlagDecision, _ context: APIContext
    ) async throws -> Response {
        let (store, now) = (console.app.store, console.app.store.clock.now())
        let checked: FlagReviewRequest
        do {
            checked = try FlagReviewRequest(decision, reason: form.reason)
        } catch let fault as FlagReviewFault {
            return try await ask(form, decision, context, error: FlagReviewWording.sentence(fault))
        }
        let request = BulkRequest(
            page: FlagQuery.page, action: decision.rawValue, reason: checked.reason,
            selection: form.scope == .all ? .all(form.query.items) : .rows(form.rows),
            moment: form.moment.map { min($0, now) } ?? now,
            expected: form.scope == .all ? form.expected : form.rows.count, key: form.key)
        let id = try await store.requestBulk(request, by: context.viewer().account.principal.actor).id
        guard form.scope != .all, form.rows.count <= Self.most else {
            return console.redirect(to: Self.links.page("bulk/\(id)"), context)
        }
        let worker = WorkerService.worker(.bulk, console.app)
        _ = try await worker.runOnce(store, only: .bulk(id))
        let done = try await store.bulkAction(id)
        guard done.finishedAt != nil, done.failed == 0 else {
            return console.redirect(to: Self.links.page("bulk/\(id)"), context)
        }
        let flash = Flash(FlagActWording.done(decision, done.changed + done.unchanged))
        return console.redirect(to: Self.links.list(form.query), context, saying: flash)
    }

    @Sendable private func result(_: Request, _ context: APIContext) async throws -> Response {
        guard let id = Int64(try context.parameters.require("id")) else { throw Problem.notFound }
        let store = console.app.store
        let bulk = try await store.bulkAction(id)
        guard bulk.page == FlagQuery.page, let decision = FlagDecision(rawValue: bulk.action) else {
            throw Problem.notFound
        }
        let faults = try await store.bulkFaults(id, limit: 200)
        let listings = try await store.flaggedListings(faults.map(\.subject))
        let titles = Dictionary(listings.map { ($0.listing, $0) }) { first, _ in first }
        let page = FlagBulkPage(
            bulk, decision, faults.map { ($0.subject, $0.fault, titles[$0.subject]) }, ListNames(console))
        return try console.page("flag-bulk", page, title: FlagActWording.title(bulk, decision), context)
    }
}

/// The form of the list or of the page that asks.
struct FlagActForm: Sendable {
    let query: FlagQuery
    let scope: FlagActScope
    let rows: [BulkSelection.ChosenRow]
    let decision: FlagDecision?
    let export: ExportFormat?
    let reason: String
    let moment: Timestamp?
    let expected: Int
    let key: String

    init(_ form: FormFields) {
        var faults: [ListFault] = []
        query = FlagQuery(QueryItems(text: form["list"] ?? ""), faults: &faults)
        scope = FlagActScope(rawValue: form["scope"] ?? "") ?? .chosen
        let texts = scope == .page ? form.all("shown") : form.all("row")
        rows = texts.prefix(1_000).compactMap { BulkSelection.ChosenRow(text: $0) }
        let act = form["do"] ?? ""
        decision = FlagDecision(rawValue: act)
        export = ExportFormat.allCases.first { act == "export-" + $0.rawValue }
        reason = form["reason"] ?? ""
        moment = form["moment"].flatMap { Int64($0) }.map { Timestamp(milliseconds: $0) }
        expected = max(0, form["expected"].flatMap { Int($0) } ?? 0)
        key = Digest.sha256(fields: ["bulk", form["form"] ?? "", form["key"] ?? "", act, scope.rawValue] + texts)
    }
}
