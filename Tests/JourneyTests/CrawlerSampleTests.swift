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
}
