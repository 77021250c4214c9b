internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Store
internal import Workers

/// Samples and their reports for officers: the list, one sample with the judgement of each item, and the printed report.
struct SamplePages: Sendable {
    let console: Console

    static let path = "/console/samples"
    private static let links = ListLinks<CaseQuery<SampleList>>(path: path)

    static func path(_ id: Int64) -> String {
        path + "/\(id)"
    }

    static func document(
        _ id: Int64, _ format: DocumentFormat = .html, for audience: ScreeningReport.Audience = .officer
    ) -> String {
        var items = QueryItems()
        if format != .html { items.append("format", format.rawValue) }
        if audience != .officer { items.append("for", audience.rawValue) }
        return path(id) + "/document" + (items.isEmpty ? "" : "?" + items.text)
    }

    private var frame: CaseListFrame<SampleList> {
        CaseListFrame(console: console, links: Self.links, noun: "样品与报告") { Self.tag($0).word }
    }

    func add(to group: RouterGroup<APIContext>) {
        let samples = group.group("samples").add(middleware: RequirePermission(permission: .readReports))
        samples.get("", use: list)
        samples.get("{id}", use: detail)
        samples.get("{id}/document", use: document)
    }

    // MARK: List

    @Sendable private func list(_ request: Request, _ context: APIContext) async throws -> Response {
        let (wanted, redirect) = try request.checkedList(frame.links)
        if let redirect { return redirect }
        let found = try await console.app.store.samples(
            wanted.query, in: context.caseRegion(console), at: wanted.position.place,
            limit: CaseListFrame<SampleList>.size)
        let names = ListNames(console)
        let page = frame.page(
            wanted, found,
            columns: [
                .init("样品"), .init("产品", "opt"), .init("承检机构", "opt"), .init("报告"),
                frame.dayColumn("封样", wanted.query), .init("判定"),
            ], rows: found.page.rows.map { row($0, names) })
        return try console.page("list", page, title: "样品与报告", context)
    }

    private func row(_ row: SampleRow, _ names: ListNames) -> TableView.Row {
        let now = console.app.store.clock.now()
        return TableView.Row(
            [
                .head(row.label, to: Self.path(row.id), small: row.title, isCut: true),
                .text(names.product(row.product), style: "opt"), .text(row.laboratory, style: "opt"),
                .text(
                    row.report.map { $0.number + ($0.version > 1 ? "，第 \($0.version) 版" : "") },
                    small: row.report.map { Shown.short($0.receivedAt, now: now) + " 收到" }, label: "报告"),
                .text(Shown.short(row.labelledAt, now: now), style: "fit", label: "封样"),
                .tags(Self.tags(row), label: "判定"),
            ], style: row.report?.verdict == .fails ? "fail" : nil)
    }

    static func tag(_ state: SampleList.State) -> StateTag {
        switch state {
        case .fails: .fails
        case .cannotJudge: .cannotJudge
        case .meets: .meets
        case .judging: .judging
        case .awaited: .reportAwaited
        }
    }

    static func tags(_ row: SampleRow) -> [StateTag] {
        guard let report = row.report else { return [.reportAwaited] }
        if report.isWithdrawn { return [.reportWithdrawn] }
        guard let verdict = report.verdict else { return [report.lacksEvidence ? .reportLacksEvidence : .judging] }
        return [StateTag(verdict)] + [report.hazard.map { StateTag($0) }].compactMap(\.self)
    }

    // MARK: One sample

    @Sendable private func detail(_: Request, _ context: APIContext) async throws -> Response {
        let region = try context.caseRegion(console)
        let found = try await console.app.store.sample(context.number(), in: region)
        let isJudged = found.row.report?.verdict != nil
        let report = try await isJudged ? report(found.row, region) : nil
        let maker = SampleView(
            row: found.row, report: report, consequences: found.consequences,
            evidence: try await console.app.store.evidence(of: found.row), console: console,
            mayDecide: try context.viewer().account.principal.may(.decideTakedowns))
        let product = ListNames(console).product(found.row.product)
        return try console.page("detail", maker.page, title: product + "　样品 " + found.row.label, context)
    }

    /// The judged report; nil if it changed meanwhile.
    private func report(_ row: SampleRow, _ region: RegionCode) async throws -> ScreeningReport? {
        do {
            return try await MakeReport(console.app).report(row.label, in: region, for: .officer)
        } catch StoreError.conflict {
            return nil
        }
    }

    /// The printed report, with the bytes of the API.
    @Sendable private func document(_ request: Request, _ context: APIContext) async throws -> Response {
        let region = try context.caseRegion(console)
        let row = try await console.app.store.sample(context.number(), in: region).row
        var audience = ScreeningReport.Audience.officer
        if let text = request.items["for"] {
            guard let known = ScreeningReport.Audience(rawValue: text) else {
                throw Problem.badRequest(WebWording.audience, place: "for")
            }
            audience = known
        }
        let maker = MakeReport(console.app)
        let report = try await maker.report(row.label, in: region, version: request.version(), for: audience)
        let format = try request.documentFormat()
        return Answer.document(try await maker.file(report, as: format), format)
    }
}
