internal import Domain
internal import Store
internal import Workers

/// A held report, cell by cell. Template `mend`.
struct MendView: Sendable {
    struct Row: Sendable {
        let id: String
        let head: String
        let small: String
        /// The fault, if it has no cell.
        let error: String?
        let isFaulty: Bool
        let version: HiddenField?
        let dismiss: PageLink?
        let cells: [Cell]
        /// The whole row as text, if it has no cells.
        let whole: Whole?
    }

    struct Cell: Sendable {
        struct Fault: Sendable {
            let text: String
        }

        let word: String
        let text: String
        let isInput: Bool
        let id: String
        let name: String
        let label: String
        let isScanned: Bool
        let error: Fault?
    }

    struct Whole: Sendable {
        let id: String
        let name: String
        let label: String
        let text: String
        let span: String
    }

    let crumb = PageLink(HeldReportPages.path, "待修改")
    let action: String
    let sub: String
    let errors: ErrorSummary?
    let notes: [String]
    let caption: String
    let other: PageLink?
    let columns: [String]
    let rows: [Row]
    let upload = PageLink(LaboratoryUploadPages.path + "/new", "改用新文件上传")
    let discard: PageLink
}

extension MendView {
    /// Faulty rows on one page. The next ones follow when these are mended.
    static let mostFaulty = 40
    /// Rows on the page of all rows.
    static let mostRows = 200

    private static let usual: [ReportColumn] = [.value, .unit, .testedOn]

    /// - Parameters:
    ///   - path: the address of the report's page.
    ///   - extra: sentences at rows, in place of their stored fault.
    init(_ report: HeldReport, path: String, all: Bool, extra: [Int64: String] = [:]) {
        let rows = Self.shown(report, all: all)
        let faulty = Set(rows.compactMap { $0.code == nil ? nil : $0.field })
        let present = rows.first { $0.cells != nil }?.cells?.map(\.column) ?? []
        let wide = rows.contains { $0.code != nil && !($0.field.map(present.contains) ?? false) }
        let usual = Set(Self.usual.map(\.rawValue))
        let columns = present.filter { wide ? true : usual.contains($0) || faulty.contains($0) }
        let known = Set(columns)
        action = path
        self.columns = columns
        self.rows = rows.map { Self.row($0, columns, known, path: path, extra: extra[$0.id]) }
        let total = report.faulty.count
        sub = "\(LaboratoryUploadPages.name(report.upload)) · 共 \(report.rows.count) 行 · 改好前整份不判定"
        caption = all || rows.count == report.rows.count ? "全部的行" : "只列出有误的行和相邻的行"
        other =
            rows.count == report.rows.count
            ? (all ? PageLink(path, "只看有误的行") : nil) : PageLink(path + "?all=1", "显示全部 \(report.rows.count) 行")
        discard = PageLink(path + "/discard", "放弃这份报告…")
        let items = Self.items(rows, columns, extra)
        errors = items.isEmpty ? nil : ErrorSummary(heading: "还有 \(max(total, items.count)) 处要改", items)
        notes = Self.notes(report, shown: rows.filter { $0.code != nil }.count)
    }

    private static func notes(_ report: HeldReport, shown: Int) -> [String] {
        var notes: [String] = []
        if report.faulty.isEmpty { notes.append("这份报告的各行没有问题，因同一文件中未写报告编号的行而暂扣。先改好或关闭那些行。") }
        if report.upload.review == .rejected, let reason = report.upload.reviewReason {
            notes.append("复核人退回：" + reason)
        }
        if shown < report.faulty.count { notes.append("先列出 \(shown) 行有误的，改好后列出其余。") }
        return notes
    }

    private static func shown(_ report: HeldReport, all: Bool) -> [HeldReport.Row] {
        if all { return Array(report.rows.prefix(mostRows)) }
        let faulty = report.rows.indices.filter { report.rows[$0].code != nil }.prefix(mostFaulty)
        guard !faulty.isEmpty else { return Array(report.rows.prefix(3)) }
        let near = Set(faulty.flatMap { [$0 - 1, $0, $0 + 1] }).filter(report.rows.indices.contains)
        let open = Set(faulty)
        // A faulty row beyond the first ones is not shown as a neighbour: its fault would be hidden.
        return near.sorted().filter { open.contains($0) || report.rows[$0].code == nil }.map { report.rows[$0] }
    }

    private static func row(
        _ row: HeldReport.Row, _ columns: [String], _ known: Set<String>, path: String, extra: String?
    ) -> Row {
        let isFaulty = row.code != nil || extra != nil
        let field = row.field.flatMap { known.contains($0) ? $0 : nil }
        let head = name(of: row)
        let cells = columns.map { column in
            cell(
                row, column, head: head, isInput: isFaulty && (field == nil || field == column),
                isFaulty: field == column)
        }
        let code = row[.itemName]?.isEmpty == false ? row[.item] : nil
        return Row(
            id: "row-\(row.id)", head: head,
            small: [code, head == row.place ? nil : row.place, row.isCorrected ? "改过" : nil].compactMap(\.self)
                .joined(separator: " · "),
            error: extra ?? (isFaulty && field == nil ? missing(row, known) : nil), isFaulty: isFaulty,
            version: isFaulty ? HiddenField(name: "v\(row.id)", value: row.version) : nil,
            dismiss: isFaulty ? PageLink(path + "/dismiss?row=\(row.id)", "这一行不是检测结果…") : nil,
            cells: row.cells == nil ? [] : cells,
            whole: isFaulty && row.cells == nil
                ? Whole(
                    id: "c\(row.id)", name: "t\(row.id)", label: row.place, text: row.text,
                    span: String(max(1, columns.count))) : nil)
    }

    /// The item of a row; its place in the file if it has none.
    private static func name(of row: HeldReport.Row) -> String {
        [row[.itemName], row[.item]].compactMap(\.self).first { !$0.isEmpty } ?? row.place
    }

    /// The fault of a row that has no input for it.
    private static func missing(_ row: HeldReport.Row, _ known: Set<String>) -> String? {
        guard let detail = row.detail else { return nil }
        guard let field = row.field, row.cells != nil, !known.contains(field) else { return detail }
        return "\(detail)。文件中没有“\(field)”一列，请补上该列后重新上传"
    }

    private static func cell(
        _ row: HeldReport.Row, _ column: String, head: String, isInput: Bool, isFaulty: Bool
    ) -> Cell {
        let cell = row.cells?.first { $0.column == column }
        let id = "c\(row.id)-\(cell?.position ?? 0)"
        return Cell(
            word: column, text: cell?.text ?? "", isInput: isInput && cell != nil, id: id,
            name: "c\(row.id).\(cell?.position ?? 0)", label: "\(head)的\(column)",
            isScanned: column == ReportColumn.label.rawValue,
            error: isFaulty ? row.detail.map { Cell.Fault(text: $0) } : nil)
    }

    private static func items(
        _ rows: [HeldReport.Row], _ columns: [String], _ extra: [Int64: String]
    ) -> [ErrorSummary.Item] {
        rows.filter { $0.code != nil || extra[$0.id] != nil }.map { row in
            let field = row.field.flatMap { columns.contains($0) ? $0 : nil }
            let cell = row.cells?.first { $0.column == field }
            let whole = row.cells == nil ? "#c\(row.id)" : "#row-\(row.id)"
            let place = cell.map { "#c\(row.id)-\($0.position)" } ?? whole
            let sentence = extra[row.id] ?? row.detail ?? ""
            return ErrorSummary.Item(
                href: place, text: "\(name(of: row))\(cell.map { "的" + $0.column } ?? "")：\(sentence)")
        }
    }
}
