import Domain
import Foundation
import TestSupport
import Testing

/// How a number of a workbook becomes a decimal.
struct NumberCellTests {
    private func text(_ value: String) throws -> (text: String?, problem: String?) {
        try read(RawWorkbook(cell: "<c r=\"A2\"><v>\(value)</v></c>"))
    }

    @Test(
        "a number is read as Excel shows it: at most 15 digits, no binary remainder, no zeros at the end",
        arguments: [
            ("0.35000000000000003", "0.35"), ("0.30000000000000004", "0.3"), ("10.050000000000001", "10.05"),
            ("1.0500000000000001E-2", "0.0105"), ("1E-3", "0.001"), ("1.5E+2", "150"), ("1e2", "100"), ("-0.0", "0"),
            ("-12.5", "-12.5"), ("+3", "3"), ("16.50", "16.5"), ("007", "7"), (".5", "0.5"), ("5.", "5"),
            ("0.33333333333333331", "0.333333333333333"), ("0.66666666666666663", "0.666666666666667"),
            ("9.9999999999999995", "10"), ("123456789012345", "123456789012345"),
            ("12345678901234.567", "12345678901234.6"),
            ("1200000000000000000", "1200000000000000000"), ("1E+30", "1E+30"), ("-1.25E-20", "-1.25E-20"), ("0", "0"),
            ("0E+300", "0"),
        ])
    func numbers(_ value: String, _ expected: String) throws {
        let found = try text(value)
        #expect(found.text == expected && found.problem == nil)
    }

    @Test("every decimal of up to 15 digits is restored from its binary form with 17 digits")
    func roundTrip() throws {
        var chance = SeededGenerator(seed: 8170)
        var expected: [String] = []
        var rows = "<row r=\"1\">" + RawWorkbook.text("A1", "值") + "</row>"
        for index in 0..<5000 {
            let digits = Int.random(in: 1...15, using: &chance)
            let scale = Int.random(in: 0...12, using: &chance)
            let mantissa = Int64.random(in: 1..<Int64(pow(10.0, Double(digits))), using: &chance)
            let decimal = FixedDecimal(mantissa: mantissa, scale: scale)
            let binary = try #require(Double(decimal.text))
            expected.append(canonical(decimal.text))
            rows += "<row r=\"\(index + 2)\"><c><v>" + String(format: "%.17g", binary) + "</v></c></row>"
        }
        let table = try RawWorkbook(rows: rows).table()
        #expect(table.rows.map { $0.cells[0] } == expected)
    }

    @Test(
        "Laboratory 4: the same number means the same in a cell of a workbook as in CSV and JSON, which give its text")
    func sameInEveryForm() throws {
        var chance = SeededGenerator(seed: 2026)
        var texts = [
            "0.35000000000000003", "0.1", "123456789012345678", "1234567890123456", "0.30000000000000004", "1e-7",
        ]
        for _ in 0..<2000 {
            let digits = Int.random(in: 1...18, using: &chance)
            let mantissa = Int64.random(in: 0..<Int64(pow(10.0, Double(digits))), using: &chance)
            let decimal = FixedDecimal(mantissa: mantissa, scale: Int.random(in: 0...18, using: &chance)).text
            let binary = try #require(Double(decimal))
            texts += [decimal, String(format: "%.17g", binary), "-" + decimal, "\(binary / 3)"]
        }
        let rows = texts.enumerated().map { "<row r=\"\($0 + 2)\"><c><v>\($1)</v></c></row>" }
        let header = "<row r=\"1\">" + RawWorkbook.text("A1", "值") + "</row>"
        let table = try RawWorkbook(rows: header + rows.joined()).table()
        #expect(table.rows.count == texts.count)
        for (row, text) in zip(table.rows, texts) {
            if case .number(let number) = MeasuredValue(text) {
                #expect(row.problems.isEmpty && MeasuredValue(row.cells[0]) == .number(number), "\(text)")
            } else if row.problems.isEmpty, case .number = MeasuredValue(row.cells[0]) {
                Issue.record("\(text) is a number in a workbook only")
            }
        }
    }

    private func canonical(_ text: String) -> String {
        guard text.contains(".") else { return text }
        var rest = Substring(text)
        while rest.last == "0" { rest = rest.dropLast() }
        return String(rest.last == "." ? rest.dropLast() : rest)
    }

    @Test(
        "a whole number of more than 15 digits has already lost digits and is refused",
        arguments: ["1234567890123456", "69012345678901234", "1.2345678901234567E+16", "1234567890123456.7"])
    func tooLong(_ value: String) throws {
        #expect(try text(value).problem?.contains("整数超过15位") == true)
    }

    @Test(
        "a text that is not a number is refused",
        arguments: ["abc", "1,5", "1e", "0x10", "NaN", "INF", "1 2", "--1", ".", "1E99999"])
    func noNumber(_ value: String) throws {
        #expect(try text(value).problem?.contains("不是数字") == true)
    }

    @Test("a format that the workbook does not have is refused")
    func missingStyle() throws {
        var book = RawWorkbook(cell: "<c r=\"A2\" s=\"7\"><v>1</v></c>")
        book.format(["0"])
        #expect(try read(book).problem?.contains("格式不存在") == true)
    }
}
