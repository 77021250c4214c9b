internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Store
internal import Workers

/// One listing: its reasons, its figures over time, its neighbours, and the decision on its flags.
struct ListingPages: Sendable {
    let console: Console

    static let path = "/console/listings"

    /// - Parameter items: the list from which the page is opened, so that its rows can be walked through.
    static func path(_ listing: Int64, _ items: QueryItems = QueryItems()) -> String {
        path + "/\(listing)" + (items.isEmpty ? "" : "?" + items.text)
    }

    func add(to group: RouterGroup<APIContext>) {
        let listings = group.group("listings").add(middleware: RequirePermission(permission: .readListings))
        listings.get("{id}", use: detail)
        let review = listings.group().add(middleware: RequirePermission(permission: .reviewFlags))
        review.get("{id}/ignore") { request, context in
            try await ignorePage(context, items: request.items, reason: "", error: nil)
        }
        review.post("{id}/review", use: decide)
    }

    @Sendable private func detail(_ request: Request, _ context: APIContext) async throws -> Response {
        try await page(context, items: request.items)
    }

    /// - Parameter problem: why a decision was not recorded.
    private func page(
        _ context: APIContext, items: QueryItems, problem: String? = nil
    ) async throws -> Response {
        let id = try identifier(context)
        guard let region = try context.officer(home: console.app.home).region else { throw Problem.forbidden }
        let store = console.app.store
        let found = try await store.listingDetail(id, in: region)
        let query = Self.query(items)
        let neighbours = try await store.neighbours(of: id, in: query)
        let maker = ListingViewMaker(
            detail: found, query: query, names: ListNames(console), now: store.clock.now(),
            mayReview: try context.viewer().account.principal.may(.reviewFlags))
        var view = maker.view(showsAll: items["history"] == "all")
        view.problem = problem
        view.previous = neighbours.previous.map { Self.path($0, query.items) }
        view.next = neighbours.next.map { Self.path($0, query.items) }
        return try console.page(
            "listing", view, title: maker.seen.title, context, status: problem == nil ? .ok : .conflict)
    }

    // MARK: Decisions

    /// The page that asks for the reason.
    private func ignorePage(
        _ context: APIContext, items: QueryItems, reason: String, error: String?
    ) async throws -> Response {
        let id = try identifier(context)
        guard let row = try await console.app.store.flaggedListings([id]).first else { throw Problem.notFound }
        let query = Self.query(items)
        let base = FlagConfirm(
            form: FlagActForm(FormFields.none), decision: .ignore, count: 1, moment: row.flaggedAt, error: nil)
        var field = FormField("reason", "理由")
        field.isLong = true
        field.longest = FlagReviewRequest.longestReason
        field.hint = "写明为什么不必采样，便于日后查考"
        let view = ConfirmPage(
            action: Self.path(id) + "/review", consequences: base.consequences,
            facts: [Fact("商品", row.seen.title), Fact("标记理由", row.kinds.map(\.reason).joined(separator: "；"))],
            fields: [field.filled(reason, error: error)], hidden: ListingViewMaker.hidden(row, query, .ignore),
            button: FlagReviewWording.name(FlagDecision.ignore), isDangerous: true,
            back: PageLink(Self.path(id, query.items), "返回"))
        return try console.page(
            "confirm", view, title: "忽略这个商品的标记？", context, status: error == nil ? .ok : .unprocessableContent)
    }

    @Sendable private func decide(_: Request, _ context: APIContext) async throws -> Response {
        let (id, form) = (try identifier(context), context.form)
        let items = QueryItems(text: form["list"] ?? "")
        guard let decision = FlagDecision(rawValue: form["do"] ?? ""), let seen = Int64(form["seen"] ?? ""),
            let snapshot = Int64(form["snapshot"] ?? "")
        else { throw Problem.notFound }
        let reason = form["reason"] ?? ""
        do {
            let request = try FlagReviewRequest(decision, reason: reason, seen: .review(seen), snapshot: snapshot)
            let recorded = try await console.app.store.reviewFlags(
                of: id, request, by: context.viewer().account.principal.actor)
            return console.redirect(
                to: Self.path(id, Self.query(items).items), context, saying: Self.flash(recorded))
        } catch let fault as FlagReviewFault {
            return try await ignorePage(
                context, items: items, reason: reason, error: FlagReviewWording.sentence(fault))
        } catch StoreError.conflict(let conflict) {
            // Someone was faster. The page stays, with what was typed.
            guard decision == .ignore else {
                return try await page(context, items: items, problem: conflict.sentence)
            }
            return try await ignorePage(context, items: items, reason: reason, error: conflict.sentence)
        }
    }

    private static func flash(_ recorded: RecordedReview) -> Flash {
        let text = FlagActWording.one(recorded.review.decision)
        return recorded.frozenIn.isEmpty
            ? Flash(text) : Flash(text + FlagReviewWording.frozen(in: recorded.frozenIn) + "。", .warn)
    }

    private static func query(_ items: QueryItems) -> FlagQuery {
        var faults: [ListFault] = []
        return FlagQuery(items, faults: &faults)
    }

    private func identifier(_ context: APIContext) throws -> Int64 {
        guard let id = Int64(try context.parameters.require("id")) else { throw Problem.notFound }
        return id
    }
}

extension FlagActWording {
    /// What was done to one listing.
    static func one(_ decision: FlagDecision) -> String {
        switch decision {
        case .buy: "已列入采样。"
        case .watch: "已设为持续关注。"
        case .ignore: "已忽略。"
        case .undo: "已撤销决定，恢复为待研判。"
        }
    }
}
