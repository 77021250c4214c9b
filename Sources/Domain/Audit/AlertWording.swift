/// The Chinese sentences of alerts.
package enum AlertWording {
    package static func name(_ kind: AlertKind) -> String {
        switch kind {
        case .gap: "数据缺页"
        case .shortTotal: "记录不足"
        case .overlapCollapse: "与上次快照严重不符"
        case .fieldsMissing: "关键字段缺失"
        case .credentialsRefused: "凭证被拒"
        }
    }

    package static func gap(crawler: String, pull: Int64, gaps: [String]) -> String {
        "\(crawler)的第\(pull)次拉取缺\(gaps.count)处，例如：\(gaps.first ?? "")；重新运行 sushai pull 可补齐"
    }

    package static func shortTotal(crawler: String, pull: Int64, stated: Int64, short: Int64) -> String {
        "\(crawler)的第\(pull)次拉取：平台称共\(stated)条，少给\(short)条，请核对抓取器的查询和分页"
    }

    package static func overlapCollapse(crawler: String, pull: Int64, overlap: PullCertificate.Overlap) -> String {
        "\(crawler)的第\(pull)次拉取：上次完整快照的\(overlap.inBoth + overlap.gone)个链接中只再次见到\(overlap.inBoth)个，"
            + "请核对商品编号字段和查询是否变化"
    }

    package static func fieldsMissing(crawler: String, pull: Int64, shares: [(field: ListingField, percent: Int)])
        -> String
    {
        let fields = shares.map { "\($0.field.rawValue)缺\($0.percent)%" }.joined(separator: "，")
        return "\(crawler)的第\(pull)次拉取：\(fields)，超过允许比例，已暂停标记；核对抓取器后运行 sushai pull release --pull \(pull)"
    }

    package static func credentialsRefused(crawler: String) -> String {
        "\(crawler)的凭证被平台拒绝，请核对环境变量中的凭证和有效期"
    }

    package static func verdict(_ verdict: PullCertificate.Verdict) -> String {
        switch verdict {
        case .complete: "完整"
        case .short: "完整，记录不足"
        case .overlapCollapsed: "完整，与上次严重不符"
        case .incomplete: "不完整"
        }
    }
}
