package import Domain

extension LaboratoryForm {
    /// Number of rows below those of the form that also have its drop-down lists, for more samples.
    private static let furtherRows = 2000

    /// The form as a workbook: the sheet to fill in, and instructions.
    package func workbook(created: Timestamp) -> WorkbookPlan {
        WorkbookPlan(
            title: FormWording.title(productName), created: created, sheets: [results, FormInstructions.sheet(self)])
    }

    private var results: WorkbookPlan.Sheet {
        let header = Self.header.map { WorkbookPlan.Cell($0, .header) }
        let rows = items.map { item in
            ReportColumn.allCases.map { column in
                Self.given(column, item).map { WorkbookPlan.Cell($0, .given) } ?? WorkbookPlan.Cell("", .input)
            }
        }
        return WorkbookPlan.Sheet(
            name: Self.sheet, widths: ReportColumn.allCases.map(Self.width), rows: [header] + rows,
            choices: itemChoices + declarationChoices, frozenRows: 1)
    }

    private static func width(_ column: ReportColumn) -> Double {
        switch column {
        case .number, .label: 18
        case .testedOn, .producedOn, .item: 13
        case .declared, .correction, .reason, .maker, .instruments: 22
        case .itemName: 30
        case .value: 14
        case .method: 18
        default: 10
        }
    }

    /// Values and units, row by row, because each item has its own.
    private var itemChoices: [WorkbookPlan.Choice] {
        items.enumerated().flatMap { index, item in
            let row = index + 2
            var choices = [
                WorkbookPlan.Choice(
                    column: Self.position(.value), rows: row...row, texts: item.values, isStrict: !item.values.isEmpty,
                    hint: item.values.isEmpty
                        ? FormWording.number(item.name, unit: item.unit) : FormWording.choice(item.name, item.values))
            ]
            if !item.unit.isEmpty {
                choices.append(
                    WorkbookPlan.Choice(
                        column: Self.position(.unit), rows: row...row, texts: [item.unit], isStrict: false, hint: ""))
            }
            return choices
        }
    }

    /// The declarations of the report: a list if there is one declaration with known texts, otherwise a hint about the
    /// form.
    private var declarationChoices: [WorkbookPlan.Choice] {
        guard !declarations.isEmpty else { return [] }
        let only = declarations.count == 1 ? declarations[0] : nil
        return [
            WorkbookPlan.Choice(
                column: Self.position(.declared), rows: 2...(items.count + 1 + Self.furtherRows),
                texts: only?.values.map { "\(only?.name ?? "")=\($0.code)" } ?? [], isStrict: true,
                hint: FormWording.declare(declarations))
        ]
    }

    private static func position(_ column: ReportColumn) -> Int {
        (ReportColumn.allCases.firstIndex(of: column) ?? 0) + 1
    }
}
