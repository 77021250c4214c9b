import Foundation
import TestSupport
import Testing

/// `sushai crawler check --sample`, run as a program.
@Suite(.timeLimit(.minutes(15))) struct CrawlerSampleTests {
    private func check(_ crawler: String, _ page: String, _ more: String...) async throws -> Program.Run {
        let journey = try Journey()
        return try await journey.program.run(["crawler", "check", crawler, "--sample", page] + more)
    }

    @Test("shows fields, first listings, stated total and every record that could not be read")
    func shows() async throws {
        let run = try await check("Crawlers/jd-union.yaml", "Fixtures/Pages/jd-union/day-1/11842-2.json")
        #expect(run.status == 0, "\(run.error)")
        #expect(run.output.contains("记录 16 条，可读 14 条，隔离 2 条，平台声明共 36 条"), "\(run.output)")
        #expect(run.output.contains("店铺名称 shopName") && run.output.contains("shopInfo.shopName"))
        #expect(run.output.contains("missing-field") && run.output.contains("queryResult|json.data[14]"))
    }

    @Test("prints the same as one JSON object for programs")
    func json() async throws {
        let run = try await check(
            "Crawlers/taobao-top.yaml", "Fixtures/Pages/taobao-top/day-1/50002766-2.json", "--json", "--limit", "2")
        #expect(run.status == 0, "\(run.error)")
        let answer = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
        #expect(answer["records"] as? Int == 19 && answer["statedTotal"] as? Int == 39)
        #expect((answer["first"] as? [Any])?.count == 2)
        #expect((answer["quarantined"] as? [Any])?.count == 1)
        #expect((answer["fields"] as? [Any])?.isEmpty == false)
    }

    @Test("reads a CSV file as well")
    func csv() async throws {
        let run = try await check("Crawlers/csv-market.yaml", "Fixtures/Pages/csv-market/day-1/listings.csv")
        #expect(run.status == 0, "\(run.error)")
        #expect(run.output.contains("平台未声明可以读取的总数") && run.output.contains("售价(元)"))
    }

    @Test("exits with 65 if nothing could be read: an error page, a truncated page, a page of another feed")
    func nothingRead() async throws {
        for (crawler, page, why) in [
            ("pdd-ddk", "Fixtures/Awkward/pdd-error-200.json", "平台返回错误"),
            ("taobao-top", "Fixtures/Awkward/taobao-cut-in-half.json", "损坏或被截断"),
            ("taobao-top", "Fixtures/Pages/pdd-ddk/day-1/6398-1.json", "没有记录列表"),
            ("taobao-top", "no-such-file.json", "无法读取"),
        ] {
            let run = try await check("Crawlers/\(crawler).yaml", page)
            #expect(run.status == 65, "\(page)")
            #expect(run.error.contains(why), "\(run.error)")
        }
    }

    @Test("a broken crawler file is refused before the page is read, and exactly one file must be named")
    func refusals() async throws {
        let journey = try Journey()
        let broken = try journey.folder.write(
            Array(try Repository.text("Crawlers/pdd-ddk.yaml").replacing("unit: fen", with: "unit: jiao").utf8),
            to: "pdd-ddk.yaml")
        let page = "Fixtures/Pages/pdd-ddk/day-1/6398-1.json"
        let first = try await journey.program.run(["crawler", "check", broken, "--sample", page])
        #expect(first.status == 65 && first.error.contains("“jiao” is not known"), "\(first.error)")
        let second = try await journey.program.run(["crawler", "check", "--sample", page])
        #expect(second.status == 65 && second.error.contains("须与一个抓取器文件同用"), "\(second.error)")
    }

    private static let market = """
        商品编号,商品名称,售价(元),累计销量,店铺,类目,链接
        6.28E+11,积木玩具一,39.9,100,店,玩具,https://a.example.cn/1
        628000000002,积木玩具二,券后价39.9,100,店,玩具,https://a.example.cn/2
        628000000003,积木玩具三,39.90000000000001,100,店,玩具,https://a.example.cn/3
        628000000004,积木玩具四,39.9,近10万,店,玩具,https://a.example.cn/4
        628000000005,积木玩具五,39.9,2000+条评价,店,玩具,https://a.example.cn/5
        628000000006,积木玩具六,39.9,月销300+,店,玩具,https://a.example.cn/6
        628000000007,积木玩具七,39.9,1.2w+人付款,店,玩具,https://a.example.cn/7

        """

    @Test("shows what could not be read in each field: how often, examples as received, why, and what to do")
    func unread() async throws {
        let journey = try Journey()
        let page = try journey.folder.write(Array(Self.market.utf8), to: "market.csv")
        let run = try await journey.program.run(
            ["crawler", "check", "Crawlers/csv-market.yaml", "--sample", page, "--json"])
        #expect(run.status == 0, "\(run.error)")
        let answer = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
        let unread = try #require(answer["unread"] as? [[String: Any]])
        let shown = unread.map { row in
            ["field", "count", "reason", "examples", "advice"].map { row[$0].map { "\($0)" } ?? "" }.joined(
                separator: " ")
        }
        #expect(unread.count == 6, "\(shown)")
        let wanted = [
            ["sales", "1", "“近10万”", "没有确定的上下限"], ["sales", "“2000+条评价”", "评价"],
            ["sales", "“月销300+”", "30d"], ["item", "“6.28E+11”", "数据→从文本"], ["price", "“券后价39.9”", "priceAfterCoupon"],
            ["price", "“39.90000000000001”", "unit: fen"],
        ]
        for parts in wanted {
            #expect(shown.contains { row in parts.allSatisfy { row.contains($0) } }, "\(parts) in \(shown)")
        }
        let text = try await check("Crawlers/csv-market.yaml", page)
        #expect(text.output.contains("无法读取的内容及处理办法") && text.output.contains("销量 sales无法读取 3 条"), "\(text.output)")
    }

    @Test("the filter reports how many sales it could not read, with examples")
    func unreadSales() async throws {
        let journey = try Journey()
        let run = try await journey.program.run(["screen", "--crawler", "csv-market"], input: Array(Self.market.utf8))
        #expect(run.status == 0, "\(run.error)")
        #expect(run.error.contains("销量 sales：1条无法读取，没有确定的上下限（近、约），如“近10万”"), "\(run.error)")
        #expect(run.error.contains("window 改为 30d") && run.error.contains("spoilt-item"), "\(run.error)")
    }
}
