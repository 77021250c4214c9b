package import Domain

/// The scope of a laboratory as a table: 类型, 名称, and, if needed, 起始日期 and 截止日期.
package enum ScopeTable {
    private static let kinds: [String: LaboratoryScope.Entry.Kind] = ["项目": .item, "标准": .standard]
    private static let columns = ["类型", "名称", "起始日期", "截止日期"]

    /// The table of these entries, as `read` reads it.
    package static func text(of entries: [LaboratoryScope.Entry]) -> String {
        var bytes: [UInt8] = []
        CSVText.append(columns, to: &bytes)
        for entry in entries {
            let kind = kinds.first { $0.value == entry.kind }?.key ?? entry.kind.rawValue
            CSVText.append(
                [kind, entry.name, entry.span.from?.text ?? "", entry.span.until?.text ?? ""], to: &bytes)
        }
        return String(decoding: bytes.filter { $0 != 0x0D }, as: UTF8.self)
    }

    /// - Throws: all mistakes in the table, each with its place.
    package static func read(_ table: RowTable) throws(UploadFault) -> [LaboratoryScope.Entry] {
        var fields = ReportFields()
        let names = table.columns.map(\.name)
        for column in columns.prefix(2) where !names.contains(column) {
            fields.report(table.headerPlace, UploadWording.missingColumn(column, found: names))
        }
        for name in names where !columns.contains(name) {
            fields.report(table.headerPlace, UploadWording.unknownColumn(name))
        }
        guard fields.problems.isEmpty else { throw UploadFault(fields.problems) }
        var entries: [LaboratoryScope.Entry] = []
        for row in table.rows {
            guard row.problems.isEmpty else {
                for problem in row.problems { fields.report(problem.place, problem.sentence) }
                continue
            }
            func cell(_ name: String) -> String? {
                names.firstIndex(of: name).map { row.cells[$0] }.flatMap { $0.isEmpty ? nil : $0 }
            }
            let place = table.place(of: row)
            let kind = kinds[cell("类型") ?? ""]
            if kind == nil { fields.report(place + "“类型”", UploadWording.scopeKind) }
            let name = fields.text(cell("名称"), place + "“名称”")
            let from = fields.day(cell("起始日期"), place + "“起始日期”")
            let until = fields.day(cell("截止日期"), place + "“截止日期”")
            if let from, let until, from > until { fields.report(place, UploadWording.scopeSpan) }
            if let kind { entries.append(.init(kind, name, span: DaySpan(from: from, until: until))) }
        }
        guard fields.problems.isEmpty else { throw UploadFault(fields.problems) }
        return entries
    }
}
