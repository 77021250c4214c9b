import Foundation
import Terminal
import Testing

@Suite struct TableTests {
    @Test("a column that wraps hides nothing; the other cells of the row stay on its first line")
    func wraps() {
        var table = Table([.init("a", "甲"), .init("b", "乙", widest: 8, wraps: true)])
        table.add(["x", "一二三四五六"])
        table.add(["y", "two words"])
        let lines = table.text.split(separator: "\n").map(String.init)
        #expect(lines.count == 6)
        #expect(lines[2] == "  x   一二三四" && lines[3] == "      五六")
        #expect(lines[4] == "  y   two" && lines[5] == "      words", "\(lines)")
    }

    private static func sample() -> Table {
        var table = Table([.init("name", "名称", widest: 8), .init("count", "数量"), .init("note", "备注")])
        table.add(["充电宝与移动电源", 7, .missing])
        table.add(["a", 12, "第一行\n第二行"])
        return table
    }

    @Test("columns line up by display width, Chinese characters taking two columns")
    func alignment() {
        let lines = Self.sample().text.split(separator: "\n").map(String.init)
        #expect(lines.count == 4)
        #expect(lines[2].contains("充电宝…"))
        let starts = lines.dropFirst(2).map { line in
            DisplayWidth.of(String(line.prefix { $0 != "7" && $0 != "1" }))
        }
        #expect(starts[0] == starts[1] + 1)
        #expect(lines[3].contains("第一行 第二行"))
    }

    @Test("JSON holds the whole texts, numbers as numbers, and leaves out what is missing")
    func json() throws {
        let rows = try #require(
            try JSONSerialization.jsonObject(with: Data(Self.sample().json.utf8)) as? [[String: Any]])
        #expect(rows[0]["name"] as? String == "充电宝与移动电源")
        #expect(rows[0]["count"] as? Int == 7)
        #expect(rows[0]["note"] == nil)
        #expect(rows[1]["note"] as? String == "第一行\n第二行")
    }
}
