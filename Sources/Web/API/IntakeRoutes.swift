internal import Domain
internal import Hummingbird
internal import Store
internal import Workers

/// A laboratory's routes for its uploads: list them, correct, dismiss and replay held rows, review.
struct IntakeRoutes: Sendable {
    let app: AppContext

    func add(to laboratories: RouterGroup<APIContext>) {
        // The handler of a review requires the duty of a reviewer as well.
        let group = laboratories.requiring(.uploadReports)
        group.get("uploads", use: uploads)
        group.get("uploads/{id}", use: upload)
        group.post("uploads/{id}/replay", use: replay)
        group.post("uploads/{id}/review", use: review)
        group.get("held", use: heldRows)
        group.get("held/{id}", use: heldRow)
        group.post("held/{id}/replay", use: replayRow)
        group.post("held/{id}/dismissal", use: dismissRow)
    }

    @Sendable private func uploads(_ request: Request, _ context: APIContext) async throws -> Response {
        let before = try request.number("before", in: 1...Int64.max, or: Int64.max, WebWording.number)
        let rows = try await app.store.uploads(of: context.holder().name, before: before, limit: request.limit())
        return try Answer.list("uploads", rows.map(UploadDocument.init))
    }

    @Sendable private func upload(_: Request, _ context: APIContext) async throws -> Response {
        try await Answer.json(UploadDocument(own(context)))
    }

    @Sendable private func replay(_: Request, _ context: APIContext) async throws -> Response {
        let upload = try await own(context)
        let summary = try await IntakeReplay(app).run(upload: upload.id, by: context.holder().actor)
        return try Answer.json(ReplayDocument(summary))
    }

    private struct ReviewRequest: Decodable {
        let decision: String
        let reason: String?
    }

    @Sendable private func review(_ request: Request, _ context: APIContext) async throws -> Response {
        let body = try await request.object(ReviewRequest.self, keys: ["decision", "reason"])
        let reviewer = try context.holder()
        guard reviewer.duty == .reviewer else { throw Problem.forbidden }
        let upload = try await own(context).id
        switch body.decision {
        case "approve":
            try await app.store.approveUpload(upload, by: reviewer)
        case "reject":
            try await app.store.rejectUpload(
                upload, reason: Request.reason(body.reason ?? ""), by: reviewer)
        default: throw Problem.badRequest(WebWording.decision, place: "decision")
        }
        try await IntakeReplay(app).run(upload: upload, by: reviewer.actor)
        return try await Answer.json(UploadDocument(own(context)))
    }

    @Sendable private func heldRows(_ request: Request, _ context: APIContext) async throws -> Response {
        let upload = try request.number("upload", in: 0...Int64.max, or: 0, WebWording.number)
        let rows = try await app.store.intakeRows(
            .init(
                upload: upload == 0 ? nil : upload, laboratory: context.holder().name, state: .held, faulty: true),
            after: request.after(), limit: request.limit(), most: Self.listedBytes)
        return try Answer.list("rows", rows.map(IntakeRowDocument.init))
    }

    /// The maximum number of bytes of a row in a list. A thousand complete rows could be gigabytes.
    private static let listedBytes = 4096

    @Sendable private func heldRow(_: Request, _ context: APIContext) async throws -> Response {
        let selection = try IntakeRowSelection(
            id: identifier(context), laboratory: context.holder().name, state: .held)
        guard let row = try await app.store.intakeRows(selection, limit: 1).first else { throw Problem.notFound }
        return try Answer.json(IntakeRowDocument(row))
    }

    private struct ReplayRequest: Decodable {
        let row: String?
    }

    @Sendable private func replayRow(_ request: Request, _ context: APIContext) async throws -> Response {
        let body = try await request.object(ReplayRequest.self, keys: ["row"])
        let holder = try context.holder()
        let id = try identifier(context)
        var reports = try await app.store.openReports(IntakeRowSelection(id: id, laboratory: holder.name))
        guard !reports.isEmpty else { throw Problem.notFound }
        if let row = body.row {
            guard !row.isEmpty else { throw Problem.badRequest(WebWording.body, place: "row") }
            reports = [
                try await app.store.correctIntakeRow(id, of: holder.name, to: Array(row.utf8), by: holder.actor)
            ]
        }
        let summary = try await IntakeReplay(app).run(reports, by: holder.actor)
        return try Answer.json(ReplayDocument(summary))
    }

    private struct DismissalRequest: Decodable {
        let reason: String
    }

    @Sendable private func dismissRow(_ request: Request, _ context: APIContext) async throws -> Response {
        let body = try await request.object(DismissalRequest.self, keys: ["reason"])
        let holder = try context.holder()
        let reports = try await app.store.dismissRows(
            [identifier(context)], of: holder.name, reason: Request.reason(body.reason), by: holder.actor)
        guard let report = reports.first else { throw Problem.notFound }
        // Without the row, the report may be complete.
        try await IntakeReplay(app).run(reports, by: holder.actor)
        return try await Answer.json(UploadDocument(app.store.upload(report.upload)))
    }

    /// The upload in the path. An upload of another laboratory is reported as unknown.
    private func own(_ context: APIContext) async throws -> LabUploadRow {
        let upload = try await app.store.upload(identifier(context))
        guard try upload.laboratory == context.holder().name else { throw Problem.notFound }
        return upload
    }

    private func identifier(_ context: APIContext) throws -> Int64 {
        guard let id = Int64(try context.parameters.require("id")) else { throw Problem.notFound }
        return id
    }
}
