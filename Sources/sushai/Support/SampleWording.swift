internal import Domain
internal import Feeds

/// The Chinese texts of `sushai crawler check --sample`.
enum SampleWording {
    static let fields = "字段"
    static let quarantined = "无法读取的记录"
    static let unread = "无法读取的内容及处理办法"

    static func listings(_ count: Int) -> String {
        "前 \(count) 条链接"
    }

    static func summary(_ page: ParsedPage, listings: Int) -> String {
        var parts = ["记录 \(page.records) 条", "可读 \(listings) 条", "隔离 \(page.quarantined.count) 条"]
        for (field, values) in page.unread.sorted(by: { $0.key.index < $1.key.index }) {
            parts.append("\(name(field))无法读取 \(values.count) 条")
        }
        parts.append(page.statedTotal.map { "平台声明共 \($0) 条" } ?? "平台未声明可以读取的总数")
        if let next = page.next { parts.append("下一页 \(next)") }
        if let saysMore = page.saysMore { parts.append(saysMore ? "平台表示还有下一页" : "平台表示已到末页") }
        return parts.joined(separator: "，")
    }

    static func name(_ field: ListingField) -> String {
        switch field {
        case .item: "商品编号 item"
        case .title: "标题 title"
        case .price: "价格 price"
        case .priceAfterCoupon: "券后价 priceAfterCoupon"
        case .sales: "销量 sales"
        case .shopName: "店铺名称 shopName"
        case .shopIdentifier: "店铺编号 shopIdentifier"
        case .category: "类目 category"
        case .link: "链接 link"
        case .image: "图片 image"
        case .room: "直播间 room"
        case .streamer: "主播 streamer"
        case .maker: "生产者 maker"
        case .makerAddress: "生产者地址 makerAddress"
        case .certificate: "CCC证书编号 certificate"
        case .licence: "生产许可证编号 licence"
        case .creditCode: "统一社会信用代码 creditCode"
        case .changedAt: "更新时间 changedAt"
        case .currency: "币种 currency"
        case .minorDigits: "小数位数 digits"
        }
    }
}
