internal import Domain
internal import Store

/// The Chinese texts of the page of a listing.
enum ListingWording {
    static func next(_ state: FlagReviewState, isDrawn: Bool) -> String {
        switch state {
        case .pending: "下一步：研判"
        case .buy: isDrawn ? "已抽取，见“前后记录”" : "下一步：等待抽取，将进入下一次冻结的抽样框"
        case .watch: "持续关注：有新的标记理由时再次研判"
        case .ignore: "已忽略：不再抽取，有新的标记理由时再次研判"
        }
    }

    /// The bound of a flag's rule: `界线：z ≤ −3.00，即不高于 ¥14.50`; nil for a rule without a figure.
    static func bound(_ flag: RaisedFlag) -> String? {
        func figure(_ name: String) -> String? { flag.figures[name]?.replacing("-", with: "−") }
        let parts: [String?] =
            switch flag.kind {
            case .lowPrice, .baitVariant:
                [
                    figure("zLimit").map { "稳健 z 值 ≤ \($0)" }, figure("floor").map { "底价 ¥\($0)" },
                    figure("flaggedUpTo").map { "即不高于 ¥\($0)" },
                ]
            case .salesBurst:
                [
                    number("perDayLimit", flag).map { "每日 \($0) 件" },
                    number("productAbove", flag).map { "或高于同产品最快的一部分（每日 \($0) 件）" },
                ]
            case .publicAttention: [number("limit", flag).map { "\($0) 件" }]
            case .failingShop: [number("yearsLimit", flag).map { "连续 \($0) 年" }]
            case .unnamedMaker: [number("signsLimit", flag).map { "缺少 \($0) 项" }]
            case .livestream, .injuryRisk, .certificate, .forbiddenClaim: []
            }
        let known = parts.compactMap(\.self)
        return known.isEmpty ? nil : "界线：" + known.joined(separator: "，")
    }

    private static func number(_ name: String, _ flag: RaisedFlag) -> String? {
        flag.figures[name].map { text in Int64(text).map(\.grouped) ?? text }
    }

    /// `0.91`, rounded down.
    static func similarity(_ twin: TwinListing) -> String {
        FixedDecimal(mantissa: Int64(twin.commonShingles * 100 / max(1, twin.unionShingles)), scale: 2).text
    }

    static func sighting(_ sighting: LastSighting) -> String {
        switch sighting {
        case .at(let moment, 0): Shown.full(moment)
        case .at(let moment, let missed): "\(Shown.full(moment))，其后 \(missed) 次采集未见到"
        case .notBefore(let moment): "未知，不早于 \(Shown.full(moment))"
        }
    }

    /// What changed between two entries of a history.
    static func changes(_ before: Listing, _ after: Listing) -> [String] {
        var words: [String] = []
        let difference = after.payable.lower.rawValue - before.payable.lower.rawValue
        if difference != 0 {
            words.append((difference < 0 ? "降价 " : "涨价 ") + Fen(abs(difference)).text)
        } else if before.payable != after.payable {
            words.append("价格区间更改")
        }
        let parts: [(String, Bool)] = [
            ("标题更改", before.title != after.title),
            ("店铺更改", before.shopName != after.shopName || before.shopIdentifier != after.shopIdentifier),
            ("类目更改", before.category != after.category), ("图片更改", before.image != after.image),
            ("厂名或证书更改", before.claims != after.claims), ("直播间更改", before.liveRoom != after.liveRoom),
        ]
        return words + parts.filter(\.1).map(\.0)
    }
}
