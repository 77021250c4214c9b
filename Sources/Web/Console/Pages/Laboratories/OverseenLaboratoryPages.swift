internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Store
internal import Workers

/// Laboratories for officers: the quality of their work, one laboratory, and the pages that change it.
///
/// Laboratories work for all regions, so everybody who may read sees the same. Only people of the installation's own
/// region change anything or see blind duplicates, as in the API.
struct OverseenLaboratoryPages: WorkPages {
    let console: Console

    static let path = "/console/laboratories"

    static func path(_ laboratory: String, _ page: String? = nil) -> String {
        path + "/" + LocalPath.part(laboratory) + (page.map { "/" + $0 } ?? "")
    }

    private var store: Store { console.app.store }

    func add(to group: RouterGroup<APIContext>) {
        let pages = group.group("laboratories").add(middleware: RequirePermission(permission: .readLaboratories))
        pages.get("") { _, context in try await list(context) }
        pages.get("{laboratory}") { _, context in try await detail(context) }
        let acts = pages.group().add(middleware: RequirePermission(permission: .manageLaboratories))
        acts.get("-new") { _, context in try name(context, typed: "", error: nil) }
        acts.post("-new", use: open)
        DuplicatePages(console: console).add(reading: pages, acting: acts)
        ScopePages(pages: self).add(to: acts)
        WaiverPages(pages: self).add(to: acts)
        LaboratorySettingsPages(pages: self).add(to: acts)
    }

    /// The name in the address, as in the accounts and tokens of the laboratory.
    func laboratory(_ context: APIContext) throws -> String {
        let name = try context.text("laboratory")
        guard Self.isName(name) else { throw Problem.notFound }
        return name
    }

    private static func isName(_ name: String) -> Bool {
        (1...100).contains(name.utf8.count) && !name.holdsControlCharacters() && !name.hasPrefix("-")
    }

    // MARK: List

    private func list(_ context: APIContext) async throws -> Response {
        let quality = try await store.laboratoryQuality()
        let known = try await store.overseenLaboratories()
        let lines = Dictionary(uniqueKeysWithValues: quality.map { ($0.laboratory, $0) })
        let records = Dictionary(uniqueKeysWithValues: known.map { ($0.name, ($0.scope, $0.heldUploads)) })
        let rows = Set(lines.keys).union(records.keys).sorted().map { name in
            let (scope, held) = records[name] ?? (.missing, 0)
            return row(lines[name] ?? LaboratoryQuality.Line(laboratory: name), scope, held)
        }
        let table = TableView(
            caption: "承检机构的工作质量",
            columns: [
                .init("承检机构"), .init("样品", "n"), .init("已报告", "n"), .init("用时（天）", "n"), .init("更正率", "n opt"),
                .init("暂扣率", "n opt"), .init("结论一致率", "n"), .init("待修改的上传", "n"), .init("检测能力"),
            ], rows: rows, isStacked: true)
        var page = ListPage(
            table: table, empty: EmptyState(heading: "还没有承检机构", text: "登记检测能力，或寄出第一件样品以后，机构出现在这里。"))
        page.intro = "用时为中位数和最长，从到样（未登记到样的从购买）算至首次报告。一致率只算两家均已报告的盲样平行样。"
        if try context.mayAtHome(.readLaboratories, console) {
            page.actions.append(PageLink(DuplicatePages.path, "盲样平行样"))
        }
        if try context.mayAtHome(.manageLaboratories, console) {
            page.actions.append(PageLink(Self.path + "/-new", "登记新机构"))
        }
        return try console.page("list", page, title: "承检机构", context)
    }

    private func row(_ line: LaboratoryQuality.Line, _ scope: ScopeState, _ held: Int) -> TableView.Row {
        TableView.Row([
            .head(line.laboratory, to: Self.path(line.laboratory)), .number(Int64(line.samples), label: "样品"),
            .number(Int64(line.reported), label: "已报告"),
            .text(OverseenLaboratoryView.days(line), style: "n", label: "用时（天）"),
            .text(line.correctionRate, style: "n opt"), .text(line.quarantineRate, style: "n opt"),
            .text(
                line.agreement ?? "未知", style: "n", small: line.duplicates > 0 ? "\(line.duplicates.grouped) 对" : nil,
                label: "结论一致率"),
            .number(Int64(held), label: "待修改的上传"), .tags([StateTag(scope)], label: "检测能力"),
        ])
    }

    // MARK: One laboratory

    /// - Parameter problem: why an act was not done.
    func detail(_ context: APIContext, problem: String? = nil) async throws -> Response {
        let name = try laboratory(context)
        let maker = OverseenLaboratoryView(
            laboratory: try await store.overseenLaboratory(name), quality: try await store.laboratoryQuality(),
            console: console, mayManage: try context.mayAtHome(.manageLaboratories, console),
            seesDuplicates: try context.mayAtHome(.readLaboratories, console))
        var page = maker.page
        page.problem = problem
        return try console.page(
            "detail", page, title: maker.title, context, status: problem == nil ? .ok : .conflict)
    }

    // MARK: A new laboratory

    private func name(_ context: APIContext, typed: String, error: String?) throws -> Response {
        _ = try context.overseer(home: console.app.home)
        var field = FormField("name", "机构名称或代号")
        field.hint = "与该机构账号和接口密钥所属的机构一字不差，例如 LAB-01"
        field.longest = 100
        let page = FormPage(
            action: Self.path + "/-new", intro: ["下一步登记该机构的检测能力。登记以前，该机构的报告全部暂扣。"],
            fields: [field.filled(typed, error: error)], button: "下一步", back: PageLink(Self.path, "返回"))
        return try console.page(
            "form", page, title: "登记新机构", context, status: error == nil ? .ok : .unprocessableContent)
    }

    @Sendable private func open(_: Request, _ context: APIContext) async throws -> Response {
        let typed = context.form.text("name")
        guard Self.isName(typed) else {
            return try name(context, typed: typed, error: "名称应为1至100字节，写在一行内，不以“-”开头")
        }
        _ = try context.overseer(home: console.app.home)
        return console.redirect(to: Self.path(typed, "scope"), context)
    }
}
