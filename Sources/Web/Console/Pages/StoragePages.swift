internal import Domain
internal import Hummingbird
internal import HummingbirdCore
internal import Rulebook
internal import Store
internal import Workers

/// Where the bytes are and what the next year costs. Template `storage`.
struct StorageView: Sendable {
    struct Part: Sendable {
        let name: String
        let size: String
        let bytes: String
        /// The largest part, as the end of the bar.
        let most: String
    }

    let measured: String
    let parts: [Part]
    let growth: String
    let growthTable: TableView
    let retentionTable: TableView
}

struct StoragePages: Sendable {
    let console: Console

    func add(to group: RouterGroup<APIContext>) {
        group.group("storage").add(middleware: RequirePermission(permission: .readStorage)).get("", use: page)
    }

    @Sendable private func page(_: Request, _ context: APIContext) async throws -> Response {
        let principal = try context.viewer().account.principal
        // Officers and auditors of a part of the area see its cases only, not the installation.
        guard try principal.region == nil || context.officer(home: console.app.home).region == .everywhere else {
            throw Problem.overseerOnly
        }
        let report = try await StorageReport(console.app.store, rules: console.app.rulebook.retention)
        return try console.page("storage", StorageView(report), title: "存储", context)
    }
}

extension StorageView {
    init(_ report: StorageReport) {
        let most = max(1, report.parts.map(\.bytes).max() ?? 1)
        measured = StorageText.measured(report)
        parts = report.parts.map { part, bytes in
            Part(
                name: StorageWording.name(part), size: StorageWording.size(bytes), bytes: String(bytes),
                most: String(most))
        }
        growth = StorageText.growth(report)
        growthTable = Self.table(
            "增长", ["位置", "每天", "一年增加", "磁盘可用", "写满于"], StorageText.growthRows(report), style: "n")
        retentionTable = Self.table("保存期限", ["内容", "期限"], StorageText.retentionRows(report.rules), style: nil)
    }

    private static func table(
        _ caption: String, _ columns: [String], _ rows: [[String]], style: String?
    ) -> TableView {
        TableView(
            caption: caption,
            columns: columns.enumerated().map { TableView.Column($1, $0 == 0 ? nil : style) },
            rows: rows.map { row in
                TableView.Row(
                    zip(columns, row).enumerated().map { index, cell in
                        index == 0 ? .head(cell.1) : .text(cell.1, style: style, label: cell.0)
                    })
            }, isStacked: true)
    }
}
