/// The Chinese sentences of flags.
package enum FlagWording {
    package static func name(_ kind: FlagKind) -> String {
        switch kind {
        case .lowPrice: "明显低价"
        case .baitVariant: "引流规格"
        case .salesBurst: "短时销量大"
        case .livestream: "直播带货"
        case .injuryRisk: "人身伤害风险高"
        case .publicAttention: "社会关注度高"
        case .failingShop: "多年不合格网店"
        case .unnamedMaker: "三无迹象"
        case .certificate: "证书编号存疑"
        case .forbiddenClaim: "标题含禁用语"
        }
    }

    /// `50＝明显低价30＋短时销量大20`.
    package static func priority(_ priority: FlagPriority) -> String {
        "\(priority.points)＝" + priority.parts.map { name($0.kind) + String($0.points) }.joined(separator: "＋")
    }

    /// `同类40个链接每包的中位价¥3.99，稳健z值-5.00`; for a thin cell
    /// `同规格（20000mAh）22个链接（不足30个，不足部分按同产品各规格共90个链接计）整件的中位价¥78.00，稳健z值-4.63`.
    static func farBelow(_ cell: ComparisonCell, _ statistics: PriceStatistics, needed: Int, z: String) -> String {
        let others =
            statistics.pooled > 0 ? "（不足\(needed)个，不足部分按同产品各规格共\(statistics.pooled)个链接计）" : ""
        let median =
            if case .each = cell.unit { unitPrice(statistics.medianYuan) } else { statistics.medianPrice.text }
        return "\(same(cell))\(statistics.count)个链接\(others)\(word(cell.unit))的中位价\(median)，稳健z值\(z)"
    }

    static func belowFloor(_ floor: Fen) -> String {
        "不高于该产品的底价\(floor.text)"
    }

    /// - Parameter reasons: why the highest price is low.
    static func lowPrice(_ price: PriceRange, _ comparison: Comparison, _ reasons: [String]) -> String {
        asked(price, comparison) + "，" + (price.isExact ? "" : "以最高价计，") + reasons.joined(separator: "；")
    }

    /// - Parameter reasons: why the lowest price is low.
    static func baitVariant(_ price: PriceRange, _ comparison: Comparison, _ reasons: [String]) -> String {
        asked(price, comparison) + "，以最低价计，" + reasons.joined(separator: "；") + "；"
            + (price.upper == nil ? "最高价未标明，不能判定整体明显低价" : "最高价不属明显低价")
    }

    /// `售价¥39.90（共20包，每包¥1.995）`.
    private static func asked(_ price: PriceRange, _ comparison: Comparison) -> String {
        switch comparison.cell.unit {
        case .whole, .unclear: return "整件售价\(price.text)"
        case .unstated: return "整件售价\(price.text)（标题未写明数量）"
        case .each(let name):
            let one = "每\(name)\(unitPrice(Double(price.lower.rawValue) / Double(comparison.price.units) / 100))"
            return "售价\(price.text)（共\(comparison.price.units)\(name)" + (price.isExact ? "，" + one : "") + "）"
        }
    }

    /// The offers that the price is compared with.
    private static func same(_ cell: ComparisonCell) -> String {
        (cell.unit == .unstated ? "同样未写明数量的" : "")
            + (cell.specification.isEmpty ? "同类" : "同规格（\(cell.specification)）")
    }

    private static func word(_ unit: ComparedUnit) -> String {
        if case .each(let name) = unit { "每" + name } else { "整件" }
    }

    /// A price for display only: in fen; below one yuan with two more decimals.
    private static func unitPrice(_ yuan: Double) -> String {
        let scale = yuan < 1 ? 4 : 2
        return "¥" + FixedDecimal(mantissa: Int64((yuan * (scale == 4 ? 10_000 : 100)).rounded()), scale: scale).text
    }

    /// `（每包）`; empty for whole offers.
    package static func note(_ unit: ComparedUnit) -> String {
        switch unit {
        case .whole: ""
        case .unstated: "（未写明数量）"
        case .unclear: "（数量不明确）"
        case .each(let name): "（每\(name)）"
        }
    }

    static func lowPriceCounterfactual(_ price: PriceRange, _ bound: Fen) -> String {
        price.isExact ? "售价高于\(bound.text)则不标记" : "最高价高于\(bound.text)则不标为明显低价"
    }

    static func baitVariantCounterfactual(_ bound: Fen) -> String {
        "最低价高于\(bound.text)则不标记"
    }

    static func salesBurst(before: String, now: String, gained: Int64, most: Int64?, perDay: Int64) -> String {
        let range = most.flatMap { $0 == gained ? nil : "、至多\($0)件" } ?? ""
        return "销量由“\(before)”升至“\(now)”，至少新增\(gained)件\(range)，合每日\(perDay)件"
    }

    static func salesBurstCounterfactual(_ limit: Int64) -> String {
        "每日新增少于\(limit)件则不标记"
    }

    static func fastest(_ bound: BurstBound) -> String {
        "，高于同产品\(bound.listings)个有新增的链接中最快的\(bound.topShare.text)分位（每日\(bound.above)件）"
    }

    static func brushing(_ signs: [BrushingRule.Sign], rule: BrushingRule) -> String {
        let texts = signs.map { sign in
            switch sign {
            case .roundGain: "新增数为\(rule.roundTo)的整数倍"
            case .timesEarlier: "\(rule.withinHours)小时内新增达此前累计的\(rule.timesEarlier)倍以上"
            case .pricedLow: "同时明显低价"
            }
        }
        return "；另有刷单迹象（仅供参考，不计入优先级）：" + texts.joined(separator: "、")
    }

    static func livestream(_ room: LiveRoom, price: PriceRange, afterCoupon: PriceRange?) -> String {
        "直播间\(room.room)" + (room.streamer.map { "（\($0)）" } ?? "") + "在售，直播价\(price.text)"
            + (afterCoupon.map { "，券后\($0.text)" } ?? "")
    }

    static let livestreamCounterfactual = "不在直播间销售则不标记"
}

extension ProductGrade {
    /// `一级风险产品`.
    package var wording: String {
        switch self {
        case .first: "一级风险产品"
        case .second: "二级风险产品"
        case .third: "三级风险产品"
        }
    }
}

extension FigureSource.Confidence {
    /// The confidence of a figure, for readers of a flag.
    var wording: String {
        switch self {
        case .verified: "已核对原文"
        case .secondary: "来自转载，待核实"
        case .recalled: "未经核实"
        case .notFound: "未查到，未经核实"
        }
    }
}
