internal import Domain
internal import Store

/// The page that asks before a decision on many rows. Template `confirm`.
struct FlagConfirm: Sendable {
    let form: FlagActForm
    let decision: FlagDecision
    /// The number of rows at `moment`.
    let count: Int
    let moment: Timestamp
    let error: String?

    var title: String {
        FlagReviewWording.name(decision) + " \(count.grouped) 条？"
    }

    func view(_ names: ListNames) -> ConfirmPage {
        var hidden: [(String, String)] = [
            ("list", form.query.items.text), ("do", decision.rawValue),
            ("scope", form.scope == .all ? "all" : "chosen"),
            ("moment", String(moment.milliseconds)), ("expected", String(count)),
        ]
        if form.scope != .all { hidden += form.rows.map { ("row", $0.text) } }
        return ConfirmPage(
            action: FlagPages.links.page("bulk"), consequences: consequences, facts: facts(names), fields: fields,
            hidden: hidden.map { HiddenField(name: $0.0, value: $0.1) }, button: FlagReviewWording.name(decision),
            isDangerous: decision == .ignore, back: PageLink(FlagPages.links.list(form.query), "返回"))
    }

    private var fields: [FormField] {
        var reason = FormField("reason", "理由")
        reason.isLong = true
        reason.isRequired = decision == .ignore
        reason.longest = FlagReviewRequest.longestReason
        if decision == .ignore { reason.hint = "写明为什么不必采样，便于日后查考。同一理由记在每一条上" }
        return [reason.filled(form.reason, error: error)]
    }

    var consequences: [String] {
        var texts: [String] =
            switch decision {
            case .buy: ["这些商品将进入此后冻结的抽样框。"]
            case .watch: ["这些商品不再列为待研判；有新的标记理由时再次列为待研判。"]
            case .ignore:
                ["这些商品不再进入此后冻结的抽样框；已冻结的抽样框不变。", "有新的标记理由时再次列为待研判。以后可以撤销。"]
            case .undo: ["这些商品恢复为待研判；原来的决定留在记录中。"]
            }
        if form.scope == .all {
            texts.append("只办理 \(Shown.full(moment)) 符合条件的商品；其后新标记的和已由他人办理的不作更改，结果页逐条列明。")
        }
        return texts
    }

    private func facts(_ names: ListNames) -> [Fact] {
        guard form.scope == .all else { return [] }
        let chips = FlagQueryWording.chips(form.query, product: names.product, platform: names.platform).map(\.text)
        return [
            Fact("状态", FlagQueryWording.tab(form.query.state)),
            Fact("条件", chips.isEmpty ? "没有其他条件" : chips.joined(separator: "；")),
        ]
    }
}

/// What became of an action on many rows. Template `flag-bulk`. While it is under way, the page asks for itself again.
struct FlagBulkPage: Sendable {
    struct Failure: Sendable {
        let title: String
        let href: String
        let small: String
        let fault: String
    }

    let tag: StateTag
    let facts: [Fact]
    /// Seconds until the page asks again; nil when the action is finished.
    let refresh: String?
    let failuresHeading = "未作更改的商品"
    let failures: [Failure]
    /// The sentence after a list of failures that is cut.
    let more: String?
    let back: PageLink

    init(
        _ bulk: BulkActionRow, _ decision: FlagDecision, _ faults: [(Int64, BulkFault, FlaggedListing?)],
        _ names: ListNames
    ) {
        let isDone = bulk.finishedAt != nil
        let handled = bulk.changed + bulk.unchanged + bulk.failed
        tag = isDone ? .jobDone : handled > 0 ? .jobRunning : .jobQueued
        refresh = isDone ? nil : "2"
        var facts = [
            Fact("办理", FlagReviewWording.name(decision)),
            Fact("办理人", FlagReviewWording.who(bulk.requestedBy)), Fact("提交", Shown.full(bulk.requestedAt)),
            Fact("应办", bulk.expected.grouped + " 条"), Fact("已办", bulk.changed.grouped + " 条"),
        ]
        if let reason = bulk.reason { facts.insert(Fact("理由", reason), at: 1) }
        if bulk.unchanged > 0 { facts.append(Fact("早已如此", bulk.unchanged.grouped + " 条")) }
        if bulk.failed > 0 { facts.append(Fact("未作更改", bulk.failed.grouped + " 条")) }
        if bulk.leftOut > 0 { facts.append(Fact("不再符合条件", bulk.leftOut.grouped + " 条，其间已由他人办理或有新的标记")) }
        if let finished = bulk.finishedAt { facts.append(Fact("完成", Shown.full(finished))) }
        self.facts = facts
        failures = faults.map { subject, fault, listing in
            Failure(
                title: listing?.seen.title ?? "商品 \(subject)", href: ListingPages.path(subject),
                small: listing.map { names.platform($0.seen.key.platform) + " " + $0.seen.key.item } ?? "",
                fault: Self.sentence(fault, listing))
        }
        more = bulk.failed > faults.count ? "只列出前 \(faults.count.grouped) 条，共 \(bulk.failed.grouped) 条" : nil
        let query = bulk.query.flatMap { FlagQuery(stored: $0) } ?? FlagQuery()
        back = PageLink(FlagPages.links.list(query), "返回标记")
    }

    private static func sentence(_ fault: BulkFault, _ listing: FlaggedListing?) -> String {
        guard fault == .overtaken, let review = listing?.review else { return fault.sentence }
        return FlagReviewWording.done(review.decision, by: review.by, at: review.at)
    }
}

/// The Chinese texts of decisions on many rows.
enum FlagActWording {
    static func done(_ decision: FlagDecision, _ count: Int) -> String {
        let number = count.grouped
        return switch decision {
        case .buy: "已将 \(number) 条列入采样。"
        case .watch: "已将 \(number) 条设为持续关注。"
        case .ignore: "已忽略 \(number) 条。"
        case .undo: "已撤销 \(number) 条的决定，恢复为待研判。"
        }
    }

    static func title(_ bulk: BulkActionRow, _ decision: FlagDecision) -> String {
        FlagReviewWording.name(decision) + " \(bulk.expected.grouped) 条" + (bulk.finishedAt == nil ? "：办理中" : "：结果")
    }
}
