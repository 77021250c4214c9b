import Domain
import Files
import Store
import TestSupport
import Testing

@testable import Workers

@Suite struct ExportFlagsTests {
    private let test: TestAppContext
    private var store: Store { test.base.store }

    init() throws {
        test = try TestAppContext()
    }

    private func lines(_ file: ExportFile) -> [String] {
        String(decoding: file.bytes, as: UTF8.self).split(separator: "\r\n").map(String.init)
    }

    @Test("A file has the rows that match in the order of the list, with what flags saw")
    func content() async throws {
        let offers = [
            FlaggedOffer(Samples.listing("1", title: "甲,\"乙\"", price: 890)),
            FlaggedOffer(Samples.listing("2", price: 500), kinds: [.lowPrice, .livestream]),
            FlaggedOffer(Samples.listing("3", price: 700)),
        ]
        try await Samples.flaggedPull(in: store, offers, slot: FixedClock.start)
        _ = try await store.reviewFlags(
            of: 3, FlagReviewRequest(.ignore, reason: "配件"), by: .holder(.officer, name: "officer-a"))
        var query = FlagQuery()
        query.order = ListOrder(.price, isDescending: false)
        let file = try await ExportFlags(test.context).file(.all(query), .csv)
        #expect(file.name == "标记-2026-11-02-共2条.csv" && file.bytes.starts(with: [0xEF, 0xBB, 0xBF]))
        let rows = lines(file)
        #expect(rows.count == 3 && rows[0].hasPrefix("\u{FEFF}优先级,产品,平台,商品编号,标题,店铺,标记理由"))
        #expect(rows[1].contains(",淘宝,2,") && rows[1].contains("明显低价") && rows[1].contains("直播带货"))
        #expect(rows[2].contains("\"甲,\"\"乙\"\"\"") && rows[2].contains(",8.90,") && rows[2].contains("待研判"))
        let chosen = try await ExportFlags(test.context).file(.rows([3, 99]), .csv)
        // Number 99 is no listing, which the first line says.
        #expect(lines(chosen).last?.contains("已忽略,officer-a,2026-11-02 08:00,配件") == true)
        let book = try await ExportFlags(test.context).file(.all(query), .xlsx)
        let table = try XLSXTable.read(book.bytes, preferred: "标记")
        #expect(table.columns.map(\.name).prefix(2) == ["优先级", "产品"] && table.rows.count == 2)
    }

    @Test("Text of sellers is no formula in a spreadsheet", arguments: ["=1+1", "+1", "-1", "@x", "\t=1"])
    func formulas(_ title: String) throws {
        let table = ExportTable(title: "标记", heads: ["标题"], widths: [10], rows: [[title]], total: 1)
        let bytes = try table.file(.csv, at: FixedClock.start).bytes
        #expect(String(decoding: bytes, as: UTF8.self).contains("\r\n'" + title))
    }

    @Test("A file that is cut says so in its name and in its first line")
    func cut() throws {
        let table = ExportTable(
            title: "标记", heads: ["标题"], widths: [10], rows: [["甲"], ["乙"]], total: 61_234)
        for format in ExportFormat.allCases {
            let file = try table.file(format, at: FixedClock.start)
            #expect(file.name == "标记-2026-11-02-仅前2条-共61234条." + format.rawValue)
        }
        let csv = String(decoding: try table.file(.csv, at: FixedClock.start).bytes, as: UTF8.self)
        // The comma in the number quotes the line.
        #expect(csv.dropFirst().hasPrefix("\"本文件仅含前 2 条，符合条件的共 61,234 条"))
        #expect(ExportTable.most == 50_000)
    }
}
