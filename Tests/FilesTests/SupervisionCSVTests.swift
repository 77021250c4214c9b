import Domain
import Files
import TestSupport
import Testing

struct SupervisionCSVTests {
    private let header = "对象,平台,名称或编号,类型,数量,起,止,来源\n"

    private func problems(_ text: String) -> [UploadFault.Problem] {
        do throws(UploadFault) {
            _ = try SupervisionCSV.attention(Array(text.utf8))
            return []
        } catch {
            return error.problems
        }
    }

    @Test("Counts are read whatever the order of their columns")
    func attention() throws {
        let text =
            "来源,数量,类型,对象,平台,名称或编号,起,止\n12315,12,投诉举报,商品,taobao,42,2026-10-01,2026-10-31\n"
            + "省舆情中心,3,舆情,产品,,toys,2026-10-01,2026-10-01\n省局,1,投诉,店铺,jd, 虚构店 ,2026-10-01,2026-10-02\n"
        let counts = try SupervisionCSV.attention(Array(text.utf8))
        #expect(
            counts.map(\.subject) == [
                .item(ListingKey(platform: "taobao", item: "42")), .product("toys"),
                .shop(platform: "jd", shop: "虚构店"),
            ])
        #expect(counts.map(\.count) == [12, 3, 1] && counts.map(\.type) == [.complaint, .opinion, .complaint])
        #expect(counts[0].from.text == "2026-10-01" && counts[0].until.text == "2026-10-31")
    }

    @Test("GB 18030 is also read")
    func otherCharacterSet() throws {
        let bytes = try gb18030("平台,店铺,年度,来源\njd,虚构店,2025,省局\n")
        #expect(
            try SupervisionCSV.shopFailures(bytes)
                == [ShopFailure(platform: "jd", shop: "虚构店", year: 2025, source: "省局")])
    }

    @Test(
        "A mistake is reported with its line and its column",
        arguments: [
            ("用品,jd,1,投诉,1,2026-10-01,2026-10-31,甲", "第2行第1列“对象”"),
            ("商品,,1,投诉,1,2026-10-01,2026-10-31,甲", "第2行第2列“平台”"),
            ("产品,jd,toys,投诉,1,2026-10-01,2026-10-31,甲", "第2行第2列“平台”"),
            ("商品,jd,,投诉,1,2026-10-01,2026-10-31,甲", "第2行第3列“名称或编号”"),
            ("商品,jd,1,抱怨,1,2026-10-01,2026-10-31,甲", "第2行第4列“类型”"),
            ("商品,jd,1,投诉,1万,2026-10-01,2026-10-31,甲", "第2行第5列“数量”"),
            ("商品,jd,1,投诉,-1,2026-10-01,2026-10-31,甲", "第2行第5列“数量”"),
            ("商品,jd,1,投诉,99999999999999999999,2026-10-01,2026-10-31,甲", "第2行第5列“数量”"),
            ("商品,jd,1,投诉,1,2026-02-30,2026-10-31,甲", "第2行第6列“起”"),
            ("商品,jd,1,投诉,1,2026-10-01,2026-09-30,甲", "第2行第7列“止”"),
            ("商品,jd,1,投诉,1,2026-10-01,2026-10-31,", "第2行第8列“来源”"),
            ("商品,jd,1\u{7},投诉,1,2026-10-01,2026-10-31,甲", "第2行第3列“名称或编号”"),
            ("商品,jd,1,投诉,1,2026-10-01,2026-10-31", "第2行"),
        ])
    func mistakes(_ row: String, _ place: String) {
        #expect(problems(header + row + "\n").map(\.place).first == place)
    }

    @Test("Every mistake of a file is reported at once, up to a hundred")
    func all() {
        let bad = "用品,jd,1,投诉,x,2026-10-01,2026-10-31,甲\n"
        #expect(problems(header + bad + bad).count == 4)
        #expect(problems(header + String(repeating: bad, count: 500)).count == 100)
    }

    @Test("Missing, unknown or repeated columns are named; a file without rows is a mistake")
    func columns() {
        #expect(problems("对象,平台\n").count == 6)
        #expect(problems(header.replacing("来源", with: "出处")).count == 2)
        #expect(problems(header.replacing("\n", with: ",来源\n")).map(\.sentence) == ["列“来源”出现了两次"])
        for empty in ["", "\n", header] { #expect(!problems(empty).isEmpty) }
    }
}
