import Domain
import Feeds
import Files
import TestSupport
import Testing

/// Input that no honest laboratory and no honest platform sends.
@Suite(.timeLimit(.minutes(15))) struct HostileInputTests {
    private static let refusal = "含有控制字符，请删除后重新上传"
    private static let header = "报告编号,样品标签,检测日期,生产日期,标称,检测项目,检测值,单位\n"

    private func problems(_ text: String, _ form: UploadForm) throws -> [UploadFault.Problem] {
        guard form == .json else { return ReportReading.problems(csv: Array(text.utf8)) }
        let fault = #expect(throws: UploadFault.self) { try LaboratoryUpload.report(json: Array(text.utf8)) }
        return try #require(fault).problems
    }

    private func parse(_ text: String, _ crawler: Crawler = Samples.crawler()) throws -> ParsedPage {
        try PageParser.parse(Array(text.utf8), crawler: crawler)
    }

    @Test(
        "A control character anywhere in a report is refused with its place",
        arguments: [
            ("reportNumber", #""reportNumber":"R-1""#, #""reportNumber":"R-#1""#),
            ("sample", #""sample":"S-1""#, #""sample":"S-#1""#),
            ("correctionReason", #""testedOn""#, #""correctionReason":"称#量","testedOn""#),
            ("declared.variant", #""variant":"A""#, #""variant":"A#B""#),
            ("declared", #""variant":"A""#, ##""var#iant":"A""##),
            ("results[0].item", #""item":"X""#, ##""item":"X#Y""##),
            ("results[0].value", #""value":"39.9""#, ##""value":"39.9#9""##),
            ("results[0].unit", #""unit":"mg/kg""#, ##""unit":"mg#/kg""##),
            ("results[0].detectionLimit", #""unit""#, #""detectionLimit":"5#0","unit""#),
        ],
        [#"\u0000"#, #"\u0001"#, #"\u001b"#, #"\u007f"#, #"\n"#, #"\r"#, #"\t"#])
    func reportJSON(_ given: (place: String, old: String, new: String), _ character: String) throws {
        let whole =
            #"{"reportNumber":"R-1","sample":"S-1","testedOn":"2026-11-12","declared":{"variant":"A"},"#
            + #""results":[{"item":"X","value":"39.9","unit":"mg/kg"}]}"#
        _ = try LaboratoryUpload.report(json: Array(whole.utf8))
        let text = whole.replacing(given.old, with: given.new.replacing("#", with: character))
        #expect(try problems(text, .json) == [.init(place: given.place, sentence: Self.refusal)])
    }

    @Test(
        "A control character in a cell is refused with its line and column", arguments: [0, 1, 4, 5, 6, 7],
        ["\0", "\u{1}", "\u{1B}", "\u{7F}", "\t", "\n"])
    func reportCSV(_ column: Int, _ character: String) throws {
        let names = Self.header.dropLast().split(separator: ",")
        var row = ["R-1", "S-1", "2026-11-12", "", "variant=A", "X", "1", "mg/kg"]
        row[column] = "\"" + row[column] + character + "x\""
        let found = try problems(Self.header + row.joined(separator: ",") + "\n", .csv)
        #expect(found == [.init(place: "第2行 第\(column + 1)列“\(names[column])”", sentence: Self.refusal)])
    }

    @Test("20,000 columns are refused at once, in a report and in a feed")
    func manyColumns() throws {
        let names = (0..<20_000).map { "列\($0)" }.joined(separator: ",") + "\n"
        #expect(try problems(names, .csv) == [.init(place: "第1行", sentence: "无法读取：列过多，最多256列")])
        let crawler = try Repository.crawler("csv-market")
        let fault = #expect(throws: PageFault.self) { try parse(names, crawler) }
        #expect(fault == .damaged(line: 1, column: 1, why: "20000 columns; at most 1000 are read"))
    }

    @Test("A name declared twice is refused, even with the same value, because the meaning must not be guessed")
    func declaredTwice() throws {
        for declared in ["variant=A;variant=B", "variant=A;variant=A", "variant=A;x=1;variant=B"] {
            let text = Self.header + "R-1,S-1,2026-11-12,,\(declared),X,1,mg/kg\n"
            #expect(try problems(text, .csv) == [.init(place: "第2行 第5列“标称”", sentence: "“variant”出现了两次")])
        }
    }

    @Test("More than 50 declared values are refused")
    func manyDeclared() throws {
        func report(_ count: Int) -> String {
            let declared = (0..<count).map { "\"d\($0)\":\"1\"" }.joined(separator: ",")
            return #"{"reportNumber":"R-1","sample":"S-1","testedOn":"2026-11-12","declared":{"# + declared
                + #"},"results":[{"item":"X","value":"1"}]}"#
        }
        #expect(try problems(report(51), .json) == [.init(place: "declared", sentence: "明示值过多，最多50项")])
        let most = try LaboratoryUpload.report(json: Array(report(50).utf8))
        #expect(most.declared.count == 50)
    }

    @Test(
        "A record with a control character is quarantined, and no other record is affected",
        arguments: [
            ("item", "id"), ("title", "title"), ("price", "price"), ("sales", "sales"), ("shopName", "shop"),
            ("link", "link"),
        ], [#"\u0000"#, #"\u0001"#, #"\u001b"#, #"\u007f"#])
    func feedJSON(_ given: (field: String, key: String), _ character: String) throws {
        var members = ["id": "1", "title": "积木", "price": "890", "sales": "5", "shop": "店", "link": "//a.cn/1"]
        members[given.key]? += character
        let record = "{" + members.sorted { $0.key < $1.key }.map { #""\#($0)":"\#($1)""# }.joined(separator: ",") + "}"
        let page = try parse(#"{"total":2,"items":[{"id":"good","title":"积木","price":100},\#(record)]}"#)
        #expect(page.listings.map(\.key.item) == ["good"])
        #expect(page.quarantined.map(\.fault.code) == [.controlCharacter])
        #expect(page.quarantined.map(\.fault.field) == [given.field])
        #expect(page.quarantined.map(\.place) == ["items[1]"])
        #expect(page.quarantined.first?.bytes == Array(record.utf8))
    }

    @Test("Line breaks and tabs in a title are allowed")
    func lineBreaks() throws {
        let page = try parse(#"{"items":[{"id":"1","title":"积\n木\t大\r\n","price":100}]}"#)
        #expect(page.quarantined.isEmpty)
        #expect(page.listings.map(\.title) == ["积\n木\t大\r\n"])
    }

    @Test("A row of a CSV feed with a control character is quarantined with its line", arguments: ["\0", "\u{1B}"])
    func feedCSV(_ character: String) throws {
        let header = "商品编号,商品名称,售价(元),累计销量,店铺,类目,链接\n"
        let page = try parse(
            header + "1,积\(character)木,9.90,5,店,类,链\n2,\"积\n木\",9.90,5,店,类,链\n",
            Repository.crawler("csv-market"))
        #expect(page.listings.map(\.key.item) == ["2"])
        #expect(page.quarantined.map(\.fault.code) == [.controlCharacter])
        #expect(page.quarantined.map(\.place) == ["line 2"])
    }

    @Test(
        "A stated total beyond any catalogue is ignored",
        arguments: [
            ("9223372036854775807", nil), ("1000000000001", nil), ("-1", nil), ("-9223372036854775808", nil),
            ("99999999999999999999999", nil), ("1e12", nil), ("0", 0), ("1000000000000", 1_000_000_000_000),
            (#""41""#, 41), (#""1,000""#, 1_000), (#""1000+""#, nil), (#""1.000""#, nil), ("41.0", 41),
        ] as [(String, Int64?)])
    func statedTotal(_ total: String, _ expected: Int64?) throws {
        let page = try parse(#"{"total":\#(total),"items":[{"id":"1","title":"积木","price":100}]}"#)
        #expect(page.statedTotal == expected)
        #expect(page.listings.count == 1)
    }

    @Test("Paging does not overflow, whatever total the platform states")
    func hugeTotals() {
        for total in [Int64.max, 1_000_000_000_000, 0, -1, .min] {
            var feed = EndOfFeed(Paging(firstPage: 0, pageSize: 20, total: nil))
            feed.add(.init(records: 20, fresh: 20, total: total, saysMore: nil, hasNext: false))
            #expect(feed.step == .goOn)
            #expect((feed.believedTotal == nil) == (total < 20))
        }
    }
}
