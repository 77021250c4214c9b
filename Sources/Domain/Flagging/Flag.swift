/// The reason why a listing is selected for purchase.
///
/// Source: 浙市监监〔2025〕14号, item 11: online spot checks consider high injury risk, high sales in a short time, public
/// attention, clearly low prices, livestreams, and shops whose goods fail in several consecutive years. The other kinds
/// are found in the text of the offer.
package enum FlagKind: String, CaseIterable, Comparable, Sendable {
    /// 明显低价
    case lowPrice = "low-price"
    /// 引流规格
    case baitVariant = "bait-variant"
    /// 短时销量大
    case salesBurst = "sales-burst"
    /// 直播带货
    case livestream
    /// 人身伤害风险高
    case injuryRisk = "injury-risk"
    /// 社会关注度高
    case publicAttention = "public-attention"
    /// 连续多年不合格的网店
    case failingShop = "failing-shop"
    /// 三无迹象
    case unnamedMaker = "unnamed-maker"
    /// 证书编号存疑
    case certificate
    /// 标题含禁用语
    case forbiddenClaim = "forbidden-claim"

    package static func < (left: FlagKind, right: FlagKind) -> Bool {
        left.rawValue < right.rawValue
    }

    /// Whether the kind is raised by a shared rule (`SharedFlagRules`), and not by a rule of the product.
    package var isShared: Bool {
        switch self {
        case .lowPrice, .baitVariant, .salesBurst, .livestream, .injuryRisk, .certificate: false
        case .publicAttention, .failingShop, .unnamedMaker, .forbiddenClaim: true
        }
    }
}

/// One flag, with the figures that raised it.
package struct Flag: Hashable, Sendable {
    /// A figure as text, with its name. Exact if the input was exact.
    package struct Figure: Hashable, Sendable {
        package let name: String
        package let value: String

        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    package let kind: FlagKind
    package let figures: [Figure]
    /// The reason in one Chinese sentence.
    package let reason: String
    /// The change that would have prevented the flag, in one Chinese sentence.
    package let counterfactual: String

    package init(kind: FlagKind, figures: KeyValuePairs<String, String>, reason: String, counterfactual: String) {
        self.init(
            kind: kind, figures: figures.map { Figure($0.key, $0.value) }, reason: reason,
            counterfactual: counterfactual)
    }

    package init(kind: FlagKind, figures: [Figure], reason: String, counterfactual: String) {
        self.kind = kind
        self.figures = figures
        self.reason = reason
        self.counterfactual = counterfactual
    }

    /// The figures as a JSON object of text values.
    package var figuresJSON: String {
        JSONText.object(figures.map { ($0.name, JSONText.quoted($0.value)) })
    }
}
