import Domain
import Files
import Testing

@Suite("A table of titles with their products")
struct TitleTableTests {
    private func read(_ text: String) -> Result<[MatchTrial.Row], TitleTable.Faults> {
        do throws(TitleTable.Faults) {
            return .success(try TitleTable.read(Array(text.utf8), products: ["toys", "pens"]))
        } catch {
            return .failure(error)
        }
    }

    private func faults(_ text: String) -> [TitleTable.Fault] {
        if case .failure(let faults) = read(text) { faults.all } else { [] }
    }

    @Test("has a title and a product in each line, and perhaps platform and category")
    func rows() throws {
        let text = "\u{FEFF}# made for a test\n积木 拼装\ttoys\r\n\n#\n雨伞\tnone\n#好物 中性笔\tpens\tjd\t123\n积木\ttoys\tjd\n"
        let rows = try read(text).get()
        #expect(rows.map(\.title) == ["积木 拼装", "雨伞", "#好物 中性笔", "积木"])
        #expect(rows.map(\.product) == ["toys", nil, "pens", "toys"])
        #expect(rows.map(\.line) == [2, 5, 6, 7])
        #expect(rows.map(\.platform) == [nil, nil, "jd", "jd"] && rows.map(\.category) == [nil, nil, "123", nil])
    }

    @Test("every fault has its line and says what to do")
    func allFaults() {
        let text = "积木\n积木\ttoyz\n\ttoys\n积木\t\n积木\ttoys\t\t7\n积木\ta\tb\tc\td\n" + "积\ttoys\n"
        let found = faults(text)
        #expect(found.map(\.line) == [1, 2, 3, 4, 5, 6])
        let expected = ["有1列", "“toyz”不是产品代码；不属于任何产品的写 none", "标题为空", "没有产品代码", "有类目而没有平台", "有5列"]
        for (fault, part) in zip(found, expected) { #expect(fault.sentence.contains(part), "\(fault)") }
        #expect(faults("")[0].sentence.contains("没有标题"))
        #expect(faults(String(repeating: "积", count: 700) + "\ttoys")[0].sentence.contains("至多2000字节"))
    }

    @Test("text in another character set is refused")
    func otherCharacterSet() {
        #expect(throws: TitleTable.Faults.self) {
            try TitleTable.read([0xBB, 0xFD, 0xC4, 0xBE, 0x09] + Array("toys".utf8), products: ["toys"])
        }
    }
}
