import Domain
import TestSupport
import Testing

/// Raised, lowered and struck runs, and texts beneath a merged cell.
struct RichTextCellTests {
    private func run(_ text: String, _ property: String = "") -> String {
        "<r><rPr>\(property)</rPr><t xml:space=\"preserve\">\(text)</t></r>"
    }

    private let raised = "<vertAlign val=\"superscript\"/>"
    private let lowered = "<vertAlign val=\"subscript\"/>"

    private func cell(_ runs: String, isShared: Bool) throws -> (text: String?, problem: String?) {
        guard isShared else { return try read(RawWorkbook(cell: "<c r=\"A2\" t=\"inlineStr\"><is>\(runs)</is></c>")) }
        var book = RawWorkbook(cell: "<c r=\"A2\" t=\"s\"><v>1</v></c>")
        book.strings = "<si><t>别的</t></si><si>\(runs)</si>"
        return try read(book)
    }

    @Test("Laboratory 1: a raised or lowered digit is not a digit of the number", arguments: [true, false])
    func raisedDigits(isShared: Bool) throws {
        let cases: [(String, String, MeasuredValue?)] = [
            (run("1.5×10") + run("3", raised), "1.5×10³", .number(FixedDecimal(mantissa: 1500, scale: 0))),
            (run("2×10") + run("-", raised) + run("3", raised), "2×10⁻³", .number(FixedDecimal(mantissa: 2, scale: 3))),
            (run("10") + run("3", raised), "10³", nil), (run("3", raised) + run("12"), "³12", nil),
            (run("12") + run("3", lowered), "12₃", nil),
            (run("12") + run("3", "<vertAlign val=\"baseline\"/>"), "123", nil),
            (run("12") + run("a", raised), "12a", nil), (run("PM") + run("2.5", lowered), "PM2.5", nil),
            (run("mg/m") + run("3", raised), "mg/m3", nil),
        ]
        for (runs, expected, value) in cases {
            let found = try cell(runs, isShared: isShared)
            #expect(found.text == expected && found.problem == nil, "\(found)")
            if let value { #expect(MeasuredValue(expected) == value) }
        }
        for text in ["10³", "³12", "12₃", "12a"] {
            guard case .unreadable = MeasuredValue(text) else {
                Issue.record("\(text) was read as a number")
                continue
            }
        }
    }

    @Test("Laboratory 1: a text that is struck out, as a whole or in part, is refused", arguments: [true, false])
    func struck(isShared: Bool) throws {
        for property in ["<strike/>", "<strike val=\"1\"/>", "<b/><strike val=\"true\"/>"] {
            #expect(try cell(run("0.5", property) + run("0.6"), isShared: isShared).problem?.contains("删除线") == true)
        }
        #expect(try cell(run("0.5", "<strike val=\"0\"/>") + run("0.6"), isShared: isShared).problem == nil)
        #expect(try cell("<t>0.6</t>", isShared: isShared).problem == nil)
    }

    @Test("Laboratory 1: a cell whose font is struck out is refused, whatever it contains")
    func struckFont() throws {
        let styles =
            "<fonts><font/><font><strike/></font></fonts><cellXfs><xf numFmtId=\"0\" fontId=\"0\"/>"
            + "<xf numFmtId=\"0\" fontId=\"1\"/></cellXfs><dxfs><dxf><font><strike/></font></dxf></dxfs>"
        for (cell, isStruck) in [
            ("<c r=\"A2\" s=\"1\"><v>5</v></c>", true), ("<c r=\"A2\" s=\"1\" t=\"b\"><v>1</v></c>", true),
            ("<c r=\"A2\" s=\"1\" t=\"inlineStr\"><is><t>5</t></is></c>", true), ("<c r=\"A2\"><v>5</v></c>", false),
        ] {
            var book = RawWorkbook(cell: cell)
            book.styles = styles
            #expect((try read(book).problem?.contains("删除线") == true) == isStruck)
        }
    }

    @Test("Laboratory 1: a text hidden beneath a merged cell is refused, also where the merged cell is blank")
    func beneathMerge() throws {
        let header = RawWorkbook.rows([["编号", "值"]])
        let rows =
            header + "<row r=\"2\">" + RawWorkbook.text("A2", "R-1") + "<c r=\"B2\"><v>1</v></c></row>"
            + "<row r=\"3\">" + RawWorkbook.text("A3", "R-2") + "<c r=\"B3\"><v>2</v></c></row>"
            + "<row r=\"4\">" + RawWorkbook.text("A4", "R-1") + "<c r=\"B4\"><v>3</v></c></row>"
            + "<row r=\"6\"><c r=\"B6\"><v>4</v></c></row>"
        let merges = "<mergeCells><mergeCell ref=\"A2:A4\"/><mergeCell ref=\"B5:B6\"/></mergeCells>"
        let table = try RawWorkbook(rows: rows, after: merges).table()
        #expect(table.rows.map { $0.problems.map(\.place) } == [[], ["表“结果” A2:A4"], [], ["表“结果” B5:B6"]])
        #expect(table.rows[1].problems.first?.sentence.contains("遮住了“R-2”") == true)
    }
}
