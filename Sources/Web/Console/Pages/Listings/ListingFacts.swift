internal import Domain
internal import Store

extension ListingViewMaker {
    /// What the latest flags saw, and since when the listing is known. A value that nobody stated is shown as unknown.
    var facts: [Fact] {
        let unknown = SalesGrowthWording.unknown
        let product = detail.flagged?.row.product ?? detail.currentProduct
        let match = detail.flagged?.match.map { "（\(MatchWording.text($0))）" } ?? ""
        var facts = [
            Fact("产品", (product.map(names.product) ?? unknown) + match), Fact("售价", seen.price.text),
            Fact("券后价", seen.priceAfterCoupon?.text ?? unknown),
            Fact("销量", seen.sales.map(Self.sales) ?? unknown),
            Fact("店铺", seen.shopName ?? unknown), Fact("店铺编号", seen.shopIdentifier ?? unknown),
            Fact("类目", seen.category ?? unknown), Fact("生产者", seen.claims.maker ?? unknown),
            Fact("厂址", seen.claims.address ?? unknown), Fact("CCC 证书", seen.claims.certificate ?? unknown),
            Fact("生产许可证", seen.claims.licence ?? unknown), Fact("信用代码", seen.claims.creditCode ?? unknown),
        ]
        if let room = seen.liveRoom {
            facts.append(Fact("直播间", room.room + (room.streamer.map { "（\($0)）" } ?? "")))
        }
        if let flagged = detail.flagged {
            facts.append(Fact("以上见于", Shown.full(flagged.row.seenAt) + " 的快照"))
            if let change = changesSince { facts.append(Fact("其后更改", change)) }
        }
        facts += [
            Fact("首次见到", Shown.full(detail.firstSeenAt)),
            Fact("最近见到", ListingWording.sighting(detail.lastSighting)),
        ]
        return facts
    }

    /// What changed since the latest flags saw the listing; nil for nothing.
    private var changesSince: String? {
        let words = ListingWording.changes(seen, detail.current)
        return words.isEmpty ? nil : words.joined(separator: "、") + "，现售价 \(detail.current.payable.text)"
    }

    static func sales(_ figure: SalesFigure) -> String {
        switch figure.window {
        case .cumulative: "累计 " + figure.raw
        case .days(let days): "近 \(days) 天 " + figure.raw
        }
    }
}

/// What leads from a listing to its samples, its takedowns and its shop.
struct ListingNeighbourFacts: Sendable {
    let facts: [Fact]

    init(_ detail: ListingDetail) {
        var facts: [Fact] = []
        for purchase in detail.purchases {
            let state = purchase.state.map { StateTag($0) }
            let text = purchase.run + (purchase.task.map { "，购买任务 \($0)" } ?? (purchase.isDrawn ? "，未抽中" : "，未抽取"))
            // A purchase of another region has no page for this viewer.
            let isVisible = purchase.state != .purchased || purchase.label != nil
            let task = isVisible ? purchase.task.map { PurchasePages.path($0) } : nil
            facts.append(Fact("采样批次", text, href: task, tags: state.map { [$0] } ?? []))
            if let label = purchase.label {
                let text = label + (purchase.laboratory.map { "，\($0)" } ?? "")
                facts.append(Fact("样品", text, href: purchase.sample.map { SamplePages.path($0) }))
            }
            if let report = purchase.report {
                let tags =
                    [report.verdict.map { StateTag($0) } ?? .notJudged]
                    + [report.hazard].compactMap { $0.map { StateTag($0) } }
                facts.append(Fact("检验报告", report.number, tags: tags))
            }
        }
        if detail.purchases.isEmpty { facts.append(Fact("采样批次", "无")) }
        for takedown in detail.takedowns {
            facts.append(Fact("下架", Shown.full(takedown.proposedAt) + " 提出", tags: [StateTag(takedown.state)]))
        }
        if detail.takedowns.isEmpty { facts.append(Fact("下架", "无")) }
        let failures = detail.shopFailures.map { "\($0.year) 年不合格（\($0.source)）" }
        facts.append(Fact("本店此前", failures.isEmpty ? "没有不合格的记录" : failures.joined(separator: "；")))
        self.facts = facts
    }

}

/// The changes of a listing as a table, latest first.
struct ListingHistoryRows: Sendable {
    let rows: [TableView.Row]
    /// What the history cannot say.
    let note: String?
    private let salesWord: String

    init(_ detail: ListingDetail, now: Timestamp) {
        let entries = detail.history.entries
        rows = entries.indices.map { index in
            Self.row(entries, index, detail, now)
        }
        note =
            switch detail.history.end {
            case .firstSeen: nil
            case .removed: "更早的记录已按保存期限删除。"
            case .cut: "只显示最近 \(ListingHistory.most) 次变化。"
            }
        let window = entries.lazy.compactMap { $0.listing.sales?.window }.first
        salesWord = if case .days(let days) = window { "近 \(days) 天销量" } else { "累计销量" }
    }

    func table(first count: Int) -> TableView {
        TableView(
            caption: "每次变化的售价和销量，最近的在前",
            columns: [
                .init("变化时间"), .init("售价", "n"), .init(salesWord, "n"), .init("此前新增", "n"), .init("变化", "opt"),
            ], rows: Array(rows.prefix(count)))
    }

    private static func row(
        _ entries: [ListingHistory.Entry], _ index: Int, _ detail: ListingDetail, _ now: Timestamp
    ) -> TableView.Row {
        let entry = entries[index]
        let before = index + 1 < entries.count ? entries[index + 1] : nil
        let growth = before.map { SalesChange($0, entry).growth }
        var words = before.map { ListingWording.changes($0.listing, entry.listing) } ?? []
        if before == nil, detail.history.end == .firstSeen { words.append("首次见到") }
        let until = index > 0 ? entries[index - 1].at : nil
        for flagging in detail.flaggings
        where flagging.seenAt >= entry.at && until.map({ flagging.seenAt < $0 }) ?? true {
            words.append("标记 " + Shown.short(flagging.seenAt, now: now))
        }
        return TableView.Row([
            .head(Shown.short(entry.at, now: now)), .text(entry.listing.payable.text, style: "n"),
            .text(entry.listing.sales?.raw ?? SalesGrowthWording.unknown, style: "n"),
            .text(before == nil ? nil : SalesGrowthWording.gained(growth), style: "n"),
            .text(words.joined(separator: "、"), style: "opt"),
        ])
    }
}
