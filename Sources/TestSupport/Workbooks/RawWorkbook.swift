internal import Domain

/// A workbook as raw XML parts.
package struct RawWorkbook {
    package struct Sheet {
        package var name: String
        package var state: String
        package var xml: String

        package init(name: String = "结果", state: String = "", xml: String) {
            self.name = name
            self.state = state
            self.xml = xml
        }
    }

    package static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    package static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package static let relationships = "http://schemas.openxmlformats.org/package/2006/relationships"

    package var sheets: [Sheet]
    package var strings: String?
    package var styles: String?
    package var workbookProperties = ""
    /// The element `calcPr`.
    package var calculation = ""

    package init(_ sheets: [Sheet]) {
        self.sheets = sheets
    }

    /// One sheet. `rows` is the content of its `sheetData`.
    package init(rows: String, after: String = "", before: String = "") {
        self.init([Sheet(xml: Self.sheet(rows: rows, after: after, before: before))])
    }

    /// One sheet with the header 值 in A1 and one cell A2 below it.
    package init(cell: String) {
        self.init(rows: Self.text("A1", "值") + "</row><row r=\"2\">" + cell, wrapped: true)
    }

    private init(rows: String, wrapped: Bool) {
        self.init(rows: "<row r=\"1\">" + rows + "</row>")
    }

    package static func sheet(rows: String, after: String = "", before: String = "") -> String {
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><worksheet xmlns=\"\(main)\">\(before)<sheetData>\(rows)</sheetData>"
            + "\(after)</worksheet>"
    }

    /// A cell with an inline text.
    package static func text(_ address: String, _ text: String) -> String {
        "<c r=\"\(address)\" t=\"inlineStr\"><is><t>\(text)</t></is></c>"
    }

    /// Rows of texts from A1.
    package static func rows(_ table: [[String]]) -> String {
        table.enumerated().map { index, cells in
            let inner = cells.enumerated().map { column, text in
                self.text(CellAddress(column: column + 1, row: index + 1).text, text)
            }
            return "<row r=\"\(index + 1)\">" + inner.joined() + "</row>"
        }
        .joined()
    }

    /// The parts by name, in the order in which spreadsheet programs write them.
    package var parts: [(name: String, text: String)] {
        var entries = ""
        var related = ""
        var parts: [(name: String, text: String)] = []
        for (index, sheet) in sheets.enumerated() {
            let state = sheet.state.isEmpty ? "" : " state=\"\(sheet.state)\""
            entries += "<sheet name=\"\(sheet.name)\" sheetId=\"\(index + 1)\"\(state) r:id=\"rId\(index + 1)\"/>"
            related += Self.relationship("rId\(index + 1)", "worksheet", "worksheets/sheet\(index + 1).xml")
            parts.append(("xl/worksheets/sheet\(index + 1).xml", sheet.xml))
        }
        if let strings {
            related += Self.relationship("rIdS", "sharedStrings", "sharedStrings.xml")
            parts.append(("xl/sharedStrings.xml", "<sst xmlns=\"\(Self.main)\">\(strings)</sst>"))
        }
        if let styles {
            related += Self.relationship("rIdF", "styles", "/xl/styles.xml")
            parts.append(("xl/styles.xml", "<styleSheet xmlns=\"\(Self.main)\">\(styles)</styleSheet>"))
        }
        let book =
            "<workbook xmlns=\"\(Self.main)\" xmlns:r=\"\(Self.office)\"><workbookPr \(workbookProperties)/>"
            + "<sheets>\(entries)</sheets>\(calculation)</workbook>"
        let root = Self.relationship("rId1", "officeDocument", "xl/workbook.xml")
        return [
            ("[Content_Types].xml", "<Types/>"),
            ("_rels/.rels", "<Relationships xmlns=\"\(Self.relationships)\">\(root)</Relationships>"),
            ("xl/workbook.xml", book),
            ("xl/_rels/workbook.xml.rels", "<Relationships xmlns=\"\(Self.relationships)\">\(related)</Relationships>"),
        ] + parts
    }

    private static func relationship(_ id: String, _ type: String, _ target: String) -> String {
        "<Relationship Id=\"\(id)\" Type=\"\(office)/\(type)\" Target=\"\(target)\"/>"
    }

    package func bytes(deflated: Bool = false) throws -> [UInt8] {
        var zip = ZipBuilder()
        for part in parts { try zip.add(part.name, Array(part.text.utf8), deflated: deflated) }
        return zip.bytes
    }

    /// Sets the number formats of the cells with `s="0"`, `s="1"` and so on: format codes, or numbers of built-in
    /// formats.
    package mutating func format(_ formats: [String]) {
        var codes = ""
        var cells = ""
        for (index, format) in formats.enumerated() {
            // `0` is the built-in format `General`; `000` is a code.
            let builtIn = format.hasPrefix("0") && format != "0" ? nil : Int(format)
            let id = builtIn ?? 164 + index
            if builtIn == nil {
                let code = format.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
                    .replacing("\"", with: "&quot;")
                codes += "<numFmt numFmtId=\"\(id)\" formatCode=\"\(code)\"/>"
            }
            cells += "<xf numFmtId=\"\(id)\"/>"
        }
        styles =
            "<numFmts>\(codes)</numFmts><cellStyleXfs><xf numFmtId=\"9\"/></cellStyleXfs><cellXfs>\(cells)</cellXfs>"
    }
}
