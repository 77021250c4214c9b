/// The Chinese sentences of alerts.
package enum AlertWording {
    package static func name(_ kind: AlertKind) -> String {
        switch kind {
        case .gap: "数据缺页"
        case .endUnproven: "末页未能证实"
        case .shortTotal: "记录不足"
        case .overlapCollapse: "与上次快照严重不符"
        case .fieldsMissing: "字段缺失或无法读取"
        case .credentialsRefused: "凭证被拒"
        case .reportsHeld: "报告暂扣过久"
        }
    }

    package static func gap(crawler: String, pull: Int64, gaps: [String]) -> String {
        "\(crawler)的第\(pull)次拉取缺\(gaps.count)处，例如：\(gaps.first ?? "")；重新运行 sushai pull 可补齐"
    }

    package static func shortTotal(crawler: String, pull: Int64, stated: Int64, short: Int64) -> String {
        "\(crawler)的第\(pull)次拉取：平台称共\(stated)条，不计重复少给\(short)条，请核对抓取器的查询和分页"
    }

    package static func overlapCollapse(crawler: String, pull: Int64, overlap: PullCertificate.Overlap) -> String {
        "\(crawler)的第\(pull)次拉取：上次完整快照的\(overlap.inBoth + overlap.gone)个链接中只再次见到\(overlap.inBoth)个，"
            + "请核对商品编号字段和查询是否变化"
    }

    package static func endUnproven(crawler: String, pull: Int64, reasons: [String]) -> String {
        "\(crawler)的第\(pull)次拉取有\(reasons.count)个查询的末页未能证实，例如：\(reasons.first ?? "")；"
            + "请在抓取器的 paging 中写明平台怎样表示末页（hasMore、ends 或 total）"
    }

    package static func fieldsMissing(crawler: String, pull: Int64, findings: [WatchFinding]) -> String {
        let parts = findings.map(finding).joined(separator: "；")
        return "\(crawler)的第\(pull)次拉取：\(parts)。超过允许比例，已暂停标记；核对抓取器后运行 sushai pull release --pull \(pull)"
    }

    private static func finding(_ finding: WatchFinding) -> String {
        let faults = finding.faults
        let share = "\(min(100, faults.count * 100 / max(1, finding.records)))%"
        let examples =
            faults.examples.isEmpty
            ? "" : "，例如" + faults.examples.map { "“\($0.visible(limit: 40))”" }.joined(separator: "、")
        guard let field = finding.field?.rawValue else {
            return "无法读取的记录占\(share)（\(finding.records)条中\(faults.count)条\(examples)）"
        }
        if faults.unreadable == 0 { return "\(field)缺\(share)（\(finding.records)条中缺\(faults.missing)条）" }
        if faults.missing == 0 {
            return "\(field)无法读取\(share)（\(finding.records)条中\(faults.unreadable)条\(examples)）"
        }
        return "\(field)缺或无法读取\(share)（\(finding.records)条中缺\(faults.missing)条，"
            + "无法读取\(faults.unreadable)条\(examples)）"
    }

    package static func credentialsRefused(crawler: String) -> String {
        "\(crawler)的凭证被平台拒绝，请核对环境变量中的凭证和有效期"
    }

    package static func reportsHeld(laboratory: String, upload: Int64, reports: Int, days: Int) -> String {
        "\(laboratory)的上传\(upload)有\(reports)份报告被暂扣超过\(days)天；请督促其更正，明细见 sushai lab held list --upload \(upload)"
    }

    package static func verdict(_ verdict: PullCertificate.Verdict) -> String {
        switch verdict {
        case .complete: "完整"
        case .unproven: "末页未能证实"
        case .short: "记录不足"
        case .overlapCollapsed: "与上次严重不符"
        case .incomplete: "不完整"
        }
    }

    /// What ended the pages of a query, with its figures.
    package static func end(of query: PullCertificate.Query) -> String {
        let verdict = query.isProven ? "已证实" : "未能证实"
        let stated = query.stated.map { "平台称\($0)条" } ?? "平台未称总数"
        return "第\(query.lastPage)页，\(verdict)：\(end(query.end))；不重复\(query.distinct)条，\(stated)"
    }

    /// What ended the pages of a query.
    package static func end(_ end: FeedEnd?) -> String {
        switch end {
        case .onePage: "不分页"
        case .emptyPage: "其后为空页"
        case .knownItems: "其后各页只重复已有的商品"
        case .stated: "平台表示已到末页"
        case .noNext: "没有下一页的游标或链接"
        case .total: "达到平台所称总数"
        case .firstPageRepeats: "各页都与第1页相同，翻页参数可能不起作用"
        case .moreStated: "平台称还有下一页，却不再给出新的商品"
        case .refused: "最后一页未满，平台拒绝了再下一页"
        case nil: "未记录"
        }
    }
}
