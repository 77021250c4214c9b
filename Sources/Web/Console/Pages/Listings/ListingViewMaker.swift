internal import Domain
internal import Store

/// Makes the page of a listing from what the store knows of it.
struct ListingViewMaker: Sendable {
    let detail: ListingDetail
    let query: FlagQuery
    let names: ListNames
    let now: Timestamp
    let mayReview: Bool

    /// The changes that a page shows at first.
    private static let changes = 12

    /// What the latest flags saw; the listing of today if it was never flagged.
    var seen: Listing {
        detail.flagged?.row.seen ?? detail.current
    }

    func view(showsAll: Bool) -> ListingView {
        let flagged = detail.flagged
        let history = ListingHistoryRows(detail, now: now)
        let shown = showsAll ? history.rows.count : min(Self.changes, history.rows.count)
        let price = flagged.flatMap { PriceFlag($0.flags) }
        let charts = ListingCharts(
            detail.history.entries.reversed(), until: lastSeen, bound: price?.bound, perDay: burstLimit, now: now)
        let position = flagged?.cell.map {
            PricePosition(
                $0, price: seen.payable.lower, bound: price?.bound, median: price?.median, names, now: now)
        }
        return ListingView(
            list: PageLink(FlagPages.links.list(query), "标记"),
            state: flagged.map { FlagReviewWording.name($0.row.state) } ?? "未标记", sub: sub, link: safeLink,
            step: flagged.map { step($0.row) }, priority: flagged.map { Self.priority($0.row) },
            reasons: flagged?.flags.map(Self.reason) ?? [], position: position,
            noPosition: position == nil ? noPosition : nil, pricePicture: charts.price, salesPicture: charts.sales,
            history: history.table(first: shown), historyNote: history.note,
            moreHref: shown < history.rows.count ? moreHref : nil, more: "显示全部 \(history.rows.count) 次变化",
            facts: facts, twins: detail.twins.map(twin), neighbours: ListingNeighbourFacts(detail).facts,
            snapshots: detail.flaggings.map(snapshot), entries: entries)
    }

    // MARK: Head

    private var sub: String {
        let product = detail.flagged?.row.product ?? detail.currentProduct
        return [
            product.map(names.product), names.platform(seen.key.platform) + " " + seen.key.item, seen.shopName,
        ].compactMap(\.self).joined(separator: " · ")
    }

    /// The page of the offer, if its address can be opened without running anything.
    private var safeLink: String? {
        guard let link = seen.link, link.hasPrefix("https://") || link.hasPrefix("http://"),
            link.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "\\") })
        else { return nil }
        return link
    }

    private var moreHref: String {
        var items = query.items
        items.append("history", "all")
        return ListingPages.path(detail.id, items) + "#history"
    }

    private var lastSeen: Timestamp {
        switch detail.lastSighting {
        case .at(let moment, _), .notBefore(let moment): moment
        }
    }

    // MARK: What comes next

    private func step(_ row: FlaggedListing) -> ListingView.NextStep {
        let decisions: [FlagDecision] =
            switch row.state {
            case .pending: [.buy, .watch]
            case .buy: [.watch, .undo]
            case .watch: [.buy, .undo]
            case .ignore: [.buy, .watch, .undo]
            }
        return ListingView.NextStep(
            heading: ListingWording.next(row.state, isDrawn: detail.purchases.contains { $0.task != nil }),
            tag: StateTag(row.state), small: waiting(row), action: ListingPages.path(detail.id) + "/review",
            hidden: Self.hidden(row, query, nil),
            buttons: mayReview
                ? decisions.map {
                    ListingView.Button(
                        value: $0.rawValue, word: FlagReviewWording.name($0),
                        isPrimary: $0 == .buy && row.state == .pending)
                } : [],
            ignoreHref: mayReview && row.state != .ignore
                ? ListingPages.path(detail.id) + "/ignore" + (query.items.isEmpty ? "" : "?" + query.items.text) : nil)
    }

    private func waiting(_ row: FlaggedListing) -> String {
        guard let review = row.review, row.state != .pending || review.decision == .undo else {
            let again = row.review == nil ? "" : "又有新的标记理由，"
            return again + (Shown.waited(since: row.flaggedAt, now: now) ?? "今日标记") + "，由监管人员办理"
        }
        return FlagReviewWording.done(review.decision, by: review.by, at: review.at)
            + (review.reason.map { "：" + $0 } ?? "")
    }

    static func hidden(_ row: FlaggedListing, _ query: FlagQuery, _ decision: FlagDecision?) -> [HiddenField] {
        var fields = [
            HiddenField(name: "seen", value: String(row.review?.number ?? 0)),
            HiddenField(name: "snapshot", value: String(row.snapshot)),
            HiddenField(name: "list", value: query.items.text),
        ]
        if let decision { fields.append(HiddenField(name: "do", value: decision.rawValue)) }
        return fields
    }

    // MARK: Reasons

    private static func priority(_ row: FlaggedListing) -> String {
        let parts = row.kinds.compactMap(\.points)
        guard parts.count == row.kinds.count else { return "优先级未知" }
        let sum = parts.count > 1 ? " ＝ " + parts.map { String($0) }.joined(separator: " ＋ ") : ""
        return "优先级 \(row.points)" + sum
    }

    private static func reason(_ flag: RaisedFlag) -> ListingView.Reason {
        ListingView.Reason(
            name: FlagWording.name(flag.kind), points: flag.points.map { "+\($0)" }, reason: flag.reason,
            counterfactual: flag.counterfactual, bound: ListingWording.bound(flag), rule: flag.ruleFile)
    }

    private var noPosition: String {
        guard let flagged = detail.flagged else { return "该商品没有标记，没有比较过价格。" }
        return flagged.row.growth == nil ? "该标记由较早的版本作出，没有保存比较组的价格。" : "该商品的价格没有与同类比较：数量不明确，或同一次采集中前后不一致。"
    }

    /// The daily number of units of a flag for a burst of sales.
    private var burstLimit: Int64? {
        detail.flagged?.flags.first { $0.kind == .salesBurst }?.figures["perDayLimit"].flatMap { Int64($0) }
    }

    // MARK: Side

    private func twin(_ twin: TwinListing) -> ListingView.Item {
        let proofs = [
            twin.hasSameImage ? "图片相同" : nil, twin.hasSamePrice ? "价格相同" : nil,
            "标题相似 " + ListingWording.similarity(twin),
        ].compactMap(\.self).joined(separator: "、")
        let small = [
            names.platform(twin.listing.key.platform) + " " + (twin.listing.shopName ?? SalesGrowthWording.unknown),
            twin.listing.payable.text, proofs,
        ].joined(separator: "　")
        return ListingView.Item(
            text: twin.listing.title, href: ListingPages.path(twin.id), small: small,
            kinds: twin.kinds.sorted().map(FlagWording.name))
    }

    private func snapshot(_ flagging: Flagging) -> ListingView.Item {
        let isLatest = flagging.snapshot == detail.flagged?.row.snapshot
        return ListingView.Item(
            text: Shown.short(flagging.seenAt, now: now),
            small: (isLatest ? "当前标记依据的快照　" : "") + flagging.price.text
                + (flagging.points.map { "　优先级 \($0)" } ?? ""), kinds: flagging.kinds.map(FlagWording.name))
    }

    /// The flags and the events, latest first.
    private var entries: [HistoryEntry] {
        let raised = detail.flaggings.map { flagging in
            (
                flagging.flaggedAt,
                HistoryEntry(
                    time: Shown.full(flagging.flaggedAt),
                    text: "标记：" + flagging.kinds.map(FlagWording.name).joined(separator: "、"), small: "系统")
            )
        }
        // The decisions are shown with their reasons, not as events.
        let events = detail.events.filter { $0.kind != EventKind.flagReviewed.rawValue }.map {
            ($0.at, HistoryEntry($0))
        }
        let reviews = detail.reviews.map { review in
            (
                review.at,
                HistoryEntry(
                    time: Shown.full(review.at), text: FlagReviewWording.name(review.decision),
                    small: FlagReviewWording.who(review.by) + (review.reason.map { "：" + $0 } ?? ""))
            )
        }
        return (raised + events + reviews).sorted { $0.0 > $1.0 }.prefix(50).map(\.1)
    }
}

/// The figures of a flag for a low price.
struct PriceFlag: Sendable {
    /// The highest price that is clearly low.
    let bound: Fen?
    let median: Fen?

    /// Nil without such a flag.
    init?(_ flags: [RaisedFlag]) {
        guard let flag = flags.first(where: { $0.kind == .lowPrice || $0.kind == .baitVariant }) else { return nil }
        bound = flag.figures["flaggedUpTo"].flatMap { Fen(priceText: $0, unit: .yuan) }
        median = flag.figures["median"].flatMap { Fen(priceText: $0, unit: .yuan) }
    }
}
