import Domain
import TestSupport
import Testing

/// Cells that are not numbers.
struct TextCellTests {
    @Test("a shared text is one text whatever its fonts, without its Japanese reading")
    func sharedStrings() throws {
        var book = RawWorkbook(
            rows:
                "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row><row r=\"2\"><c r=\"A2\" t=\"s\"><v>1</v></c></row>"
                + "<row r=\"3\"><c r=\"A3\" t=\"s\"><v>2</v></c></row>")
        book.strings =
            "<si><t>检测值</t></si>"
            + "<si><r><rPr><b/></rPr><t xml:space=\"preserve\">未 </t></r><r><t>检出</t></r><rPh sb=\"0\" eb=\"1\"><t>ミ</t></rPh></si>"
            + "<si><t>甲&amp;乙_x000A_丙_x005F_x0041_</t></si>"
        let table = try book.table()
        #expect(table.columns.map(\.name) == ["检测值"])
        #expect(table.rows.map(\.cells) == [["未 检出"], ["甲&乙\n丙_x0041_"]])
    }

    @Test(
        "each kind of cell is read as its author sees it",
        arguments: [
            ("<c r=\"A2\" t=\"inlineStr\"><is><r><t>3-</t></r><r><t>4</t></r></is></c>", "3-4"),
            ("<c r=\"A2\" t=\"str\"><f>A1</f><v>合格</v></c>", "合格"), ("<c r=\"A2\" t=\"b\"><v>1</v></c>", "TRUE"),
            ("<c r=\"A2\" t=\"b\"><v>0</v></c>", "FALSE"), ("<c r=\"A2\"><f>1/4</f><v>0.25</v></c>", "0.25"),
            ("<c r=\"A2\" t=\"n\"><v>7</v></c>", "7"), ("<c r=\"A2\" t=\"inlineStr\"><is><t>0.10</t></is></c>", "0.10"),
            (
                "<x:c xmlns:x=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" r=\"A2\" t=\"str\">"
                    + "<x:v>甲</x:v></x:c>", "甲"
            ),
            ("<x:c xmlns:x=\"u\" r=\"A2\"><x:v>甲</x:v></x:c><c r=\"A2\"><x:v xmlns:x=\"u\">8</x:v><v>7</v></c>", "7"),
            ("<c r=\"A2\" t=\"inlineStr\"><is><t><![CDATA[<0.01]]></t></is></c>", "<0.01"),
        ])
    func kinds(_ cell: String, _ expected: String) throws {
        let found = try read(RawWorkbook(cell: cell))
        #expect(found.text == expected && found.problem == nil)
    }

    @Test(
        "a cell without a reliable value is refused with its place and the remedy",
        arguments: [
            ("<c r=\"A2\" t=\"e\"><v>#N/A</v></c>", "为错误值#N/A"), ("<c r=\"A2\" t=\"e\"><v>#DIV/0!</v></c>", "#DIV/0!"),
            ("<c r=\"A2\" t=\"s\"><v>9</v></c>", "文字不存在"),
            ("<c r=\"A2\" t=\"s\"><v>-1</v></c>", "文字不存在"), ("<c r=\"A2\" t=\"b\"><v>2</v></c>", "为错误值2"),
            ("<c r=\"A2\" t=\"zzz\"><v>1</v></c>", "类型无法识别"),
        ])
    func refused(_ cell: String, _ part: String) throws {
        let row = try #require(try RawWorkbook(cell: cell).table().rows.first)
        #expect(row.problems.count == 1)
        #expect(row.problems.first?.place == "表“结果” A2")
        #expect(row.problems.first?.sentence.contains(part) == true, "\(row.problems)")
    }

    @Test("a formula whose result is the empty text is blank, and formulas are mentioned")
    func emptyFormula() throws {
        let table = try RawWorkbook(
            rows: RawWorkbook.rows([["甲", "乙"]])
                + "<row r=\"2\"><c r=\"A2\" t=\"str\"><f>\"\"</f><v></v></c><c r=\"B2\"><v>1</v></c></row>"
        ).table()
        #expect(table.rows.map(\.cells) == [["", "1"]])
        #expect(table.remarks.map(UploadRemarkWording.sentence) == ["有1个单元格为公式，采用文件中保存的计算结果"])
    }
}
