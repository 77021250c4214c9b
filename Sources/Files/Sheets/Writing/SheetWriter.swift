internal import CXLSXWriter

/// Writes one sheet of a plan.
struct SheetWriter {
    /// Excel's maximum length of a list written in the drop-down itself, including commas.
    private static let longestList = 255
    private static let longestHint = 255
    private static let longestText = 32_767

    private let sheet: UnsafeMutablePointer<lxw_worksheet>
    private let styles: Styles
    private let plan: WorkbookPlan.Sheet

    init(
        _ workbook: UnsafeMutablePointer<lxw_workbook>, _ styles: Styles, _ plan: WorkbookPlan.Sheet
    ) throws {
        guard !plan.name.isEmpty else { throw WorkbookFault(description: "a sheet of the workbook has no name") }
        try WorkbookWriter.check(workbook_validate_sheet_name(workbook, plan.name))
        guard let sheet = workbook_add_worksheet(workbook, plan.name) else {
            throw WorkbookFault(description: "the sheet “\(plan.name)” cannot be added: out of memory")
        }
        self.sheet = sheet
        self.styles = styles
        self.plan = plan
    }

    func write() throws {
        for (column, width) in plan.widths.enumerated() {
            // Cells below the form's rows are text, too, because more rows may be filled in there.
            let style = plan.choices.isEmpty ? nil : styles[.open]
            try WorkbookWriter.check(
                worksheet_set_column(sheet, lxw_col_t(column), lxw_col_t(column), width, style))
        }
        for (row, cells) in plan.rows.enumerated() {
            for (column, cell) in cells.enumerated() { try write(cell, row, column) }
        }
        if plan.frozenRows > 0 {
            worksheet_freeze_panes(sheet, lxw_row_t(plan.frozenRows), 0)
            try WorkbookWriter.check(worksheet_repeat_rows(sheet, 0, lxw_row_t(plan.frozenRows - 1)))
        }
        worksheet_set_landscape(sheet)
        worksheet_fit_to_pages(sheet, 1, 0)
        for choice in plan.choices { try write(choice) }
    }

    private func write(_ cell: WorkbookPlan.Cell, _ row: Int, _ column: Int) throws {
        let (row, column) = (lxw_row_t(row), lxw_col_t(column))
        guard !cell.text.isEmpty else {
            return try WorkbookWriter.check(worksheet_write_blank(sheet, row, column, styles[cell.style]))
        }
        guard cell.text.utf16.count <= Self.longestText else {
            throw WorkbookFault(description: "a cell of “\(plan.name)” has more than \(Self.longestText) characters")
        }
        try WorkbookWriter.check(
            worksheet_write_string(sheet, row, column, EscapedText.encoded(cell.text), styles[cell.style]))
    }

    private func write(_ choice: WorkbookPlan.Choice) throws {
        let hint = CText(String(choice.hint.prefix(Self.longestHint)))
        let texts = choice.texts.map { CText($0) }
        var list: [UnsafeMutablePointer<CChar>?] = texts.map(\.pointer) + [nil]
        var validation = lxw_data_validation()
        validation.ignore_blank = UInt8(LXW_VALIDATION_ON.rawValue)
        validation.show_input = UInt8(LXW_VALIDATION_ON.rawValue)
        validation.input_message = choice.hint.isEmpty ? nil : hint.pointer
        let first = lxw_row_t(choice.rows.lowerBound - 1)
        let last = lxw_row_t(choice.rows.upperBound - 1)
        let column = lxw_col_t(choice.column - 1)
        let outcome = list.withUnsafeMutableBufferPointer { pointers in
            if Self.fits(choice.texts) {
                validation.validate = UInt8(LXW_VALIDATION_TYPE_LIST.rawValue)
                validation.value_list = pointers.baseAddress
                validation.dropdown = UInt8(LXW_VALIDATION_ON.rawValue)
                validation.show_error = UInt8(LXW_VALIDATION_ON.rawValue)
                let kind = choice.isStrict ? LXW_VALIDATION_ERROR_TYPE_STOP : LXW_VALIDATION_ERROR_TYPE_WARNING
                validation.error_type = UInt8(kind.rawValue)
            } else {
                // Excel would not accept this list, so the cell gets only the hint.
                validation.validate = UInt8(LXW_VALIDATION_TYPE_ANY.rawValue)
            }
            return worksheet_data_validation_range(sheet, first, column, last, column, &validation)
        }
        withExtendedLifetime((hint, texts)) {}
        try WorkbookWriter.check(outcome)
    }

    /// A comma would split a text of the list in two.
    private static func fits(_ texts: [String]) -> Bool {
        !texts.isEmpty && texts.allSatisfy { !$0.contains(",") && !$0.isEmpty }
            && texts.map(\.utf16.count).reduce(texts.count - 1, +) <= longestList
    }
}
