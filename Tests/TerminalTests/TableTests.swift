import Foundation
import Terminal
import Testing

@Suite struct TableTests {
    @Test("a column that wraps shows the whole text; the other cells of the row stay on its first line")
    func wraps() {
        var table = Table([.init("a", "甲"), .init("b", "乙", widest: 8, wraps: true)])
        table.add(["x", "一二三四五六"])
        table.add(["y", "two words"])
        let lines = table.text.split(separator: "\n").map(String.init)
        #expect(lines.count == 6)
        #expect(lines[2] == "  x   一二三四" && lines[3] == "      五六")
        #expect(lines[4] == "  y   two" && lines[5] == "      words", "\(lines)")
    }

    @Test("a column for programs only is in JSON and not in the text table")
    func jsonOnly() {
        var table = Table([.init("a", "甲"), .init("b", "乙", isJSONOnly: true), .init("c", "丙")])
        table.add(["x", "hidden", 7])
        #expect(!table.text.contains("乙") && !table.text.contains("hidden"))
        #expect(table.text.split(separator: "\n").last == "  x    7")
        #expect(table.json.contains(#""b":"hidden""#))
    }

    @Test("a wrapped line does not begin with a closing mark")
    func closingMarks() {
        #expect(DisplayWidth.wrapped("一二三四，五六", to: 8) == ["一二三", "四，五六"])
        #expect(DisplayWidth.wrapped("一二 三四五", to: 8) == ["一二", "三四五"])
    }

    private static func sample() -> Table {
        var table = Table([.init("name", "名称", widest: 8), .init("count", "数量"), .init("note", "备注")])
        table.add(["充电宝与移动电源", 7, .missing])
        table.add(["a", 12, "第一行\n第二行"])
        return table
    }

    @Test("columns are aligned by display width; a Chinese character takes two columns")
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

    @Test("JSON contains the whole texts, numbers as numbers, and omits missing values")
    func json() throws {
        let rows = try #require(
            try JSONSerialization.jsonObject(with: Data(Self.sample().json.utf8)) as? [[String: Any]])
        #expect(rows[0]["name"] as? String == "充电宝与移动电源")
        #expect(rows[0]["count"] as? Int == 7)
        #expect(rows[0]["note"] == nil)
        #expect(rows[1]["note"] as? String == "第一行\n第二行")
    }
}
