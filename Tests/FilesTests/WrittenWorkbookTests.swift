import CXLSXWriter
import Domain
import Files
import Foundation
import TestSupport
import Testing

/// Workbooks written by libxlsxwriter and read again.
struct WrittenWorkbookTests {
    private let created = Timestamp(milliseconds: 1_762_000_000_000)

    @Test("a plan is read again with every text, and results in the same bytes each time")
    func plan() throws {
        let rows = [["编号", "值"], ["R-1", "0.10"], ["R<2>&\"", "3-4"], ["第\n三", "=1+1"], ["_x0041_", " 空 "]]
        let plan = WorkbookPlan(
            title: "试", created: created,
            sheets: [
                .init(name: "结果", widths: [10, 10], rows: rows.map { $0.map { .init($0, .input) } }, frozenRows: 1)
            ])
        let bytes = try WorkbookWriter.bytes(of: plan)
        let table = try RawWorkbook.read(bytes)
        #expect(table.rows.map(\.cells) == Array(rows.dropFirst()))
        #expect(table.rows.allSatisfy { $0.problems.isEmpty })
        #expect(try WorkbookWriter.bytes(of: plan) == bytes)
    }

    @Test("a sheet name that Excel would refuse is refused")
    func sheetName() {
        for name in ["", "a/b", String(repeating: "长", count: 32)] {
            let plan = WorkbookPlan(title: "", created: created, sheets: [.init(name: name, widths: [], rows: [])])
            #expect(throws: WorkbookFault.self) { try WorkbookWriter.bytes(of: plan).count }
        }
    }

    private func written(_ fill: (UnsafeMutablePointer<lxw_workbook>, UnsafeMutablePointer<lxw_worksheet>) -> Void)
        throws
        -> [UInt8]
    {
        let folder = try TemporaryFolder()
        let book = try #require(workbook_new(folder.path + "/book.xlsx"))
        let sheet = try #require(workbook_add_worksheet(book, "结果"))
        fill(book, sheet)
        #expect(workbook_close(book) == LXW_NO_ERROR)
        return try #require(folder.bytes("book.xlsx"))
    }

    @Test("numbers, booleans, days, rich texts, merged and hidden cells of a real file")
    func everyKind() throws {
        let bytes = try written { book, sheet in
            for (column, name) in ["甲", "乙", "丙", "丁", "戊"].enumerated() {
                worksheet_write_string(sheet, 0, lxw_col_t(column), name, nil)
            }
            let day = workbook_add_format(book)
            format_set_num_format(day, "yyyy\"年\"m\"月\"d\"日\"")
            let percent = workbook_add_format(book)
            format_set_num_format(percent, "0.00%")
            var date = lxw_datetime(year: 2026, month: 11, day: 2, hour: 0, min: 0, sec: 0)
            worksheet_write_number(sheet, 1, 0, 0.1 + 0.25, nil)
            worksheet_write_datetime(sheet, 1, 1, &date, day)
            worksheet_write_boolean(sheet, 1, 2, 1, nil)
            worksheet_write_string(sheet, 1, 3, "0.7", nil)
            worksheet_write_number(sheet, 1, 4, 0.0002, percent)
            worksheet_merge_range(sheet, 2, 0, 3, 0, "R-1", nil)
            worksheet_write_string(sheet, 2, 1, "x", nil)
            worksheet_write_string(sheet, 3, 1, "y", nil)
            var options = lxw_row_col_options(hidden: 1, level: 0, collapsed: 0)
            worksheet_set_row_opt(sheet, 3, 15, nil, &options)
        }
        let table = try RawWorkbook.read(bytes)
        #expect(
            table.rows.map(\.cells) == [
                ["0.35", "2026-11-02", "TRUE", "0.7", "0.02%"], ["R-1", "x", "", "", ""], ["R-1", "y", "", "", ""],
            ])
        #expect(table.remarks.map(\.kind) == [.hiddenRows, .mergedDown])
    }

    @Test("Laboratory 2: libxlsxwriter asks for calculation, so a file with a formula that nobody opened is refused")
    func formula() throws {
        let bytes = try written { _, sheet in
            worksheet_write_string(sheet, 0, 0, "值", nil)
            worksheet_write_formula_num(sheet, 1, 0, "=0.35*2", nil, 0.7)
        }
        let fault = #expect(throws: UploadFault.self) { try RawWorkbook.read(bytes) }
        #expect(fault?.problems.first?.sentence.contains("公式没有经过计算") == true)
    }

    @Test("200,000 rows are read, including the last")
    func manyRows() throws {
        let bytes = try written { _, sheet in
            worksheet_write_string(sheet, 0, 0, "编号", nil)
            worksheet_write_string(sheet, 0, 1, "值", nil)
            for row in 1...200_000 {
                worksheet_write_number(sheet, lxw_row_t(row), 0, Double(row), nil)
                worksheet_write_string(sheet, lxw_row_t(row), 1, row % 2 == 0 ? "合格" : "未检出", nil)
            }
        }
        let table = try RawWorkbook.read(bytes)
        #expect(table.rows.count == 200_000)
        #expect(table.rows.last?.cells == ["200000", "合格"])
        #expect(table.rows.last?.number == 200_001)
    }
}
