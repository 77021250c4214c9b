import Domain
import Files
import TestSupport
import Testing

/// CSV read as a table.
struct CSVTableTests {
    private let text = "编号, 值 ,\r\nR-1,\"0,10\",\r\n,,\r\n\r\n\"第\n三\",<0.01,\r\n"

    @Test("rows, columns and places are the same in UTF-8, with its byte-order mark, and in GB 18030")
    func characterSets() throws {
        for bytes in [Array(text.utf8), [0xEF, 0xBB, 0xBF] + Array(text.utf8), try gb18030(text)] {
            let table = try CSVTable.read(bytes)
            #expect(table.columns.map(\.name) == ["编号", "值"])
            #expect(table.rows.map(\.cells) == [["R-1", "0,10"], ["第\n三", "<0.01"]])
            #expect(table.rows.map(\.number) == [2, 5])
            #expect(table.place(of: table.rows[1], column: 1) == "第5行 第2列")
            #expect(table.place(of: table.rows[0]) == "第2行" && table.headerPlace == "第1行")
        }
    }

    @Test("the stored bytes of a row are the original ones, in their own character set")
    func bytes() throws {
        for bytes in [Array(text.utf8), try gb18030(text)] {
            let table = try CSVTable.read(bytes)
            let last = table.bytes(of: table.rows[1])
            #expect(bytes.suffix(last.count).elementsEqual(last))
            #expect(String(decoding: table.bytes(of: table.rows[0]), as: UTF8.self) == "R-1,\"0,10\",\r\n")
        }
    }

    @Test("a row of the wrong length and a cell under no header are faults of their rows only")
    func faultsOfRows() throws {
        let table = try CSVTable.read(Array("甲,,乙\n1,,2\n1\n1,x,2\n1,,2,3\n".utf8))
        #expect(table.rows.map { $0.problems.map(\.place) } == [[], ["第3行"], ["第4行 第2列"], ["第5行"]])
        #expect(table.rows[0].cells == ["1", "2"])
    }

    @Test("more rows than a file may have are refused")
    func bounds() {
        let rows = [UInt8](repeating: UInt8(ascii: "1"), count: 1) + [0x0A]
        let bytes = Array(repeatElement(rows, count: CSVTable.maximumRows + 2).joined())
        let fault = #expect(throws: UploadFault.self) { try CSVTable.read(bytes) }
        #expect(fault?.problems.map(\.place) == ["第\(CSVTable.maximumRows + 2)行"])
    }
}
