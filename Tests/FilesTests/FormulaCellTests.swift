import Domain
import TestSupport
import Testing

/// Formulas that nobody calculated.
struct FormulaCellTests {
    private func book(_ cells: String, calculation: String = "") -> RawWorkbook {
        var book = RawWorkbook(rows: RawWorkbook.rows([["甲", "乙"]]) + "<row r=\"2\">\(cells)</row>")
        book.calculation = calculation
        return book
    }

    private let calculated = "<c r=\"A2\"><f>1/4</f><v>0.25</v></c>"

    @Test(
        "Laboratory 2: a formula's 0 is refused, whatever its format shows",
        arguments: ["<v>0</v>", "<v>0.0</v>", "<v>-0</v>", "<v>0E+00</v>"])
    func zero(_ value: String) throws {
        for style in 0...1 {
            var book = book(calculated + "<c r=\"B2\" s=\"\(style)\"><f>SUM(C2:C9)</f>\(value)</c>")
            book.format(["0", "0.00;-0.00;\"未检出\""])
            let row = try #require(try book.table().rows.first)
            #expect(row.problems.map(\.place) == ["表“结果” B2"])
            #expect(row.problems.first?.sentence.contains("重新计算") == true)
        }
    }

    @Test("Laboratory 2: a formula without a value is a fault of its row if others have values")
    func missing() throws {
        for formula in [
            "<c r=\"B2\"><f>A2</f></c>", "<c r=\"B2\"><f>A2</f><v/></c>", "<c r=\"B2\" t=\"str\"><f>A2</f></c>",
        ] {
            let row = try #require(try book(calculated + formula).table().rows.first)
            #expect(row.problems.first?.sentence.contains("公式没有计算结果") == true)
        }
    }

    @Test(
        "Laboratory 2: a workbook with formulas that asks for full calculation is refused as a whole",
        arguments: [
            "<calcPr fullCalcOnLoad=\"1\"/>", "<calcPr calcId=\"191029\" fullCalcOnLoad=\"true\"/>",
            "<calcPr calcCompleted=\"0\"/>", "<calcPr calcMode=\"manual\" calcOnSave=\"0\"/>",
        ])
    func fullCalculation(_ calculation: String) throws {
        let fault = #expect(throws: UploadFault.self) { try book(calculated, calculation: calculation).table() }
        #expect(fault?.problems.first?.place == "表“结果”")
        #expect(fault?.problems.first?.sentence.contains("重新计算并保存") == true)
        // Without formulas there is nothing to calculate. Several programs always write the request.
        let table = try book("<c r=\"A2\"><v>0</v></c>", calculation: calculation).table()
        #expect(table.rows.map(\.cells) == [["0", ""]] && table.rows.allSatisfy { $0.problems.isEmpty })
    }

    @Test("Laboratory 2: a workbook whose formulas all lack values is refused as a whole")
    func neverCalculated() throws {
        for formula in ["<c r=\"A2\"><f>1/4</f></c>", "<c r=\"A2\"><f>1/4</f><v></v></c>"] {
            let fault = #expect(throws: UploadFault.self) { try book(formula).table() }
            #expect(fault?.problems.first?.sentence.contains("公式没有经过计算") == true)
        }
    }

    @Test("a calculated formula is read, also in a workbook with manual calculation that was calculated at saving")
    func calculatedFormula() throws {
        for calculation in ["", "<calcPr calcId=\"191029\"/>", "<calcPr calcMode=\"manual\"/>"] {
            let table = try book(calculated, calculation: calculation).table()
            #expect(table.rows.map(\.cells) == [["0.25", ""]] && table.remarks.map(\.kind) == [.formulas])
        }
    }
}
