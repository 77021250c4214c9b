internal import Domain

/// The sheet that tells how to fill in a form.
enum FormInstructions {
    static func sheet(_ form: LaboratoryForm) -> WorkbookPlan.Sheet {
        var rows: [[WorkbookPlan.Cell]] = [[.init(FormWording.title(form.productName), .title)]]
        rows += FormWording.about(form).map { [.init($0.0, .header), .init($0.1, .given)] }
        rows.append([])
        rows.append([.init(FormWording.howTo, .title)])
        rows += FormWording.steps.enumerated().map { [.init("\($0 + 1)", .prose), .init($1, .prose)] }
        rows.append([])
        rows.append([.init(FormWording.columns, .title)])
        rows.append(FormWording.columnHeader.map { .init($0, .header) })
        rows += ReportColumn.allCases.map { column in
            [
                .init(column.rawValue, .given),
                .init(FormWording.explanation(column), .prose),
                .init(column.needsValue ? "是" : "否", .given),
                .init(column.machineName ?? "—", .given),
            ]
        }
        rows.append([])
        if !form.declarations.isEmpty {
            rows.append([.init(FormWording.declarations, .title)])
            rows.append(FormWording.declarationHeader.map { .init($0, .header) })
            rows += form.declarations.flatMap(FormWording.meanings).map { $0.map { .init($0, .given) } }
            rows.append([])
        }
        rows.append([.init(FormWording.items, .title)])
        rows.append(FormWording.itemHeader.map { .init($0, .header) })
        rows += form.items.map { item in
            [
                .init(item.code, .given), .init(item.name, .given), .init(item.unit.isEmpty ? "—" : item.unit, .given),
                .init(item.method, .given),
                .init(item.values.isEmpty ? FormWording.anyNumber : item.values.joined(separator: "、"), .given),
            ]
        }
        return WorkbookPlan.Sheet(name: FormWording.instructions, widths: [16, 70, 12, 26, 40], rows: rows)
    }
}
