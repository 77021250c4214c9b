import Domain
import TestSupport
import Testing

/// Rows, columns, merged and hidden cells, and the choice of the sheet.
struct SheetShapeTests {
    private let header = RawWorkbook.rows([["编号", "项目", "值"]])

    @Test("missing cells and rows are blank; addresses may be missing")
    func missingCells() throws {
        let table = try RawWorkbook(
            rows: header + "<row r=\"3\"><c r=\"C3\"><v>1</v></c></row><row><c><v>2</v></c></row><row r=\"9\"/>"
        ).table()
        #expect(table.rows.map(\.cells) == [["", "", "1"], ["2", "", ""]])
        #expect(table.rows.map(\.number) == [3, 4])
        #expect(table.place(of: table.rows[0], column: 2) == "表“结果” C3")
        #expect(table.place(of: table.rows[1]) == "表“结果”第4行")
        #expect(table.headerPlace == "表“结果”第1行")
        #expect(String(decoding: table.bytes(of: table.rows[0]), as: UTF8.self) == ",,1\r\n")
    }

    @Test("the first row with content names the columns, at any position; blanks around names do not count")
    func headerAnywhere() throws {
        let table = try RawWorkbook(
            rows: "<row r=\"1\"><c r=\"A1\" s=\"0\"/></row><row r=\"4\">" + RawWorkbook.text("B4", " 编号 ")
                + RawWorkbook.text("D4", "值")
                + "</row><row r=\"5\"><c r=\"B5\"><v>7</v></c><c r=\"D5\"><v>8</v></c></row>"
        ).table()
        #expect(table.header == 4)
        #expect(table.columns.map(\.name) == ["编号", "值"])
        #expect(table.rows.map(\.cells) == [["7", "8"]])
        #expect(table.place(of: table.rows[0], column: 1) == "表“结果” D5")
        #expect(table.keptHeader == ["", "编号", "", "值"])
        #expect(String(decoding: table.bytes(of: table.rows[0]), as: UTF8.self) == ",7,,8\r\n")
    }

    @Test("a cell under no header is a fault of its row, never dropped")
    func noHeader() throws {
        let table = try RawWorkbook(
            rows: header + "<row r=\"2\"><c r=\"A2\"><v>1</v></c><c r=\"E2\"><v>5</v></c></row>"
        ).table()
        #expect(table.rows.first?.problems.map(\.place) == ["表“结果” E2"])
        // The stored row contains as much as the sheet.
        #expect(String(decoding: table.bytes(of: table.rows[0]), as: UTF8.self) == "1,,,,5\r\n")
    }

    @Test("text merged downwards counts for each row, also for a row without other content, and is mentioned")
    func mergedDown() throws {
        let rows =
            header + "<row r=\"2\">" + RawWorkbook.text("A2", "R-1") + "<c r=\"C2\"><v>1</v></c></row>"
            + "<row r=\"3\"><c r=\"C3\"><v>2</v></c></row><row r=\"4\"/><row r=\"6\"><c r=\"A6\"><v>9</v></c></row>"
        let table = try RawWorkbook(rows: rows, after: "<mergeCells><mergeCell ref=\"A2:A4\"/></mergeCells>").table()
        #expect(table.rows.map(\.cells) == [["R-1", "", "1"], ["R-1", "", "2"], ["R-1", "", ""], ["9", "", ""]])
        #expect(table.rows.map(\.number) == [2, 3, 4, 6])
        #expect(table.remarks.map(UploadRemarkWording.sentence) == ["有1处纵向合并的单元格，其内容用于所合并的每一行"])
    }

    @Test("cells merged across columns are a fault of their rows, and of the whole sheet if they name columns")
    func mergedAcross() throws {
        let rows = header + "<row r=\"2\"><c r=\"A2\"><v>1</v></c></row><row r=\"3\"><c r=\"A3\"><v>2</v></c></row>"
        let table = try RawWorkbook(rows: rows, after: "<mergeCells><mergeCell ref=\"A2:B2\"/></mergeCells>").table()
        #expect(table.rows.map { $0.problems.map(\.place) } == [["表“结果” A2:B2"], []])
        let book = RawWorkbook(rows: rows, after: "<mergeCells><mergeCell ref=\"A1:B1\"/></mergeCells>")
        let fault = #expect(throws: UploadFault.self) { try book.table() }
        #expect(fault?.problems.map(\.place) == ["表“结果” A1:B1"])
    }

    @Test("hidden rows and columns are read, and mentioned")
    func hidden() throws {
        let table = try RawWorkbook(
            rows: header + "<row r=\"2\" hidden=\"1\"><c r=\"A2\"><v>1</v></c></row>",
            before: "<cols><col min=\"2\" max=\"3\" hidden=\"true\"/></cols>"
        ).table()
        #expect(table.rows.count == 1)
        #expect(table.remarks.map(UploadRemarkWording.sentence) == ["隐藏的第2行也已读取", "隐藏的B、C列也已读取"])
    }

    @Test("the only sheet with content is read whatever its name; hidden sheets are mentioned, instructions ignored")
    func sheets() throws {
        let full = RawWorkbook.sheet(rows: RawWorkbook.rows([["值"], ["1"]]))
        let empty = RawWorkbook.sheet(rows: "")
        let table = try RawWorkbook([
            .init(name: "填写说明", xml: full), .init(name: "Sheet1", xml: full), .init(name: "Sheet2", xml: empty),
            .init(name: "旧", state: "hidden", xml: full), .init(name: "甲", state: "veryHidden", xml: full),
        ]).table()
        #expect(table.form == .sheet("Sheet1"))
        #expect(table.remarks.map(UploadRemarkWording.line) == ["表“旧”：该工作表为隐藏，未读取", "表“甲”：该工作表为隐藏，未读取"])
    }

    @Test("two sheets with content are refused, because neither may be ignored silently")
    func severalSheets() throws {
        let full = RawWorkbook.sheet(rows: RawWorkbook.rows([["值"], ["1"]]))
        let book = RawWorkbook([.init(xml: full), .init(name: "结果 (2)", xml: full)])
        let fault = #expect(throws: UploadFault.self) { try book.table() }
        #expect(fault?.problems.first?.sentence.contains("“结果”“结果 (2)”都有内容") == true)
    }

    @Test("a workbook without content is refused; one with only column names has no rows")
    func empty() throws {
        let fault = #expect(throws: UploadFault.self) { try RawWorkbook(rows: "<row r=\"1\"/>").table() }
        #expect(fault?.problems.first?.sentence.contains("没有任何内容") == true)
        #expect(try RawWorkbook(rows: header).table().rows.isEmpty)
    }

    @Test(
        "rows and cells out of order, repeated or with wrong addresses are refused",
        arguments: [
            "<row r=\"2\"/><row r=\"2\"/>", "<row r=\"3\"/><row r=\"2\"/>", "<row r=\"0\"/>", "<row r=\"x\"/>",
            "<row r=\"1048577\"/>", "<row r=\"2\"><c r=\"B2\"/><c r=\"A2\"/></row>",
            "<row r=\"2\"><c r=\"A2\"/><c r=\"A2\"/></row>",
            "<row r=\"2\"><c r=\"A3\"/></row>", "<row r=\"2\"><c r=\"2A\"/></row>",
            "<row r=\"2\"><c r=\"XFE2\"/></row>",
            "<row r=\"2\"><row r=\"3\"/></row>", "<c r=\"A2\"/>", "<row r=\"2\"><c r=\"A2\"><c r=\"B2\"/></c></row>",
        ])
    func order(_ rows: String) {
        #expect(throws: UploadFault.self) { try RawWorkbook(rows: header + rows).table() }
    }
}
