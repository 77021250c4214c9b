import Domain
import Foundation
import TestSupport
import Testing

/// Compares the texts of cells with those that LibreOffice shows. `Fixtures/Oracle/cell_formats.py` makes the cells;
/// `cell_formats.tsv` has 800 recorded answers. `make oracle-cells` compares 4,000 others.
struct CellOracleTests {
    private struct Case {
        let kind: String
        let format: String
        let content: String
        let shown: String
    }

    private func cases() throws -> [Case] {
        let recorded = Repository.root + "/Fixtures/Oracle/cell_formats.tsv"
        let path = ProcessInfo.processInfo.environment["ORACLE_CELLS"] ?? recorded
        return try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map { line in
            let parts = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            try #require(parts.count == 4, "\(line)")
            return Case(kind: parts[0], format: parts[1], content: parts[2], shown: parts[3])
        }
    }

    private func table(_ cases: [Case]) throws -> RowTable {
        let formats = Array(Set(cases.map(\.format))).sorted()
        let styles = Dictionary(uniqueKeysWithValues: zip(formats, formats.indices.map { $0 + 1 }))
        var rows = "<row r=\"1\">" + RawWorkbook.text("A1", "值") + "</row>"
        var merges = ""
        for (index, one) in cases.enumerated() {
            let row = index + 2
            let style = try #require(styles[one.format])
            rows += "<row r=\"\(row)\">" + cell(one, "A\(row)", style) + "</row>"
            if one.kind == "beneath" { merges += "<mergeCell ref=\"A\(row - 1):A\(row)\"/>" }
        }
        var book = RawWorkbook(rows: rows, after: merges.isEmpty ? "" : "<mergeCells>\(merges)</mergeCells>")
        // The code `0` is the built-in format 1.
        book.format(["0"] + formats.map { $0 == "0" ? "1" : $0 })
        return try book.table()
    }

    private func cell(_ one: Case, _ address: String, _ style: Int) -> String {
        let content = one.content.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
        switch one.kind {
        case "rich":
            let runs = content.split(separator: " | ").map {
                "<r><rPr><b/></rPr><t xml:space=\"preserve\">\($0)</t></r>"
            }
            return "<c r=\"\(address)\" s=\"\(style)\" t=\"inlineStr\"><is>\(runs.joined())</is></c>"
        case "text": return "<c r=\"\(address)\" s=\"\(style)\" t=\"inlineStr\"><is><t>\(content)</t></is></c>"
        case "formula": return "<c r=\"\(address)\" s=\"\(style)\"><f>\(content)</f><v>\(content)</v></c>"
        default: return "<c r=\"\(address)\" s=\"\(style)\"><v>\(content)</v></c>"
        }
    }

    @Test("Laboratory 1: no cell is read as another number than LibreOffice shows, and usual formats are read")
    func libreOffice() throws {
        let cases = try cases()
        let table = try table(cases)
        let rows = Dictionary(uniqueKeysWithValues: table.rows.map { ($0.number, $0) })
        var refused = 0
        var others: [String] = []
        var unread: [String] = []
        for (index, one) in cases.enumerated() {
            let row = rows[index + 2]
            let text = row?.cells[0] ?? ""
            let line = "\(one.kind) \(one.format) \(one.content) is shown as “\(one.shown)”, read as “\(text)”"
            if let problem = row?.problems.first {
                refused += 1
                if one.kind == "usual", !mayBeRefused(one) { unread.append(line + ": " + problem.sentence) }
            } else if one.kind == "beneath" ? text != cases[index - 1].content : !agrees(text, one) {
                others.append(line)
            }
        }
        let share = refused * 1000 / cases.count
        print(
            "cells: \(cases.count - refused) read, \(refused) refused (\(share / 10).\(share % 10) %),"
                + " \(others.count) read otherwise than shown")
        #expect(others.isEmpty, "\(others.prefix(40).joined(separator: "\n"))")
        #expect(unread.isEmpty, "\(unread.prefix(40).joined(separator: "\n"))")
        #expect(cases.count >= 800 && refused * 2 < cases.count)
    }

    /// A number that is not zero and is shown as zero or as nothing is refused under every format. So is a percentage
    /// that may be rounded up or down.
    private func mayBeRefused(_ one: Case) -> Bool {
        if one.format.contains("%"), FifteenDigits(one.content.utf8)?.significand.last == 5 { return true }
        return !one.shown.contains { ("1"..."9").contains($0) } && (one.shown.isEmpty || one.content != "0")
    }

    private func agrees(_ text: String, _ one: Case) -> Bool {
        if text.contains(/^\d{4}-\d\d-\d\d/) || text.contains(/^\d\d:\d\d(:\d\d)?$/) { return isDate(text, one.shown) }
        let (ours, theirs) = (plain(text), plain(one.shown))
        switch (FifteenDigits(ours.utf8), FifteenDigits(theirs.utf8)) {
        case (let left?, let right?): return left.isSameNumber(as: right) || isLastDigit(left, right)
        case (nil, nil): return ours == theirs
        default: return false
        }
    }

    /// Whether two numbers of 15 digits differ by one in the last. LibreOffice rounds to 16 digits and then to 15.
    private func isLastDigit(_ left: FifteenDigits, _ right: FifteenDigits) -> Bool {
        let mantissa = { (number: FifteenDigits) in number.significand.reduce(0) { $0 * 10 + Int($1) } }
        return left.significand.count == 15 && right.significand.count == 15 && left.exponent == right.exponent
            && left.isNegative == right.isNegative && abs(mantissa(left) - mantissa(right)) == 1
    }

    /// Without blanks and separators of thousands; with a digit on both sides of each point; with the shortest exponent.
    private func plain(_ text: String) -> String {
        String(text.filter { !$0.isWhitespace })
            .replacingOccurrences(of: "(?<=[0-9]),(?=[0-9]{3})", with: "", options: .regularExpression)
            .replacingOccurrences(of: "(?<![0-9])\\.(?=[0-9])", with: "0.", options: .regularExpression)
            .replacingOccurrences(of: "(?<=[0-9])\\.(?![0-9])", with: "", options: .regularExpression)
            .replacingOccurrences(of: "(?<=E[+-])0(?=[0-9])", with: "", options: .regularExpression)
    }

    /// Whether each number that LibreOffice shows is part of the date or time that was read.
    private func isDate(_ text: String, _ shown: String) -> Bool {
        let groups = { (text: String) in text.split { !$0.isASCII || !$0.isNumber }.compactMap { Int($0) } }
        var expected = groups(text)
        if text.contains("-"), expected.count == 3 { expected += [0, 0, 0] }
        return !groups(shown).isEmpty && groups(shown).allSatisfy(expected.contains)
    }
}
