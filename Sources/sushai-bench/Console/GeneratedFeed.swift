internal import Domain
internal import Foundation
internal import Rulebook
internal import Store
internal import Synchronization
internal import Workers

/// A feed of the generated store. Each listing depends on its number and the day only.
struct GeneratedFeed: Sendable {
    private static let pageSize = 100
    /// The pages of one transaction.
    private static let sliceSize = 60

    let crawler: Crawler
    let listings: Int
    /// The number of its first listing.
    let first: Int
    /// From this day on, a quarter of the listings are conspicuous: shown in a livestream, or sold at a clearly low price.
    let conspicuousFrom: Int
    let goods: [GeneratedGoods]
    let matcher: ProductMatcher

    /// The pages of a day, in slices.
    func slices(day: Int) -> [Range<Int>] {
        let pages = (listings + Self.pageSize - 1) / Self.pageSize
        return stride(from: 0, to: pages, by: Self.sliceSize).map { $0..<min(pages, $0 + Self.sliceSize) }
    }

    /// Pages in the order of their numbers; none without a slice. A page belongs to the queries of the crawler in turn.
    func pages(_ slice: Range<Int>?, day: Int) async throws -> [PageContent] {
        guard let places = slice else { return [] }
        return try await Threads.run {
            let waiting = Mutex(Array(places))
            let made = Mutex<[(place: Int, page: PageContent)]>([])
            try Threads.parallel(Threads.cores) {
                while let place = waiting.withLock({ $0.popLast() }) {
                    let page = page(place, day: day)
                    made.withLock { $0.append((place, page)) }
                }
            }
            return made.withLock { $0 }.sorted { $0.place < $1.place }.map(\.page)
        }
    }

    private func page(_ place: Int, day: Int) -> PageContent {
        let numbers = place * Self.pageSize..<min(listings, (place + 1) * Self.pageSize)
        let batch = ListingBatch(numbers.map { listing(first + $0, day: day) })
        let queries = crawler.queries.count
        let pages = (listings + Self.pageSize - 1) / Self.pageSize
        let isLast = place + queries >= pages
        return PageContent(
            query: crawler.queries[place % queries], page: place / queries + 1,
            contentHash: Digest.sha256("\(crawler.identifier) \(place) \(day)"), batch: batch,
            products: matcher.products(of: batch), quarantined: place % 5 == 0 ? [quarantined(place)] : [],
            end: isLast ? .stated : nil)
    }

    private func quarantined(_ place: Int) -> QuarantinedRecord {
        let text = #"{"item_id":"\#(first + place)","title":"未知商品","zk_final_price":"面议"}"#
        return QuarantinedRecord(
            fault: RecordFault(.unreadablePrice, field: "price", "not a price", value: "面议"), place: "records[7]",
            bytes: Array(text.utf8))
    }

    private func listing(_ number: Int, day: Int) -> Listing {
        var chance = StableRandom(of: number)
        // The first products are the most frequent ones.
        let goods = goods[min(chance.next(goods.count), chance.next(goods.count))]
        let word = chance.one(of: goods.words)
        let title = GeneratedGoods.title(
            word, chance.one(of: Self.brands), chance.one(of: Self.signs) + chance.one(of: Self.places))
        let usual = Int64(900 + 700 * chance.next(12)) * Int64(75 + chance.next(50)) / 100
        let share = chance.next(100)
        let shop = chance.next(20_000)
        let sold = chance.next(4_000)
        let growth = (number % 400 == 0 ? 900 : chance.next(12)) * (chance.next(3) / 2) * day
        let isConspicuous = day >= conspicuousFrom
        // Half of the prices move by up to a twentieth each day.
        var drift = StableRandom(of: number, UInt64(day))
        let moved = chance.next(2) == 0 ? usual : usual * Int64(95 + drift.next(11)) / 100
        let price = isConspicuous && share < 5 ? usual / 5 : moved
        let platform = crawler.platform
        let item = String(600_000_000_000 + number * 7)
        return Listing(
            key: ListingKey(platform: platform, item: item), title: title, price: PriceRange(Fen(price)),
            sales: sales(sold + growth), shopName: Self.places[shop % Self.places.count] + "虚构\(shop)号店",
            shopIdentifier: String(70_000 + shop), category: nil,
            link: "https://\(platform).example.cn/item/\(item)", image: "https://\(platform).example.cn/\(item).jpg",
            liveRoom: isConspicuous && (5..<25).contains(share)
                ? LiveRoom(room: "live-\(shop % 900)", streamer: "虚构主播\(shop % 900)") : nil)
    }

    private func sales(_ count: Int) -> SalesFigure {
        SalesFigure(
            lower: Int64(count), upper: Int64(count), window: crawler.fields.salesWindow, raw: String(count))
    }

    private static let brands = [
        "晨曦", "小象", "蓝鲸", "麦穗", "青禾", "贝乐", "星河", "木棉", "朵朵", "云雀", "海豚", "松果", "乐淘", "优宝", "山谷", "奇遇",
        "安心", "暖阳", "半夏", "清风",
    ]
    private static let signs = ["新款", "热卖", "加厚", "简约", "卡通", "可爱", "轻便", "大容量", "家用", "学生", "礼盒", "爆款", "官方", "特价"]
    private static let places = ["义乌", "海宁", "永康", "温州", "宁波", "杭州", "绍兴", "台州", "慈溪", "桐乡", "汕头", "广州", "揭阳", "晋江"]
}
