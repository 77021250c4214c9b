internal import ArgumentParser
internal import Domain
internal import Feeds
internal import Foundation
internal import Terminal
internal import Web

/// The result of reading one saved page with a crawler file.
struct SampleReport {
    let crawler: Crawler
    let limit: Int
    let output: OutputOptions

    /// - Parameter moment: the time at which a dated price must be valid.
    func show(page path: String, at moment: Timestamp) throws {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw InputMistake("文件 \(path) 无法读取")
        }
        let page: ParsedPage
        do throws(PageFault) {
            page = try PageReader(crawler).at(moment).parse(Array(data))
        } catch {
            throw InputMistake("\(path)：\(error.sentence)")
        }
        let listings = page.listings
        if output.json {
            Output.raw(json(page, listings))
        } else {
            print(page, listings)
        }
        guard !listings.isEmpty else {
            Output.error("\(path)：\(page.records)条记录均无法读取")
            throw ExitCode(Failure.input)
        }
    }

    private func print(_ page: ParsedPage, _ listings: [Listing]) {
        Output.line(SampleWording.summary(page, listings: listings.count))
        output.print(fields(page, listings), heading: "\n" + SampleWording.fields)
        output.print(first(listings), heading: "\n" + SampleWording.listings(min(limit, listings.count)))
        let unread = UnreadReport.table(page)
        if !unread.rows.isEmpty { output.print(unread, heading: "\n" + SampleWording.unread) }
        output.print(quarantined(page), heading: "\n" + SampleWording.quarantined)
    }

    private func json(_ page: ParsedPage, _ listings: [Listing]) -> String {
        JSONText.object([
            ("records", String(page.records)), ("listings", String(listings.count)),
            ("unreadableSales", String(page.unreadableSales)),
            ("statedTotal", page.statedTotal.map { String($0) } ?? "null"),
            ("next", page.next.map { JSONText.quoted($0) } ?? "null"),
            ("saysMore", page.saysMore.map { String($0) } ?? "null"),
            ("fields", fields(page, listings).json), ("first", first(listings).json),
            ("unread", UnreadReport.table(page).json), ("quarantined", quarantined(page).json),
        ])
    }

    /// For each field that the crawler maps, the number of listings with that field.
    private func fields(_ page: ParsedPage, _ listings: [Listing]) -> Table {
        var table = Table([
            .init("field", "字段"), .init("paths", "取自"), .init("found", "有值"), .init("share", "占可读记录"),
        ])
        for (field, paths) in crawler.fields.mapped {
            guard let isPresent = field.isPresent else { continue }
            let found = listings.count(where: isPresent)
            let share = listings.isEmpty ? "–" : "\(found * 100 / listings.count)%"
            table.add([
                .text(SampleWording.name(field)), .text(paths.map(\.text).joined(separator: "、")), .init(found),
                .text(share),
            ])
        }
        return table
    }

    private func first(_ listings: [Listing]) -> Table {
        var table = Table([
            Wording.item, Wording.title, Wording.price, .init("priceAfterCoupon", "券后价"), .init("sales", "销量"),
            .init("shop", "店铺", widest: 20), .init("category", "类目", widest: 16), .init("room", "直播间", widest: 22),
            .init("link", "链接", widest: 40),
        ])
        for listing in listings.prefix(limit) {
            table.add([
                .text(listing.key.item), .text(listing.title), .text(listing.price.text),
                .init(listing.priceAfterCoupon?.text), .init(listing.sales?.raw),
                .init(listing.shopName ?? listing.shopIdentifier), .init(listing.category),
                .init(listing.liveRoom?.room), .init(listing.link),
            ])
        }
        return table
    }

    private func quarantined(_ page: ParsedPage) -> Table {
        var table = Table([
            .init("place", "位置"), .init("code", "代码"), .init("reason", "原因"), .init("field", "字段"),
            .init("value", "原文", widest: 24),
            .init("error", "说明", isJSONOnly: true),
        ])
        for record in page.quarantined {
            table.add([
                .text(record.place), .text(record.fault.code.rawValue), .text(record.fault.code.name),
                .init(record.fault.field), .init(record.fault.value), .text(record.fault.detail),
            ])
        }
        return table
    }
}

extension ListingField {
    /// Whether a listing has this field; nil for the helper fields of `price`, which are not in a listing.
    fileprivate var isPresent: ((Listing) -> Bool)? {
        switch self {
        case .item, .title, .price: { _ in true }
        case .priceAfterCoupon: { $0.priceAfterCoupon != nil }
        case .sales: { $0.sales != nil }
        case .shopName: { $0.shopName != nil }
        case .shopIdentifier: { $0.shopIdentifier != nil }
        case .category: { $0.category != nil }
        case .link: { $0.link != nil }
        case .image: { $0.image != nil }
        case .room: { $0.liveRoom != nil }
        case .streamer: { $0.liveRoom?.streamer != nil }
        case .maker: { $0.claims.maker != nil }
        case .makerAddress: { $0.claims.address != nil }
        case .certificate: { $0.claims.certificate != nil }
        case .licence: { $0.claims.licence != nil }
        case .creditCode: { $0.claims.creditCode != nil }
        case .changedAt: { $0.changedAt != nil }
        case .currency, .minorDigits: nil
        }
    }
}
