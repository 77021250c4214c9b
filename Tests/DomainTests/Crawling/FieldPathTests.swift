import Domain
import Testing

@Suite("A path to a field")
struct FieldPathTests {
    @Test("starts at the record, or at the page with $")
    func start() throws {
        let record = try #require(FieldPath("shopInfo.shopName"))
        #expect(!record.fromPage)
        #expect(record.steps.map(\.name) == ["shopInfo", "shopName"])
        let page = try #require(FieldPath("$.data.room_id"))
        #expect(page.fromPage)
        #expect(page.steps.map(\.name) == ["data", "room_id"])
    }

    @Test("marks the names that hold JSON as text")
    func embedded() throws {
        let path = try #require(FieldPath("responce.queryResult|json.data"))
        #expect(path.steps.map(\.name) == ["responce", "queryResult", "data"])
        #expect(path.steps.map(\.embeddedJSON) == [false, true, false])
    }

    @Test("keeps its text, and keeps the name of a CSV column unchanged", arguments: ["商品编号", "售价(元)", "a b", "a|b"])
    func text(_ text: String) throws {
        let path = try #require(FieldPath(text))
        #expect(path.text == text)
        #expect(path.steps.map(\.name) == [text])
        #expect(path.steps.allSatisfy { !$0.embeddedJSON })
    }

    @Test("has no empty name", arguments: ["", ".", "$.", "a.", ".a", "a..b", "|json", "a.|json", "$..a"])
    func refuses(_ text: String) {
        #expect(FieldPath(text) == nil)
    }
}
