internal import Domain
internal import Hummingbird
internal import Store
internal import Workers

/// Officers' routes: review flags, decide on takedowns, read notices and referrals of their own region.
struct OfficerRoutes: Sendable {
    let app: AppContext

    private var store: Store { app.store }
    /// The installation's own region.
    private var home: RegionCode { app.home }

    func add(to group: RouterGroup<APIContext>) {
        group.requiring(.readListings).get("flags", use: flags)
        group.requiring(.reviewFlags).post("flags/{id}/review", use: review)
        let cases = group.requiring(.readCases)
        cases.get("takedowns", use: takedowns)
        cases.get("notices", use: notices)
        cases.get("notices/{number}/document", use: document)
        cases.get("referrals", use: referrals)
        let decisions = group.requiring(.decideTakedowns)
        decisions.post("takedowns/{id}/confirmation", use: confirm)
        decisions.post("takedowns/{id}/withdrawal", use: withdraw)
        group.requiring(.readReports).get("reports/{reference}/document", use: report)
        group.requiring(.readLaboratories).get("laboratories/quality", use: quality)
    }

    @Sendable private func flags(_ request: Request, _: APIContext) async throws -> Response {
        let before = try request.number("before", in: 0...Int64.max, or: Int64.max, WebWording.number)
        let rows = try await store.flags(before: before, limit: request.limit())
        return try Answer.list("flags", rows.map(FlagDocument.init))
    }

    private struct ReviewRequest: Decodable {
        let decision: String
        let reason: String?
        let seen: Int64?
    }

    @Sendable private func review(_ request: Request, _ context: APIContext) async throws -> Response {
        let body = try await request.object(ReviewRequest.self, keys: ["decision", "reason", "seen"])
        guard let decision = FlagDecision(rawValue: body.decision) else {
            throw Problem.badRequest(WebWording.flagDecision, place: "decision")
        }
        if let seen = body.seen, seen < 0 { throw Problem.badRequest(WebWording.number, place: "seen") }
        let wanted = try FlagReviewRequest(
            decision, reason: body.reason, seen: body.seen.map { .review($0) } ?? .unstated)
        let recorded = try await store.reviewFlag(identifier(context), wanted, by: context.holder().actor)
        return try Answer.json(FlagReviewDocument(recorded))
    }

    @Sendable private func takedowns(_ request: Request, _ context: APIContext) async throws -> Response {
        var state: TakedownState?
        if let text = request.uri.queryParameters["state"] {
            guard let known = TakedownState(rawValue: String(text)) else {
                throw Problem.badRequest(WebWording.state, place: "state")
            }
            state = known
        }
        let rows = try await store.takedowns(
            in: region(context), state: state, after: request.after(), limit: request.limit())
        return try Answer.list("takedowns", rows.map(TakedownDocument.init))
    }

    private struct ConfirmationRequest: Decodable {
        let legalBasis: String
    }

    @Sendable private func confirm(_ request: Request, _ context: APIContext) async throws -> Response {
        let body = try await request.object(ConfirmationRequest.self, keys: ["legalBasis"])
        let id = try identifier(context)
        let state = try await store.confirmTakedown(
            id, basis: LegalBasis(body.legalBasis), by: context.officer(home: home))
        return try Answer.json(StateDocument(takedown: id, state: state.rawValue))
    }

    private struct WithdrawalRequest: Decodable {
        let reason: String
    }

    @Sendable private func withdraw(_ request: Request, _ context: APIContext) async throws -> Response {
        let body = try await request.object(WithdrawalRequest.self, keys: ["reason"])
        let reason = try Request.reason(body.reason)
        let id = try identifier(context)
        try await store.withdrawTakedown(id, reason: reason, by: context.officer(home: home))
        return try Answer.json(StateDocument(takedown: id, state: TakedownState.withdrawn.rawValue))
    }

    @Sendable private func notices(_ request: Request, _ context: APIContext) async throws -> Response {
        let rows = try await store.notices(
            in: region(context), after: request.after(), limit: request.limit())
        return try Answer.list("notices", rows.map(NoticeDocument.init))
    }

    @Sendable private func document(_ request: Request, _ context: APIContext) async throws -> Response {
        let number = try context.text("number")
        guard let notice = try await store.notices(in: region(context), number: number, limit: 1).first else {
            throw Problem.notFound
        }
        let format = try request.documentFormat()
        return Answer.document(try await MakeNotice(app).file(notice, as: format), format)
    }

    @Sendable private func report(_ request: Request, _ context: APIContext) async throws -> Response {
        var audience = ScreeningReport.Audience.officer
        if let text = request.uri.queryParameters["for"] {
            guard let known = ScreeningReport.Audience(rawValue: String(text)) else {
                throw Problem.badRequest(WebWording.audience, place: "for")
            }
            audience = known
        }
        let laboratory = request.uri.queryParameters["laboratory"].map(String.init)
        guard laboratory?.holdsControlCharacters() != true else { throw Problem.notFound }
        let maker = MakeReport(app)
        let report = try await maker.report(
            context.text("reference"), of: laboratory, in: region(context), version: request.version(), for: audience)
        let format = try request.documentFormat()
        return Answer.document(try await maker.file(report, as: format), format)
    }

    @Sendable private func referrals(_ request: Request, _ context: APIContext) async throws -> Response {
        let rows = try await store.referrals(
            in: region(context), after: request.after(), limit: request.limit())
        return try Answer.list("referrals", rows.map(ReferralDocument.init))
    }

    /// Every officer sees the same table, because laboratories work for all regions. It contains no case.
    @Sendable private func quality(_: Request, _: APIContext) async throws -> Response {
        try await Answer.list("laboratories", store.laboratoryQuality().map(QualityDocument.init))
    }

    private func region(_ context: APIContext) throws -> RegionCode {
        guard let region = try context.officer(home: home).region else { throw Problem.forbidden }
        return region
    }

    private func identifier(_ context: APIContext) throws -> Int64 {
        guard let id = Int64(try context.parameters.require("id")) else { throw Problem.notFound }
        return id
    }
}
