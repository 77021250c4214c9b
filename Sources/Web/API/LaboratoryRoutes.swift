internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import Rulebook
internal import Store
internal import Workers

/// What a laboratory may do: see its blind samples, file reports, read its own conclusions.
struct LaboratoryRoutes: Sendable {
    let workshop: Workshop

    func add(to group: RouterGroup<APIContext>) {
        group.get("samples", use: samples)
        group.post("reports", use: file)
        group.get("reports/{number}", use: report)
        group.get("reports/{number}/document", use: document)
    }

    private struct SampleDocument: Encodable {
        struct Item: Encodable {
            let code: String
            let name: String
            let unit: String
            let method: String
        }

        let id: Int64
        let label: String
        let product: String
        let productName: String
        let labelledOn: String
        let reportNumber: String?
        let items: [Item]
        /// What the report must declare of the sample (标称), or items cannot be judged.
        let declares: [Declaration]

        struct Declaration: Encodable {
            let name: String
            let values: [String]
        }
    }

    private struct SampleList: Encodable {
        let samples: [SampleDocument]
    }

    @Sendable private func samples(_ request: Request, _ context: APIContext) async throws -> Response {
        let rows = try await workshop.store.samples(
            of: context.holder().name, after: request.after(), limit: request.limit())
        return try Answer.json(
            SampleList(
                samples: rows.map { row in
                    let criteria = workshop.rulebook.criteria[row.product]
                    return SampleDocument(
                        id: row.id, label: row.label, product: row.product, productName: criteria?.name ?? row.product,
                        labelledOn: row.labelledOn.text, reportNumber: row.reportNumber, items: items(of: criteria),
                        declares: declarations(of: criteria))
                }))
    }

    /// What is to be tested, over all editions: which one applies may depend on a production date not yet known.
    private func items(of criteria: ProductCriteria?) -> [SampleDocument.Item] {
        var seen: Set<String> = []
        return (criteria?.editions ?? []).flatMap(\.items).filter { seen.insert($0.code).inserted }.map {
            .init(code: $0.code, name: $0.name, unit: $0.unit, method: $0.method)
        }
    }

    private func declarations(of criteria: ProductCriteria?) -> [SampleDocument.Declaration] {
        var seen: Set<String> = []
        return (criteria?.editions ?? []).flatMap(\.items).compactMap(\.declares).filter {
            seen.insert($0.name).inserted
        }
        .map { .init(name: $0.name, values: $0.values) }
    }

    fileprivate struct FiledDocument: Encodable {
        let number: String
        let sample: String
        /// `filed`, `unchanged` or `refused`.
        let status: String
        let version: Int?
        let results: Int
        let detail: String?
    }

    private struct FiledList: Encodable {
        let reports: [FiledDocument]
    }

    @Sendable private func file(_ request: Request, _ context: APIContext) async throws -> Response {
        let form: UploadForm
        switch request.headers[.contentType]?.split(separator: ";").first?.lowercased().replacing(" ", with: "") {
        case "application/json": form = .json
        case "text/csv": form = .csv
        default: throw Problem.unsupportedMediaType
        }
        let bytes = try await request.bytes(upTo: UploadForm.maximumBytes)
        let outcomes = try await FileReports(workshop.store).run(
            bytes, form: form, laboratory: context.holder().name)
        // A single report that is refused is answered by its own problem; in a file of several each says how it went.
        if outcomes.count == 1, case .failure(let refusal) = outcomes[0].outcome { throw refusal }
        let documents = outcomes.map(FiledDocument.init)
        let status: HTTPResponse.Status =
            if documents.contains(where: { $0.status == "refused" }) {
                .init(code: 207)
            } else {
                documents.contains { $0.status == "filed" } ? .created : .ok
            }
        return try Answer.json(FiledList(reports: documents), status: status)
    }

    @Sendable private func document(_ request: Request, _ context: APIContext) async throws -> Response {
        let maker = MakeReport(workshop)
        let report = try await maker.report(
            context.text("number"), of: context.holder().name, version: request.version(), for: .laboratory)
        let format = try request.documentFormat()
        return Answer.document(try await maker.file(report, as: format), format)
    }

    private struct ReportDocument: Encodable {
        struct Item: Encodable {
            let item: String
            let specimen: Int
            let verdict: String
            let reason: String
            let sentence: String
        }

        let number: String
        let version: Int
        let sample: String
        let product: String
        let receivedAt: String
        let verdict: String?
        let hazard: String?
        let conclusion: String?
        let edition: String?
        let ruleHash: String?
        /// Items that the criteria do not know; a mistyped code stands here.
        let unknownItems: [String]
        let items: [Item]
    }

    @Sendable private func report(_: Request, _ context: APIContext) async throws -> Response {
        let number = try context.text("number")
        let rows = try await workshop.store.reports(of: context.holder().name, number: number, limit: .max)
        guard let row = rows.max(by: { $0.version < $1.version }) else { throw Problem.notFound }
        let items = try await workshop.store.itemJudgements(report: row.id)
        return try Answer.json(
            ReportDocument(
                number: row.number, version: row.version, sample: row.label, product: row.product,
                receivedAt: row.receivedAt.utc, verdict: row.verdict?.rawValue, hazard: row.hazard?.rawValue,
                conclusion: row.sentence, edition: row.edition, ruleHash: row.ruleHash, unknownItems: row.unknownItems,
                items: items.map {
                    .init(
                        item: $0.item, specimen: $0.specimen, verdict: $0.verdict.rawValue, reason: $0.reason,
                        sentence: $0.sentence)
                }))
    }
}

extension LaboratoryRoutes.FiledDocument {
    fileprivate init(_ outcome: FileReports.Outcome) {
        switch outcome.outcome {
        case .success(let filed):
            self.init(
                number: outcome.number, sample: outcome.label, status: filed.isNew ? "filed" : "unchanged",
                version: filed.version, results: outcome.results, detail: nil)
        case .failure(let refusal):
            self.init(
                number: outcome.number, sample: outcome.label, status: "refused", version: nil,
                results: outcome.results, detail: refusal.sentence)
        }
    }
}

extension Problem {
    static let unsupportedMediaType = Problem(
        code: "unsupported-media-type", status: .unsupportedMediaType, title: WebWording.badRequestTitle,
        detail: WebWording.mediaType)
}
