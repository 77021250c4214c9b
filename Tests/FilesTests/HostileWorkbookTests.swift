import Domain
import Files
import TestSupport
import Testing

/// Files that are not workbooks, and malicious files.
struct HostileWorkbookTests {
    private func sentence(_ bytes: [UInt8], _ limits: SheetLimits = SheetLimits()) throws -> String {
        let fault = #expect(throws: UploadFault.self) { try RawWorkbook.read(bytes, limits: limits) }
        return try #require(fault?.problems.first?.sentence)
    }

    private func sentence(_ book: RawWorkbook, _ limits: SheetLimits = SheetLimits()) throws -> String {
        try sentence(book.bytes(), limits)
    }

    private let plain = RawWorkbook(rows: RawWorkbook.rows([["值"], ["1"]]))

    @Test("the fault names an old .xls or an encrypted workbook, and the remedy")
    func compoundFiles() throws {
        let magic: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
        let old = magic + [UInt8](repeating: 0, count: 2048)
        #expect(try sentence(old).contains("旧版Excel文件（.xls）"))
        var encrypted = old
        let name: [UInt8] = "EncryptedPackage".utf8.flatMap { [$0, 0] }
        encrypted.replaceSubrange(1024..<1024 + name.count, with: name)
        #expect(try sentence(encrypted).contains("已加密"))
        #expect(try sentence(magic).contains("旧版"))
    }

    @Test("the fault names other kinds of files")
    func otherKinds() throws {
        #expect(try sentence(Array("报告编号,样品标签\n".utf8)).contains("不是XLSX文件"))
        #expect(try sentence([]).contains("不是XLSX文件"))
        var zip = ZipBuilder()
        try zip.add("mimetype", Array("application/vnd.oasis.opendocument.spreadsheet".utf8))
        try zip.add("content.xml", [])
        #expect(try sentence(zip.bytes).contains(".ods"))
        var binary = ZipBuilder()
        try binary.add("_rels/.rels", [])
        try binary.add("xl/workbook.bin", [])
        #expect(try sentence(binary.bytes).contains(".xlsb"))
        var other = ZipBuilder()
        try other.add("readme.txt", [])
        #expect(try sentence(other.bytes).contains("不是XLSX文件"))
    }

    @Test("a truncated file is refused wherever it is cut")
    func truncated() throws {
        let whole = try plain.bytes(deflated: true)
        for length in stride(from: 0, to: whole.count, by: 7) {
            #expect(throws: UploadFault.self) { try RawWorkbook.read(Array(whole.prefix(length))) }
        }
    }

    @Test("a part with a wrong checksum is refused even if its XML is sound")
    func checkSum() throws {
        var zip = ZipBuilder()
        for part in plain.parts {
            try zip.add(part.name, Array(part.text.utf8), checkSum: part.name.contains("sheet1") ? 7 : nil)
        }
        #expect(try sentence(zip.bytes).contains("sheet1.xml已损坏"))
    }

    @Test("a part encrypted within the zip is refused")
    func encryptedPart() throws {
        var zip = ZipBuilder()
        for part in plain.parts {
            try zip.add(part.name, Array(part.text.utf8), flags: part.name.contains("sheet1") ? 1 : 0)
        }
        #expect(try sentence(zip.bytes).contains("已加密"))
    }

    @Test("a document type is refused before any entity is expanded or fetched")
    func documentType() throws {
        let bomb =
            "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">"
            + "<!ENTITY c SYSTEM \"file:///etc/passwd\">]>"
        for xml in ["<worksheet><sheetData><row><c t=\"str\"><v>&b;&c;</v></c></row></sheetData></worksheet>", "<a/>"] {
            #expect(try sentence(RawWorkbook([.init(xml: bomb + xml)])).contains("DTD"))
        }
        var book = plain
        book.strings = "<si><t>&unknown;</t></si>"
        #expect(try sentence(book).contains("已损坏"))
    }

    @Test("a bomb is refused by the ratio of a part, by the total size, and by the number of entries")
    func bombs() throws {
        let blank = RawWorkbook(rows: RawWorkbook.rows([["值"]]) + String(repeating: " ", count: 8 << 20))
        #expect(try sentence(blank.bytes(deflated: true)).contains("压缩比异常"))
        var limits = SheetLimits()
        limits.expandedBytes = 1 << 20
        #expect(try sentence(blank, limits).contains("展开后超过1MB"))
        var many = ZipBuilder()
        for part in plain.parts { try many.add(part.name, Array(part.text.utf8)) }
        for index in 0..<2000 { try many.add("xl/media/\(index).png", []) }
        #expect(try sentence(many.bytes).contains("超过2000个"))
    }

    @Test(
        "names that lead outside the package or are repeated are refused",
        arguments: ["../../etc/passwd", "xl/../../x", "xl\\..\\..\\x", "XL/Workbook.xml", "xl\\workbook.xml"])
    func names(_ name: String) throws {
        var zip = ZipBuilder()
        for part in plain.parts { try zip.add(part.name, Array(part.text.utf8)) }
        try zip.add(name, [])
        let found = try sentence(zip.bytes)
        #expect(found.contains("不允许的路径") || found.contains("有两个"))
    }

    @Test("targets outside the package are refused, and missing parts are named")
    func targets() throws {
        for (target, part) in [("../../../x.xml", "不允许的路径"), ("worksheets/none.xml", "worksheets/none.xml")] {
            var zip = ZipBuilder()
            for entry in plain.parts {
                try zip.add(entry.name, Array(entry.text.replacing("worksheets/sheet1.xml", with: target).utf8))
            }
            #expect(try sentence(zip.bytes).contains(part))
        }
    }

    @Test("a tag without end is refused before it is read many times")
    func hugeTag() throws {
        let tag = RawWorkbook.sheet(rows: "<row r=\"" + String(repeating: "1", count: 6 << 20) + "\"/>")
        #expect(try sentence(RawWorkbook([.init(xml: tag)])).contains("过长的标记"))
    }

    @Test("a hundred or more levels are refused; so is a text longer than the limit of a cell")
    func depthAndLength() throws {
        let deep = String(repeating: "<a>", count: 5000) + String(repeating: "</a>", count: 5000)
        #expect(try sentence(RawWorkbook(rows: "", after: deep)).contains("层次过深"))
        let long = String(repeating: "长", count: 32_768)
        let fault = #expect(throws: UploadFault.self) { try RawWorkbook(rows: RawWorkbook.rows([[long]])).table() }
        #expect(fault?.problems.map(\.place) == ["表“结果” A1"])
    }

    @Test(
        "rows, columns, cells, shared texts and merged cells have limits, and the message asks the user to divide the file"
    )
    func bounds() throws {
        let rows = RawWorkbook.rows([["甲", "乙"], ["1", "1"], ["2", "2"], ["3", "3"]])
        var limits = SheetLimits()
        limits.rows = 2
        #expect(try sentence(RawWorkbook(rows: rows), limits).contains("数据行超过2"))
        limits = SheetLimits()
        limits.cells = 5
        #expect(try sentence(RawWorkbook(rows: rows), limits).contains("数据行超过2"))
        limits = SheetLimits()
        limits.columns = 1
        #expect(try sentence(RawWorkbook(rows: rows), limits).contains("列超过1"))
        limits = SheetLimits()
        limits.sharedStrings = 1
        var book = RawWorkbook(rows: rows)
        book.strings = "<si/><si/>"
        #expect(try sentence(book, limits).contains("不同的文字超过1"))
        let merges = String(repeating: "<mergeCell ref=\"A2:A1048576\"/>", count: 8)
        let merged = RawWorkbook(rows: rows, after: "<mergeCells>\(merges)</mergeCells>")
        #expect(try sentence(merged).contains("超过"))
    }

    @Test("a text that is once in the file and in many cells is counted in each cell")
    func repeatedText() throws {
        let long = String(repeating: "a", count: 90_000)
        let cells = (2...21).map { "<row r=\"\($0)\"><c r=\"A\($0)\" t=\"s\"><v>0</v></c></row>" }.joined()
        var book = RawWorkbook(rows: RawWorkbook.rows([["值"]]) + cells)
        book.strings = "<si><t>\(long)</t></si>"
        var limits = SheetLimits()
        limits.textBytes = 1 << 20
        #expect(try sentence(book, limits).contains("各行的文字合计超过1MB"))
        #expect(try book.table().rows.count == 20)
    }

    @Test(
        "a merged text is repeated only if a field may contain it, and the number of rows with only merged text is limited"
    )
    func mergedText() throws {
        let header = RawWorkbook.rows([["编号", "值"]])
        func book(_ text: String, to row: Int) -> RawWorkbook {
            RawWorkbook(
                rows: header + "<row r=\"2\">" + RawWorkbook.text("A2", text) + "</row>",
                after: "<mergeCells><mergeCell ref=\"A2:A\(row)\"/></mergeCells>")
        }
        let long = try book(String(repeating: "a", count: 90_000), to: 1001).table()
        #expect(long.rows.count == 1000)
        #expect(long.rows.dropFirst().allSatisfy { $0.cells == ["", ""] && $0.problems.count == 1 })
        #expect(long.rows.map { long.bytes(of: $0).count }.reduce(0, +) < 100_000)
        #expect(try sentence(book("R-1", to: 20_001)).contains("只有合并内容的行超过10000"))
        var limits = SheetLimits()
        limits.textBytes = 1000
        #expect(try sentence(book(String(repeating: "a", count: 150), to: 11), limits).contains("文字合计"))
    }

    @Test("very many ranges over one row cause only a limited number of faults")
    func faultsOfARow() throws {
        let merges = String(repeating: "<mergeCell ref=\"A2:B2\"/>", count: 5000)
        let rows = RawWorkbook.rows([["甲", "乙"], ["1", ""]])
        let table = try RawWorkbook(rows: rows, after: "<mergeCells>\(merges)</mergeCells>").table()
        #expect(table.rows.map(\.problems.count) == [20])
    }

    @Test("no mutation of the file or of its parts crashes the reader, and every result has its place")
    func mutations() throws {
        var book = RawWorkbook(
            rows: "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c></row>"
                + "<row r=\"2\"><c r=\"A2\" s=\"1\"><v>46328.5</v></c><c r=\"B2\" t=\"b\"><v>1</v></c></row>"
                + "<row r=\"4\" hidden=\"1\"><c r=\"A4\"><f>1/4</f><v>0.25</v></c><c r=\"B4\" t=\"e\"><v>#N/A</v></c></row>",
            after: "<mergeCells><mergeCell ref=\"A2:A3\"/></mergeCells>",
            before: "<cols><col min=\"1\" max=\"1\" hidden=\"1\"/></cols>")
        book.strings = "<si><t>编号</t></si><si><r><t>检_x0041_</t></r><r><t>测</t></r></si>"
        book.format(["0", "yyyy-mm-dd", "0.0%"])
        let whole = try book.bytes(deflated: true)
        var chance = SeededGenerator(seed: 6675)
        var readable = 0
        for round in 0..<4000 {
            let bytes =
                round % 2 == 0 ? Mutation.of(whole, &chance) : try Mutation.ofParts(book.parts, &chance)
            do {
                let table = try RawWorkbook.read(bytes)
                readable += 1
                for row in table.rows { #expect(row.cells.count == table.columns.count) }
            } catch let fault as UploadFault {
                #expect(fault.problems.allSatisfy { !$0.place.isEmpty && !$0.sentence.isEmpty })
            }
        }
        #expect(readable > 100)
    }
}
