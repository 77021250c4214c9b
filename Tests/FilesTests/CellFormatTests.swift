import Domain
import TestSupport
import Testing

/// A number is read as its format shows it, or refused.
struct CellFormatTests {
    private func shown(_ value: String, _ format: String) throws -> (text: String?, problem: String?) {
        var book = RawWorkbook(cell: "<c r=\"A2\" s=\"1\"><v>\(value)</v></c>")
        book.format(["0", format])
        return try read(book)
    }

    @Test(
        "Laboratory 1: a number is read as its format shows it",
        arguments: [
            ("100", "\">\"0", ">100"), ("0", "0.00;-0.00;\"未检出\"", "未检出"), ("0.356", "0.00;-0.00;\"未检出\"", "0.36"),
            ("-0.356", "0.00;-0.00;\"未检出\"", "-0.36"), ("1.5", "0.0\"×10³\"", "1.5×10³"), ("12", "\"ZJ-\"0", "ZJ-12"),
            ("0.004", "[<0.01]\"<0.01\";0.00", "<0.01"), ("0.5", "[<0.01]\"<0.01\";0.00", "0.50"),
            ("0", "[=0]\"未检出\";General", "未检出"), ("0.25", "[=0]\"未检出\";General", "0.25"),
            ("7", "[<1]0.000;[<10]0.00;0.0", "7.00"), ("70", "[<1]0.000;[<10]0.00;0.0", "70.0"),
            ("3.4", "0.00_ ", "3.40"), ("3.4", "* 0.00", "3.40"), ("-3.4", "0.00_);\\(0.00\\)", "(3.40)"),
            ("3.4", "@", "3.4"), ("3.4", "[Red]0.0;[Blue]-0.0", "3.4"), ("3.4", "[$-804]0.00", "3.40"),
            ("3.4", "G/通用格式", "3.4"), ("-3.4", "General;\\-General", "-3.4"), ("3.4", "\"约\"General", "约3.4"),
            ("0.1", "9", "10%"), ("0.0002", "10", "0.02%"), ("1.5", "0.00%", "150.00%"), ("1.5", "0.00\"%\"", "1.50%"),
            ("1.5", "0.00\\%", "1.50%"), ("1234.5", "#,##0.00", "1234.50"), ("1234567.891", "3", "1234568"),
            ("1234.5", "0.00E+00", "1.23E+03"), ("0.00012345", "0.0E-0", "1.2E-4"), ("9.996", "0.00E+00", "1.00E+01"),
            ("1234.5", "43", "1234.50"), ("0", "43", "-"), ("-5", "43", "-5.00"), ("5", "44", "¥5.00"),
            ("3.4", "0.00\" mg/kg\"", "3.40 mg/kg"), ("3.4", "\\m0.0", "m3.4"), ("12", "000000", "000012"),
            ("12", "0-0", "1-2"), ("13800001234", "000-0000-0000", "138-0000-1234"), ("5", "#.##", "5"),
            ("0.5", "#.##", "0.5"), ("1.5", "0.0??", "1.5"), ("1.256", "0.0??", "1.256"), ("0.125", "0.00", "0.13"),
            ("2.675", "0.00", "2.68"), ("1.005", "0.00", "1.01"), ("20.004", "0.00", "20.00"),
            ("3.4", "[颜色10]0.0", "3.4"),
            ("3", "0\"级\"", "3级"), ("3.4", "[Color10]0.0", "3.4"), ("16.5", "0.00\"(+)\"", "16.50(+)"),
            ("0.1", "0.##########", "0.1"), ("1.5", "[$¥-804]#,##0.00", "¥1.50"),
        ])
    func formats(_ value: String, _ format: String, _ expected: String) throws {
        let found = try shown(value, format)
        #expect(found.text == expected && found.problem == nil, "\(found)")
    }

    @Test(
        "Laboratory 1: a number is refused with the remedy if what its format shows is not certain or misleads",
        arguments: [
            ("12345", "0!.0000", "特殊"), ("12345", "0\\.0000", "小数点"), ("12345", "0\".\"0000", "小数点"),
            ("1234", "0.0,", "千位缩放"), ("1234", "0.0,,\"M\"", "千位缩放"), ("12345", "0!.0,", "特殊"), ("5", ";;;", "不显示"),
            ("0", "0;-0;;@", "不显示"), ("0", "#", "不显示"), ("0.004", "0.00", "显示为0"), ("0.4", "\">\"0", "显示为0"),
            ("-5", "0.00;[Red]0.00", "符号"), ("5", "\"-\"0", "符号"), ("5", "\"1\"0", "数位"),
            ("0.003", "[<0.01]\"0\";0.00", "数位"),
            ("0.5", "# ?/?", "分数"), ("0.5", "12", "分数"), ("5", "[DBNum1]0", "中文"),
            ("5", "[DBNum2][$-804]General", "中文"),
            ("5", "[$-407]0.00", "特殊"), ("12345", "##0.0E+0", "特殊"), ("12345", "48", "特殊"), ("5", "*-0.00", "特殊"),
            ("-5", "[<0.01]\"<0.01\";0.00", "特殊"), ("5", "[<1]0.0", "特殊"), ("5", "[>9]\"A\";\"B\";\"C\"", "特殊"),
            ("5", "0;0;0;0;0", "特殊"), ("5", "0.0q", "特殊"), ("5", "\"批号\"@", "特殊"), ("5", "0.0.0", "特殊"),
            ("5", "[h]:mm", "时长"), ("5", "0.0,0", "特殊"), ("5.5", ".", "特殊"),
        ])
    func refused(_ value: String, _ format: String, _ part: String) throws {
        #expect(try shown(value, format).problem?.contains(part) == true)
    }

    @Test(
        "Laboratory 1: a text is read as its format shows it",
        arguments: [
            ("@", "3-4", nil), ("General", "3-4", nil), ("0.00", "3-4", nil), ("_ @_ ", "3-4", nil),
            ("@\"级\"", "3-4级", nil),
            ("0;0;0;\"第\"@", "第3-4", nil), ("0.0;@", "3-4", nil), (";;;", "3-4", "不显示"), ("0;0;0;\"x\"", "x", nil),
        ])
    func texts(_ format: String, _ expected: String, _ problem: String?) throws {
        var book = RawWorkbook(cell: "<c r=\"A2\" s=\"1\" t=\"inlineStr\"><is><t>3-4</t></is></c>")
        book.format(["0", format])
        let found = try read(book)
        #expect(found.text == expected && (found.problem == nil) == (problem == nil), "\(found)")
        if let problem { #expect(found.problem?.contains(problem) == true) }
    }

    @Test("Laboratory 1: numbers shown otherwise than they are stored are mentioned, with the first cells")
    func remark() throws {
        let rows =
            RawWorkbook.rows([["甲", "乙"]])
            + "<row r=\"2\"><c r=\"A2\" s=\"1\"><v>0.123456</v></c><c r=\"B2\" s=\"2\"><v>0</v></c></row>"
            + "<row r=\"3\"><c r=\"A3\" s=\"1\"><v>0.5</v></c><c r=\"B3\" s=\"2\"><v>3</v></c></row>"
        var book = RawWorkbook(rows: rows)
        book.format(["0", "0.00", "0.0;-0.0;\"未检出\""])
        let remarks = try book.table().remarks
        #expect(remarks.map(\.kind) == [.shownOtherwise] && remarks.first?.count == 2)
        #expect(
            remarks.map(UploadRemarkWording.line) == [
                "表“结果”：有2个单元格显示的内容与所存的数值不同，采用显示的内容，例如A2显示“0.12”（所存为0.123456），B2显示“未检出”（所存为0）"
            ])
    }

    @Test(
        "Laboratory 1: a zero that the sheet does not show is refused, and so is a formula shown in place of its result"
    )
    func views() throws {
        let cells = "<row r=\"2\"><c r=\"A2\"><v>0</v></c><c r=\"B2\"><f>1/4</f><v>0.25</v></c></row>"
        for (view, places) in [
            ("showZeros=\"0\"", ["表“结果” A2"]), ("showFormulas=\"1\"", ["表“结果” B2"]), ("showGridLines=\"0\"", []),
        ] {
            let table = try RawWorkbook(
                rows: RawWorkbook.rows([["甲", "乙"]]) + cells, before: "<sheetViews><sheetView \(view)/></sheetViews>"
            ).table()
            #expect(table.rows.map { $0.problems.map(\.place) } == [places])
        }
    }

    @Test("Laboratory 1: a format under a condition that changes the text is a fault of its cells")
    func conditional() throws {
        let rows =
            RawWorkbook.rows([["甲", "乙"]])
            + "<row r=\"2\"><c r=\"A2\"><v>1</v></c><c r=\"B2\"><v>2</v></c></row><row r=\"3\"><c r=\"A3\"><v>1</v></c><c r=\"B3\"><v>4</v></c></row>"
        var book = RawWorkbook(
            rows: rows,
            after: "<conditionalFormatting sqref=\"B2:B9 A3\"><cfRule type=\"expression\" dxfId=\"1\"/>"
                + "</conditionalFormatting><conditionalFormatting sqref=\"A2\"><cfRule dxfId=\"0\"/></conditionalFormatting>"
                + "<conditionalFormatting sqref=\"B3:B4\"><cfRule><iconSet showValue=\"0\"/></cfRule></conditionalFormatting>"
        )
        book.styles =
            "<dxfs><dxf><font><b/></font></dxf><dxf><numFmt numFmtId=\"170\" formatCode=\"&quot;未检出&quot;\"/></dxf></dxfs>"
        let table = try book.table()
        #expect(table.rows.map { $0.problems.map(\.place) } == [["表“结果” B2"], ["表“结果” B3", "表“结果” A3"]])
        #expect(table.rows.first?.problems.first?.sentence.contains("条件格式") == true)
    }
}
