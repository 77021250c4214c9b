internal import Domain
internal import Files
internal import TestSupport

/// Workbooks as laboratories upload them, and ways to damage them: in the XML of their parts, in the zip file, and by
/// parts that unpack to a much larger size.
enum Workbooks {
    /// A part of a workbook by its name within the zip.
    typealias Part = (name: String, bytes: [UInt8])

    /// The maximum size of an enlarged part. Compressed, it is about a thousandth of this.
    private static let largestPart = 8 << 20

    static func seeds() throws -> [Seed] {
        let empty = LaboratoryForm(Samples.criteria, Samples.criteria.editions[0])
        let form = try WorkbookWriter.bytes(of: empty.workbook(created: Timestamp(milliseconds: 0)))
        let books = [("texts.xlsx", texts, 3), ("kinds.xlsx", kinds, 4), ("several.xlsx", several, 3)]
        return try books.map { name, book, rows in
            Seed(
                name: name, bytes: try book.bytes(deflated: true), reader: .laboratory(.xlsx), records: rows,
                parts: book.parts.map { ($0.name, Array($0.text.utf8)) })
        } + [Seed(name: "form.xlsx", bytes: form, reader: .laboratory(.xlsx), records: empty.items.count)]
    }

    /// A damaged `seed`. Inserted pieces come from `other`.
    static func damaged(_ seed: Seed, with other: [UInt8], _ chance: inout FuzzRandom) throws -> [UInt8] {
        guard !seed.parts.isEmpty, chance.below(4) > 0 else {
            return Mutation.mutated(seed.bytes, with: other, &chance)
        }
        let parts = seed.parts
        var zip = ZipBuilder()
        // The first part, the content types, is not read.
        let chosen = 1 + chance.below(parts.count - 1)
        let deflated = chance.below(2) == 0
        for (index, part) in parts.enumerated() {
            var bytes = part.bytes
            if index == chosen || chance.below(8) == 0 {
                let source = parts[chance.below(parts.count)].bytes
                bytes = Mutation.mutated(bytes, with: source, &chance)
                if chance.below(2) == 0 { insertSpecial(into: &bytes, &chance) }
                if chance.below(200) == 0 { bytes = enlarged(bytes, &chance) }
            }
            try zip.add(part.name, bytes, deflated: deflated || bytes.count > 1 << 20)
        }
        // Most inputs have either a damaged zip file or damaged parts. Few have both.
        return chance.below(16) == 0 ? Mutation.mutated(zip.bytes, with: other, &chance) : zip.bytes
    }

    /// Inserts text that matters only in workbooks.
    private static func insertSpecial(into bytes: inout [UInt8], _ chance: inout FuzzRandom) {
        let place = bytes.isEmpty ? 0 : chance.below(bytes.count)
        // Mostly after a tag, so that the XML stays well-formed.
        let end = bytes[place...].firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 } ?? place
        bytes.insert(contentsOf: specials[chance.below(specials.count)].utf8, at: chance.below(4) == 0 ? place : end)
    }

    /// Repeats one piece up to `largestPart` bytes: a zip bomb, or a sheet with very many rows.
    private static func enlarged(_ bytes: [UInt8], _ chance: inout FuzzRandom) -> [UInt8] {
        guard !bytes.isEmpty else { return bytes }
        let start = chance.below(bytes.count)
        let piece = bytes[start..<min(bytes.count, start + 1 + chance.below(200))]
        let count = min(largestPart / piece.count, 1 << chance.below(22))
        var result = Array(bytes[..<start])
        result.reserveCapacity(bytes.count + piece.count * count)
        for _ in 0..<count { result += piece }
        return result + bytes[start...]
    }

    private static let specials = [
        "<c r=\"A2\" t=\"s\"><v>4294967296</v></c>", "<c r=\"ZZZ9\"><v>1</v></c>", "<c t=\"e\"><v>#N/A</v></c>",
        "<c s=\"4000000000\"><v>1</v></c>", "<c t=\"d\"><v>2026-11-02T08:00:00</v></c>", "<c><v>1E309</v></c>",
        "<c><v>0.30000000000000004</v></c>", "<c s=\"1\"><v>60</v></c>", "<c s=\"1\"><v>-1</v></c>", "<c><f>A1</f></c>",
        "<row r=\"1048577\"/>", "<row r=\"0\">", "<row r=\"2\" hidden=\"true\">", "</row>", "</c>", "<v/>",
        "<is><t/></is>",
        "<mergeCell ref=\"A1:XFD1048576\"/>", "<mergeCell ref=\"A2:A3\"/>", "<mergeCell ref=\"B2:A1\"/>",
        "<col min=\"1\" max=\"16384\" hidden=\"1\"/>", "<si><t>x</t></si>", "<t>_x0000_</t>", "<t>_xD800_</t>",
        "<rPh><t>x</t></rPh>", "<numFmt numFmtId=\"164\" formatCode=\"[$-804]yyyy&quot;年&quot;m;;@\"/>",
        "<xf numFmtId=\"46\"/>",
        "<numFmt numFmtId=\"165\" formatCode=\"0.00,,\"/>", "<workbookPr date1904=\"1\"/>",
        "<sheet name=\"结果\" sheetId=\"1\" r:id=\"rId1\"/>", "<!DOCTYPE x [<!ENTITY a \"b\">]>", "&a;", "&#55296;",
        "<?xml version=\"1.0\" encoding=\"UTF-16\"?>", "<x:row xmlns:x=\"u\"/>",
    ]
}

/// The workbooks that are damaged.
extension Workbooks {
    private static let header = ReportColumn.allCases.map(\.rawValue)

    private static func row(_ item: String, _ value: String) -> [String] {
        [
            "R-1", "S-0000-0001", "2026-11-12", "2026-05-20", "variant=B", item, "小零件", value, "mg/kg", "0.1", "", "1",
            "",
        ]
    }

    private static let rows = [row("TY-SP", "合格"), row("TY-MAG", "167.5"), row("TY-PAE1", "&lt;0.02")]

    private static let texts = RawWorkbook(rows: RawWorkbook.rows([header] + rows))

    /// Shared texts, numbers with formats, formulas, errors, merged cells, hidden rows and columns.
    private static let kinds: RawWorkbook = {
        func cells(_ row: Int, _ rest: String) -> String {
            let texts = ["A", "B", "C", "D", "E"].enumerated()
                .map { "<c r=\"\($1)\(row)\" t=\"s\"><v>\(header.count + $0)</v></c>" }.joined()
            return "<row r=\"\(row)\"\(row == 4 ? " hidden=\"1\"" : "")>\(texts)\(rest)</row>"
        }
        let names = header.enumerated().map { index, _ in
            "<c r=\"\(CellAddress(column: index + 1, row: 1).text)\" t=\"s\"><v>\(index)</v></c>"
        }
        var book = RawWorkbook(
            rows: "<row r=\"1\">\(names.joined())</row>"
                + cells(2, "<c r=\"F2\" t=\"str\"><f>1</f><v>TY-SP</v></c><c r=\"H2\" s=\"2\"><v>0.125</v></c>")
                + cells(3, "<c r=\"F3\" t=\"inlineStr\"><is><t>TY-MAG</t></is></c><c r=\"H3\"><v>1.5E-3</v></c>")
                + cells(4, "<c r=\"F4\" t=\"s\"><v>18</v></c><c r=\"H4\" t=\"e\"><v>#N/A</v></c>")
                + cells(6, "<c r=\"F6\" t=\"s\"><v>18</v></c><c r=\"H6\" t=\"b\"><v>1</v></c>"),
            after: "<mergeCells><mergeCell ref=\"I2:I3\"/></mergeCells>",
            before: "<cols><col min=\"7\" max=\"7\" hidden=\"1\"/></cols>")
        let shared = header + row("", "").prefix(5) + ["TY-PAE1"]
        book.strings = shared.map { "<si><t>\($0)</t></si>" }.joined() + "<si><r><t>检</t></r><r><t>测</t></r></si>"
        book.format(["0", "yyyy-mm-dd", "0.0%", "14"])
        return book
    }()

    /// A workbook whose data sheet is between a sheet of instructions and a hidden sheet.
    private static let several: RawWorkbook = {
        var book = texts
        book.sheets.insert(.init(name: "填写说明", xml: RawWorkbook.sheet(rows: RawWorkbook.rows([["说明"]]))), at: 0)
        book.sheets.append(.init(name: "旧", state: "hidden", xml: RawWorkbook.sheet(rows: RawWorkbook.rows(rows))))
        return book
    }()
}
