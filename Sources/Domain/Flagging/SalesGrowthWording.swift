/// The Chinese texts of the growth of sales.
package enum SalesGrowthWording {
    package static let unknown = "未知"

    /// The units sold a day, as far as they are known: `≥1,600`, `345`, `0`, `0～12`, `未知`.
    package static func perDay(_ growth: SalesGrowth?) -> String {
        guard case .between(let lower, let upper, let elapsed) = growth else { return unknown }
        return text(
            SalesGrowth.perDay(max(0, lower), elapsed), upper.map { SalesGrowth.perDay($0, elapsed) },
            isExact: lower == upper, isProven: lower > 0)
    }

    /// The units sold between two sightings: `≥1,601`, `345`, `0`, `0～12`, `未知`.
    package static func gained(_ growth: SalesGrowth?) -> String {
        guard case .between(let lower, let upper, _) = growth else { return unknown }
        return text(max(0, lower), upper, isExact: lower == upper, isProven: lower > 0)
    }

    private static func text(_ lower: Int64, _ upper: Int64?, isExact: Bool, isProven: Bool) -> String {
        if isExact { return lower.grouped }
        if isProven { return "≥" + lower.grouped }
        // The figures fit growth and no growth.
        return upper.map { $0 <= 0 ? "0" : "0～" + $0.grouped } ?? unknown
    }

    /// Why the growth is not known.
    package static func sentence(_ reason: SalesGrowth.Unknown) -> String {
        switch reason {
        case .noEarlierFigure: "此前没有销量"
        case .noFigureNow: "平台未提供销量"
        case .windowChanged: "平台改变了销量的统计期"
        case .openEnded: "此前的销量没有上限（如“10万+”）"
        case .tooClose: "两次快照相隔不足 6 小时"
        case .cumulativeFell: "累计销量减少，平台删去了部分销量"
        case .contradicted: "同一次采集中该商品的数据前后不一致"
        }
    }
}
