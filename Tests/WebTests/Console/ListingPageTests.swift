import Domain
import Foundation
import Store
import TestSupport
import Testing
import Workers

@testable import Web

@Suite("The page of one listing", .timeLimit(.minutes(3)))
struct ListingPageTests {
    private let console: ConsoleCase
    private var store: Store { console.store }

    init() throws {
        console = try ConsoleCase()
    }

    /// Forty offers on three days; the first is cheap, and sells much on the last day.
    private func screen() async throws {
        let crawler = Samples.crawler()
        for day in 0..<3 {
            let slot = FixedClock.start.adding(seconds: Int64(day) * 86_400)
            console.base.clock.set(slot)
            let offers = (1...40).map { number in
                let sold = Int64(number == 1 && day == 2 ? 3_000 : 100 + day)
                return Listing(
                    key: ListingKey(platform: "taobao", item: "\(number)"), title: "磁力片积木玩具",
                    price: PriceRange(Fen(number == 1 ? 780 - Int64(day) : 4_000 + Int64(number) * 37)),
                    sales: SalesFigure(lower: sold, upper: sold, window: .cumulative, raw: String(sold)),
                    shopName: "虚构1号玩具店", link: "https://market.example.cn/goods/\(number)")
            }
            let pull = try await Samples.completedPull(in: store, offers, crawler: crawler, slot: slot)
            _ = try await Screen(console.context).run(pull: pull)
        }
    }

    @Test("It says what it is, what comes next, why, where the price lies, and what happened")
    func page() async throws {
        try await screen()
        try await console.browse { client in
            let browser = try await console.browser(client, as: .officer)
            let page = try await browser.get("/console/listings/1")
            #expect(page.status == 200 && page.bytes < 150_000)
            for text in [
                "<h1>磁力片积木玩具</h1>", "下一步：研判", "待研判", "明显低价", "短时销量大", "界线：稳健 z 值 ≤ −3", "则不标记",
                "比较组：淘宝", "40 个商品", "排第 1 低", "中位价", "role=\"img\"", "累计销量", "≥2,899", "降价 ¥0.01", "首次见到",
                "<dt>CCC 证书</dt><dd>未知</dd>", "没有找到同款", "标记：", "没有不合格的记录", "打开商品页",
            ] {
                #expect(page.text.contains(text), "\(text)")
            }
            // Three pictures, each with a sentence; its figures are in tables.
            let pictures = page.text.matches(of: /<svg [^>]*role="img" aria-label="[^"]{20,}">/)
            #expect(pictures.count == 3 && !page.text.contains("style="))
            #expect(page.text.contains("<caption class=\"vh\">比较组的价格</caption>"))
        }
    }

    @Test("A decision is recorded once, shown with its author, and can be taken back")
    func decide() async throws {
        try await Samples.flaggedPull(in: store, [FlaggedOffer(Samples.listing("1"))], slot: console.base.clock.now)
        try await console.browse { client in
            let browser = try await console.browser(client, as: .officer)
            let page = try await browser.get("/console/listings/1?sort=price")
            let done = try await browser.submit(page, "/console/listings/1/review", ["do": "buy"])
            #expect(done.location == "/console/listings/1?sort=price")
            let after = try await browser.get(try #require(done.location))
            #expect(after.text.contains("已列入采样。") && after.text.contains("officer 已于") && after.text.contains("撤销决定"))
            let undone = try await browser.submit(after, "/console/listings/1/review", ["do": "undo"])
            let undonePage = try await browser.get(try #require(undone.location))
            #expect(undonePage.text.contains("恢复为待研判"))
            #expect(try await store.flaggedListings([1]).first?.state == .pending)
            #expect(try await store.number(of: .flagReviewed) == 2)
        }
    }

    @Test("Ignoring asks for a reason, and keeps what was typed when someone was faster")
    func ignore() async throws {
        try await Samples.flaggedPull(in: store, [FlaggedOffer(Samples.listing("1"))], slot: console.base.clock.now)
        try await console.browse { client in
            let browser = try await console.browser(client, as: .officer)
            let form = try await browser.get("/console/listings/1/ignore")
            let empty = try await browser.submit(form, "/console/listings/1/review", ["reason": ""])
            #expect(empty.status == 422 && empty.text.contains("忽略须写明理由"))
            _ = try await store.reviewFlags(of: 1, FlagReviewRequest(.buy), by: .holder(.officer, name: "colleague"))
            let late = try await browser.submit(empty, "/console/listings/1/review", ["reason": "单个<配件>的价格"])
            #expect(late.status == 422 && late.text.contains("colleague 已于") && late.text.contains("单个&lt;配件&gt;的价格"))
            #expect(try await store.flaggedListings([1]).first?.state == .buy)
            // With the colleague's decision seen, the same form is recorded.
            let done = try await browser.submit(late, "/console/listings/1/review", ["reason": "单个配件的价格"])
            #expect(done.status == 303)
            #expect(try await store.flaggedListings([1]).first?.review?.reason == "单个配件的价格")
        }
    }

    @Test("Someone was faster: the page stays and names who and when")
    func overtaken() async throws {
        try await Samples.flaggedPull(in: store, [FlaggedOffer(Samples.listing("1"))], slot: console.base.clock.now)
        try await console.browse { client in
            let browser = try await console.browser(client, as: .officer)
            let page = try await browser.get("/console/listings/1")
            let request = try FlagReviewRequest(.ignore, reason: "配件")
            _ = try await store.reviewFlags(of: 1, request, by: .holder(.officer, name: "colleague"))
            let late = try await browser.submit(page, "/console/listings/1/review", ["do": "buy"])
            #expect(late.status == 409 && late.text.contains("<h1>磁力片积木玩具</h1>"))
            #expect(late.text.contains("colleague 已于 2026-11-02") && late.text.contains("本次未作更改"))
            #expect(try await store.flaggedListings([1]).first?.state == .ignore)
        }
    }

    @Test("The rows of the list are walked through from its page")
    func walking() async throws {
        let offers = (1...3).map { FlaggedOffer(Samples.listing("\($0)", price: 500 + Int64($0))) }
        try await Samples.flaggedPull(in: store, offers, slot: console.base.clock.now)
        try await console.browse { client in
            let browser = try await console.browser(client, as: .officer)
            let page = try await browser.get("/console/listings/2?sort=price")
            #expect(page.text.contains("href=\"/console/listings/1?sort=price\" rel=\"prev\""))
            #expect(page.text.contains("href=\"/console/listings/3?sort=price\" rel=\"next\""))
            #expect(page.text.contains("<a href=\"/console/flags?sort=price\">标记</a>"))
        }
    }

    @Test("A link that could run something is not offered", arguments: ["javascript:alert(1)", "//x", "https://a b"])
    func links(_ link: String) async throws {
        let listing = Listing(
            key: ListingKey(platform: "taobao", item: "1"), title: "积木", price: PriceRange(Fen(500)), link: link)
        try await Samples.flaggedPull(in: store, [FlaggedOffer(listing)], slot: console.base.clock.now)
        try await console.browse { client in
            let browser = try await console.browser(client, as: .officer)
            let page = try await browser.get("/console/listings/1")
            #expect(page.status == 200 && !page.text.contains("href=\"javascript") && !page.text.contains("href=\"//"))
            #expect(!page.text.contains("https://a b"))
        }
    }

    @Test("A listing that does not exist, and one that is no number, are not found")
    func unknown() async throws {
        try await console.browse { client in
            let browser = try await console.browser(client, as: .officer)
            for path in ["9", "x", "9/ignore"] {
                #expect(try await browser.get("/console/listings/" + path).status == 404, "\(path)")
            }
        }
    }
}

extension Store {
    /// The number of events of a kind.
    fileprivate func number(of kind: EventKind) async throws -> Int {
        try await events(subject: nil, limit: 10_000).count { $0.kind == kind.rawValue }
    }
}
