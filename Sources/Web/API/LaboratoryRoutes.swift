internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import Rulebook
internal import Store
internal import Workers

/// A laboratory's routes for samples and reports: list its blind samples, record receipts, upload reports, read its own
/// conclusions, withdraw.
struct LaboratoryRoutes: Sendable {
    let app: AppContext
    var places = UploadPlaces()

    func add(to group: RouterGroup<APIContext>) {
        let samples = group.requiring(.receiveSamples)
        samples.get("samples", use: self.samples)
        samples.post("samples/{label}/receipt", use: receive)
        // Under the four-eyes rule, only a reviewer withdraws. The store decides that: a token without a person has no duty.
        let files = group.requiring(.uploadReports)
        files.post("reports", use: file)
        files.post("reports/{number}/withdrawal", use: withdraw)
        let reports = group.requiring(.readOwnReports)
        reports.get("reports/{number}", use: report)
        reports.get("reports/{number}/document", use: document)
    }

    @Sendable private func samples(_ request: Request, _ context: APIContext) async throws -> Response {
        let after = request.uri.queryParameters["after"].map(String.init)
        if let after, after.utf8.count > 100 || after.holdsControlCharacters() {
            throw Problem.badRequest(WebWording.label, place: "after")
        }
        let rows = try await app.store.samples(of: context.holder().name, after: after, limit: request.limit())
        return try Answer.list(
            "samples", rows.map { BlindSampleDocument($0, criteria: app.rulebook.criteria[$0.product]) })
    }

    private struct ReceiptRequest: Decodable {
        let receivedOn: String
    }

    private struct ReceiptAnswer: Encodable {
        let sample: String
        let receivedOn: String
        /// `recorded` or `unchanged`.
        let status: String
    }

    @Sendable private func receive(_ request: Request, _ context: APIContext) async throws -> Response {
        let body = try await request.object(ReceiptRequest.self, keys: ["receivedOn"])
        guard let day = CalendarDay(text: body.receivedOn) else {
            throw Problem.badRequest(WebWording.day, place: "receivedOn")
        }
        guard day <= app.store.clock.now().day() else {
            throw Problem.badRequest(WebWording.futureDay, place: "receivedOn")
        }
        let holder = try context.holder()
        let label = try context.text("label")
        let isNew = try await app.store.recordSampleReceipt(
            label: label, of: holder.name, on: day, by: holder.actor)
        return try Answer.json(
            ReceiptAnswer(sample: label, receivedOn: day.text, status: isNew ? "recorded" : "unchanged"),
            status: isNew ? .created : .ok)
    }

    @Sendable private func file(_ request: Request, _ context: APIContext) async throws -> Response {
        let form = try form(of: request)
        let holder = try context.holder()
        let name = try fileName(request)
        let intake = try await places.run(for: holder.name) {
            try await Intake(app).run(
                .init(
                    bytes: try await request.bytes(upTo: form.maximumBytes), form: form, laboratory: holder.name,
                    name: name, uploader: holder.actor))
        }
        // If the file has one report and the report is held for a fault of the whole report, the answer is that
        // problem.
        if intake.reports.count == 1, let refusal = Problem(refusalOf: intake.reports[0], upload: intake.upload) {
            throw refusal
        }
        let status: HTTPResponse.Status =
            if intake.upload.held > 0 {
                .init(code: 207)
            } else {
                intake.isNew ? .created : .ok
            }
        return try Answer.json(IntakeDocument(intake), status: status)
    }

    @Sendable private func document(_ request: Request, _ context: APIContext) async throws -> Response {
        let maker = MakeReport(app)
        let report = try await maker.report(
            context.text("number"), of: context.holder().name, version: request.version(), for: .laboratory)
        let format = try request.documentFormat()
        return Answer.document(try await maker.file(report, as: format), format)
    }

    private func form(of request: Request) throws -> UploadForm {
        switch request.headers[.contentType]?.split(separator: ";").first?.lowercased().replacing(" ", with: "") {
        case "application/json": .json
        case "text/csv": .csv
        case "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": .xlsx
        default: throw Problem.unsupportedMediaType
        }
    }

    /// The file name, for people only.
    private func fileName(_ request: Request) throws -> String {
        guard let name = request.uri.queryParameters["name"] else { return "" }
        guard name.utf8.count <= 200, !String(name).holdsControlCharacters() else {
            throw Problem.badRequest(WebWording.uploadName, place: "name")
        }
        return String(name)
    }

    @Sendable private func report(_: Request, _ context: APIContext) async throws -> Response {
        let number = try context.text("number")
        let rows = try await app.store.reports(of: context.holder().name, number: number, limit: .max)
        guard let row = rows.max(by: { $0.version < $1.version }) else { throw Problem.notFound }
        let items = try await app.store.itemJudgements(report: row.id)
        return try Answer.json(ReportDocument(row, items))
    }

    private struct WithdrawalRequest: Decodable {
        let reason: String
    }

    private struct WithdrawalAnswer: Encodable {
        let number: String
        /// `withdrawn` or `unchanged`.
        let status: String
    }

    @Sendable private func withdraw(_ request: Request, _ context: APIContext) async throws -> Response {
        let body = try await request.object(WithdrawalRequest.self, keys: ["reason"])
        let reason = try Request.reason(body.reason)
        let holder = try context.holder()
        let number = try context.text("number")
        let isNew = try await app.store.withdrawReport(
            number: number, of: holder.name, reason: reason, by: holder.actor, duty: holder.duty)
        return try Answer.json(WithdrawalAnswer(number: number, status: isNew ? "withdrawn" : "unchanged"))
    }
}

extension Request {
    /// A reason given by a person, 1 to 500 characters.
    static func reason(_ text: String) throws -> String {
        guard (1...500).contains(text.unicodeScalars.count), text.contains(where: { !$0.isWhitespace }) else {
            throw Problem.badRequest(WebWording.reason, place: "reason")
        }
        return text
    }
}

extension Problem {
    static let unsupportedMediaType = Problem(
        code: "unsupported-media-type", status: .unsupportedMediaType, title: WebWording.badRequestTitle,
        detail: WebWording.mediaType)

    /// The problem of a report that is held for a fault of the whole report.
    init?(refusalOf report: IntakeSummary.Report, upload: LabUploadRow) {
        guard report.status == .held, let fault = report.fault else { return nil }
        let code: String
        var status = HTTPResponse.Status.conflict
        switch fault.code {
        case .unknownSample:
            code = "unknown-sample"
            status = .notFound
        case .correctionWithoutReason: code = "correction-without-reason"
        case .numberOfAnotherSample: code = "number-of-another-sample"
        case .nothingToCorrect: code = "nothing-to-correct"
        case .sampleAlreadyReported: code = "sample-already-reported"
        default: return nil
        }
        self.init(
            code: code, status: status, title: WebWording.refusedTitle,
            detail: fault.sentence + WebWording.kept(upload: upload.id, rows: upload.held))
    }
}
