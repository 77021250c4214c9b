import Foundation
import TestSupport
import Testing

/// Made feeds, screened by the program with the shipped rules. `MadeFeedTests` has more of them.
@Suite("Made feeds from outside", .timeLimit(.minutes(15)))
struct MadeFeedJourneyTests {
    private let journey: Journey

    init() throws {
        let plain = try Journey()
        journey = Journey(
            folder: plain.folder,
            program: Program(
                environment: ["SUSHAI_DATABASE": plain.folder.path + "/none.sqlite", "SUSHAI_LOG_LEVEL": "error"],
                folder: Repository.root))
    }

    /// `count` offers around a price in yuan. They differ by up to a sixth in both directions.
    private func offers(_ count: Int, _ yuan: Int, _ title: String) -> [(title: String, fen: Int)] {
        (0..<count).map { ("\(title) 第\($0)款", yuan * (84 + ($0 * 37) % 33)) }
    }

    /// The flags of prices, by the title of the offer.
    private func flags(_ offers: [(title: String, fen: Int)]) async throws -> [(title: String, reason: String)] {
        var table = "商品编号,商品名称,售价(元),累计销量,店铺,类目,链接\n"
        for (index, offer) in offers.enumerated() {
            table +=
                "\(8_000_000 + index),\"\(offer.title)\",\(offer.fen / 100).\(offer.fen % 100 / 10)\(offer.fen % 10),"
            table += "100,虚构\(index)店,,https://example.com/\(index)\n"
        }
        let file = try journey.folder.write(Array(table.utf8), to: "feed.csv")
        let run = try await journey.program.run(["screen", "--crawler", "csv-market", file])
        #expect(run.status == 0, "\(run.error)")
        return try run.output.split(separator: "\n").compactMap { line in
            let flag = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            guard let flag, let kind = flag["flag"] as? String, ["low-price", "bait-variant"].contains(kind),
                let item = (flag["item"] as? String).flatMap(Int.init)
            else { return nil }
            return (offers[item - 8_000_000].title, flag["reason"] as? String ?? "")
        }
    }

    @Test("honest nappies and pens raise no flag; of ninety banks, the one of 20,000 mAh at ¥19.90 does")
    func feeds() async throws {
        let nappies = offers(19, 69, "婴儿纸尿裤 L码58片装") + offers(41, 89, "婴儿纸尿裤 L码 超薄透气")
        let pens = offers(15, 2, "中性笔 0.5黑色") + offers(45, 22, "中性笔 0.5黑色 12支装")
        let banks =
            offers(22, 29, "充电宝 5000毫安") + offers(23, 49, "充电宝 1万毫安") + offers(22, 89, "充电宝 20000mAh")
            + offers(22, 119, "充电宝 30000毫安")
        let found = try await flags(nappies + pens + banks + [("充电宝 20000毫安 大容量", 1_990)])
        #expect(found.map(\.title) == ["充电宝 20000毫安 大容量"])
        #expect(
            found.first?.reason.hasPrefix(
                "整件售价¥19.90，同规格（20000mAh）23个链接（不足30个，不足部分按同产品各规格共90个链接计）整件的中位价¥") == true,
            "\(found.first?.reason ?? "")")
    }
}
