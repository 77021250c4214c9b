internal import Domain
internal import Rulebook
internal import Store
internal import Workers

/// Makes the page of one takedown.
struct TakedownView: Sendable {
    let detail: TakedownDetail
    let console: Console
    let mayDecide: Bool

    private var row: TakedownRow { detail.row }
    private var now: Timestamp { console.app.store.clock.now() }
    private var entry: TakedownEntry? { detail.entries.first { $0.action == .remove } }

    var page: DetailPage {
        var page = DetailPage(PageLink(TakedownPages.path, "下架"), here: "\(row.id) 号")
        let item = ReportWording.platform(row.listing.platform) + " " + row.listing.item
        let place = console.app.rulebook.regions.text(row.region)
        page.sub = [item, detail.shop ?? "店铺未知", place].joined(separator: " · ")
        page.link = detail.link.flatMap(Self.external)
        page.steps = steps
        page.next = next
        var facts = DetailPage.Section("依据的事实")
        facts.tags = [detail.hazard.map { StateTag($0) }].compactMap(\.self)
        facts.paragraphs = [row.sentence] + detail.failing
        page.sections = [
            facts, receipts, rechecks,
            DetailPage.Section(
                row.state == .proposed ? "确认后平台将看到" : "平台看到的内容", facts: Self.seenByPlatform(detail)),
        ]
        page.aside = [
            DetailPage.Section("前后记录", items: neighbours, none: "无"),
            DetailPage.Section("链接", facts: Self.facts(detail, console)),
            DetailPage.Section("操作记录", history: detail.events.map(HistoryEntry.init)),
        ]
        return page
    }

    /// A link of a feed, if a browser may follow it.
    static func external(_ link: String) -> PageLink? {
        let isWeb = link.hasPrefix("https://") || link.hasPrefix("http://")
        return isWeb ? PageLink(link, "打开商品页 ↗") : nil
    }

    static func facts(_ detail: TakedownDetail, _ console: Console) -> [Fact] {
        [
            Fact("商品", detail.row.title), Fact("平台", ReportWording.platform(detail.row.listing.platform)),
            Fact("商品编号", detail.row.listing.item), Fact("店铺", detail.shop ?? "未知"), Fact("销售者", detail.seller),
            Fact("属地", console.app.rulebook.regions.text(detail.row.region)), Fact("报告", detail.reportNumber),
            Fact("结论", detail.row.sentence),
        ]
    }

    private static func seenByPlatform(_ detail: TakedownDetail) -> [Fact] {
        [
            Fact("要求", "下架商品 " + detail.row.listing.item), Fact("标题", detail.row.title),
            Fact("链接", detail.link ?? "未知"), Fact("法律依据", detail.row.legalBasis ?? "确认时填写"),
            Fact("确认人", detail.row.confirmedBy ?? "确认时记录"),
        ]
    }

    // MARK: The way of the takedown

    private var steps: [DetailPage.Step] {
        [DetailPage.Step("建议下架", Shown.full(row.proposedAt) + "　系统", .done), confirmation, listing, answer, sight]
            + (row.state == .withdrawn ? [DetailPage.Step("已撤回", row.withdrawnReason ?? "", .stop)] : [])
    }

    private var confirmation: DetailPage.Step {
        guard let by = row.confirmedBy, let at = detail.confirmedAt else {
            let waited = Shown.waited(since: row.proposedAt, now: now)
            return row.state == .proposed ? .init("确认", waited ?? "待确认", .now) : .init("确认", "没有确认")
        }
        return .init("已确认", Shown.full(at) + "　" + by, .done)
    }

    private var listing: DetailPage.Step {
        guard let entry else {
            return row.state == .confirmed ? .init("下发平台", "正在下发", .now) : .init("下发平台")
        }
        return .init("已下发", Shown.full(entry.listedAt) + "　清单第 \(entry.sequence) 号", .done)
    }

    private var answer: DetailPage.Step {
        guard let receipt = detail.receipts.first else {
            return row.state == .listed ? .init("平台回执", "待回执", .now) : .init("平台回执")
        }
        let word = "平台称" + StateTag(receipt.outcome).word
        return .init(word, Shown.full(receipt.actedAt), receipt.outcome == .refused ? .stop : .done)
    }

    private var sight: DetailPage.Step {
        guard let look = detail.rechecks.first else {
            let isDue = row.state == .listed && detail.receipts.contains { $0.outcome != .refused }
            return isDue ? .init("查看链接", "尚未查看", .now) : .init("查看链接")
        }
        let small = Shown.full(look.checkedAt) + "，第 \(detail.rechecks.count) 次查看"
        return .init("链接" + StateTag(look.outcome).word, small, look.outcome == .gone ? .done : .stop)
    }

    private var next: DetailPage.Next? {
        let withdraw = mayDecide ? [PageLink(TakedownPages.path(row.id, "withdraw"), "撤回下架…")] : []
        switch row.state {
        case .proposed:
            return DetailPage.Next(
                heading: "下一步：确认下架", tag: StateTag(row.state),
                small: mayDecide ? "核对链接和事实，写明法律依据" : "由监管人员办理",
                links: mayDecide ? [PageLink(TakedownPages.path(row.id, "confirm"), "确认下架…", isPrimary: true)] : [],
                dangers: mayDecide ? [PageLink(TakedownPages.path(row.id, "withdraw"), "不予下架…")] : [])
        case .confirmed:
            return DetailPage.Next(
                heading: "下一步：下发平台", tag: StateTag(row.state), small: "由系统办理，无须操作", dangers: withdraw)
        case .listed:
            let (heading, small): (String, String) =
                switch (detail.rechecks.first?.outcome, detail.receipts.first?.outcome) {
                case (.gone, _): ("链接确已消失", "不再查看")
                case (.stillThere, _): ("下一步：督促平台", "平台称已处理，但链接仍可访问；系统每日查看，直到确已消失")
                case (_, .refused): ("下一步：督促平台", "平台拒绝下架，理由见回执")
                case (_, nil): ("下一步：平台提交回执", "由平台办理")
                default: ("下一步：查看链接", "由系统办理，无须操作")
                }
            let tag = detail.rechecks.first.map { StateTag($0.outcome) } ?? StateTag(row.receipt)
            return DetailPage.Next(heading: heading, tag: tag, small: small, dangers: withdraw)
        case .withdrawn:
            return DetailPage.Next(heading: "已撤回", tag: StateTag(row.state), small: row.withdrawnReason ?? "")
        }
    }

    // MARK: Answers and looks

    private var receipts: DetailPage.Section {
        let rows = detail.receipts.map { receipt in
            TableView.Row([
                .head(Shown.full(receipt.actedAt)), .tags([StateTag(receipt.outcome)], label: "结果"),
                .text(receipt.note, label: "说明"), .text(Shown.full(receipt.receivedAt), style: "opt"),
            ])
        }
        let table = TableView(
            caption: "平台的回执，最近的在前",
            columns: [.init("处理时间"), .init("结果"), .init("说明"), .init("收到", "opt")], rows: rows, isStacked: true)
        return DetailPage.Section("平台的回执", table: table, none: "还没有回执。")
    }

    private var rechecks: DetailPage.Section {
        let rows = detail.rechecks.map { look in
            TableView.Row([
                .head(Shown.full(look.checkedAt)), .tags([StateTag(look.outcome)], label: "结果"),
                .text(look.detail, label: "看到"),
            ])
        }
        let table = TableView(
            caption: "每次查看链接的结果，最近的在前", columns: [.init("时间"), .init("结果"), .init("看到的内容")], rows: rows, isStacked: true
        )
        return DetailPage.Section("我们看到的链接", table: table, none: "还没有查看。")
    }

    private var neighbours: [DetailPage.Item] {
        var items = [
            DetailPage.Item(
                text: "样品 \(detail.label)，报告 \(detail.reportNumber)", href: SamplePages.path(detail.sample)),
            DetailPage.Item(text: "商品的标记和价格", href: ListingPages.path(detail.listing)),
        ]
        if let notice = detail.notice {
            items.append(DetailPage.Item(text: notice.number, href: NoticePages.document(notice.id)))
        }
        if detail.referral != nil {
            items.append(DetailPage.Item(text: "案件线索", href: ReferralPages.officerPath))
        }
        return items
    }
}
