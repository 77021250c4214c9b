internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Rulebook
internal import Store
internal import Workers

/// A laboratory's own reports: conclusion, items, printed document, withdrawal.
struct LaboratoryReportPages: WorkPages {
    let console: Console

    static let path = "/console/laboratory/reports"
    private static let limit = 50
    /// Versions of one report on its page.
    private static let mostVersions = 100

    static func link(_ number: String) -> String {
        path + "/" + LocalPath.part(number)
    }

    func add(to group: RouterGroup<APIContext>) {
        let pages = group.group("laboratory/reports").add(middleware: RequirePermission(permission: .readOwnReports))
        pages.get("", use: list)
        pages.get("{number}", use: report)
        pages.get("{number}/document", use: document)
        let withdrawals = group.group("laboratory/withdrawals")
            .add(middleware: RequirePermission(permission: .reviewReports))
        withdrawals.get("{number}") { _, context in try await ask(context) }
        withdrawals.post("{number}", use: withdraw)
    }

    private func product(_ code: String) -> String {
        console.app.rulebook.criteria[code]?.name ?? code
    }

    @Sendable private func list(_ request: Request, _ context: APIContext) async throws -> Response {
        let before = try request.number("before", in: 1...Int64.max, or: Int64.max, WebWording.number)
        let rows = try await console.app.store.reports(
            of: context.viewer().account.principal.name, before: before, limit: Self.limit)
        let now = console.app.store.clock.now()
        let table = TableView(
            caption: "本机构的检验报告，新的在前",
            columns: [.init("报告编号"), .init("样品标签"), .init("产品", "opt"), .init("接收"), .init("版本", "n"), .init("结论")],
            rows: rows.map { row in
                TableView.Row([
                    .head(row.number, to: Self.link(row.number)), .text(row.label, label: "样品标签"),
                    .text(product(row.product), style: "opt"),
                    .text(Shown.short(row.receivedAt, now: now), style: "fit", label: "接收"),
                    .number(Int64(row.version), label: "版本"), .tags(Self.tags(row)),
                ])
            }, isStacked: true)
        var page = ListPage(
            table: table,
            empty: EmptyState(heading: "还没有检验报告", ways: [PageLink(LaboratoryUploadPages.path + "/new", "上传文件")]))
        page.pager = Pager(
            Self.path, shown: rows.count, limit: Self.limit, next: rows.last.map { Self.path + "?before=\($0.id)" },
            isFirst: before == .max)
        return try console.page("list", page, title: "检验报告", context)
    }

    private static func tags(_ row: ReportRow) -> [StateTag] {
        if row.withdrawnReason != nil { return [.reportWithdrawn] }
        if row.isSuperseded { return [.reportCorrected] }
        var tags: [StateTag] = row.verdict.map { [StateTag($0)] } ?? [.reportFiled]
        if let hazard = row.hazard { tags.append(StateTag(hazard)) }
        if !row.missingEvidence.isEmpty { tags.append(.reportLacksEvidence) }
        return tags
    }

    /// The versions of a report of this laboratory, the latest last.
    private func versions(_ context: APIContext) async throws -> [ReportRow] {
        let rows = try await console.app.store.reports(
            of: context.viewer().account.principal.name, number: context.text("number"), limit: Self.mostVersions)
        guard !rows.isEmpty else { throw Problem.notFound }
        return rows.sorted { $0.version < $1.version }
    }

    @Sendable private func report(_: Request, _ context: APIContext) async throws -> Response {
        let versions = try await versions(context)
        let row = versions[versions.count - 1]
        let items = try await console.app.store.itemJudgements(report: row.id)
        let link = Self.link(row.number)
        var page = RecordPage(
            crumb: PageLink(Self.path, "检验报告"), sub: "样品 \(row.label) · \(product(row.product))", tags: Self.tags(row))
        page.actions = [
            PageLink(link + "/document?format=html", "打开检验报告"),
            PageLink(link + "/document?format=pdf", "下载 PDF", isPrimary: true),
        ]
        page.facts = [
            Fact("接收", Shown.full(row.receivedAt)), Fact("版本", "第 \(row.version) 版"),
            Fact("结论", row.sentence ?? "尚未判定"),
        ]
        if let edition = row.edition { page.facts.append(Fact("判定依据", edition)) }
        if let reason = row.withdrawnReason { page.facts.append(Fact("撤回原因", reason)) }
        if !row.missingEvidence.isEmpty { page.next = .init(what: EvidenceWording.held(row.missingEvidence)) }
        page.sections = [items.isEmpty ? nil : judgements(items, row), versions.count > 1 ? history(versions) : nil]
            .compactMap(\.self)
        if row.withdrawnReason == nil, try context.viewer().account.principal.may(.reviewReports) {
            page.actions.insert(
                PageLink("/console/laboratory/withdrawals/" + LocalPath.part(row.number), "撤回…"), at: 0)
        }
        return try console.page("record", page, title: "检验报告 " + row.number, context)
    }

    private func judgements(_ items: [ItemJudgementRow], _ row: ReportRow) -> RecordPage.Section {
        let names = Dictionary(
            (console.app.rulebook.criteria[row.product]?.editions ?? []).flatMap(\.items).map { ($0.code, $0.name) }
        ) { first, _ in first }
        let rows = items.map { item in
            TableView.Row(
                [
                    .head(
                        names[item.item] ?? item.item,
                        small: item.specimen > 1 ? "\(item.item)，第 \(item.specimen) 件" : item.item),
                    .tags([Self.tag(item)]),
                    // The sentence stands beside the name that it begins with.
                    .text(item.sentence.withoutPrefix((names[item.item] ?? item.item) + "：")),
                ], style: item.verdict == .fails ? "fail" : nil)
        }
        var notes: [String] = []
        if !row.unknownItems.isEmpty { notes.append("细则中没有、不作判定的项目：" + row.unknownItems.joined(separator: "、")) }
        return RecordPage.Section(
            heading: "逐项判定", notes: notes,
            table: TableView(
                caption: "逐项判定", columns: [.init("项目"), .init("判定"), .init("说明")], rows: rows, isStacked: true))
    }

    private static func tag(_ item: ItemJudgementRow) -> StateTag {
        JudgementReason(rawValue: item.reason)?.decidesNothing == true ? .notJudged : StateTag(item.verdict)
    }

    private func history(_ versions: [ReportRow]) -> RecordPage.Section {
        let rows = versions.reversed().map { row in
            TableView.Row([
                .head(
                    "第 \(row.version) 版", to: Self.link(row.number) + "/document?format=html&version=\(row.version)"),
                .text(Shown.full(row.receivedAt), label: "接收"), .tags(Self.tags(row)),
            ])
        }
        return RecordPage.Section(
            heading: "各版",
            table: TableView(caption: "各版", columns: [.init("版本"), .init("接收"), .init("状态")], rows: rows))
    }

    @Sendable private func document(_ request: Request, _ context: APIContext) async throws -> Response {
        let maker = MakeReport(console.app)
        let report = try await maker.report(
            context.text("number"), of: context.viewer().account.principal.name, version: request.version(),
            for: .laboratory)
        let format = try request.documentFormat()
        return Answer.document(try await maker.file(report, as: format), format)
    }

    // MARK: Withdrawal

    private func ask(_ context: APIContext, error: String? = nil) async throws -> Response {
        let rows = try await versions(context)
        let row = rows[rows.count - 1]
        guard row.withdrawnReason == nil else { throw Problem.notFound }
        var reason = FormField("reason", "撤回原因")
        reason.hint = "例如：样品混淆"
        reason.longest = 500
        reason.isLong = true
        let page = ConfirmPage(
            action: "/console/laboratory/withdrawals/" + LocalPath.part(row.number),
            consequences: ["该编号的全部版本不再有效，由其产生的处置随之撤回。", "之后可以用同一编号重新出具，须写明更正原因。"],
            facts: [Fact("报告编号", row.number), Fact("样品标签", row.label), Fact("版本", "第 \(row.version) 版")],
            fields: [reason.filled(context.form["reason"] ?? "", error: error)], button: "撤回报告", isDangerous: true,
            back: PageLink(Self.link(row.number), "返回"))
        return try console.page(
            "confirm", page, title: "撤回检验报告？", context, status: error == nil ? .ok : .unprocessableContent)
    }

    @Sendable private func withdraw(_: Request, _ context: APIContext) async throws -> Response {
        let number = try context.text("number")
        let holder = try context.viewer().account.principal
        guard let reason = HeldReportPages.reason(context.form) else {
            return try await ask(context, error: HeldReportPages.noReason)
        }
        do {
            _ = try await console.app.store.withdrawReport(
                number: number, of: holder.name, reason: reason, by: holder.actor, duty: holder.duty)
        } catch StoreError.conflict(let conflict) {
            return try await ask(context, error: conflict.sentence)
        }
        return console.redirect(to: Self.link(number), context, saying: Flash("报告 \(number) 已撤回。"))
    }
}

extension String {
    fileprivate func withoutPrefix(_ prefix: String) -> String {
        hasPrefix(prefix) ? String(dropFirst(prefix.count)) : self
    }
}
