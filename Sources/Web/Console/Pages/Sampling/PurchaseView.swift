internal import Domain
internal import Rulebook
internal import Store
internal import Workers

/// Makes the page of one purchase task.
struct PurchaseView: Sendable {
    let detail: PurchaseTaskDetail
    /// All versions of the steps from the parcel to the laboratory.
    let custody: [CustodyRow]
    let console: Console
    let mayManage: Bool

    private var task: PurchaseTaskRow { detail.task }

    var page: DetailPage {
        var page = DetailPage(PageLink(PurchasePages.path, "采购任务"), here: "任务 \(task.id)")
        page.sub = ReportWording.platform(task.listing.platform) + " " + task.listing.item + " · " + task.run
        page.link = task.link.flatMap(TakedownView.external)
        page.tags = [StateTag(task.state)]
        page.lead = lead
        page.steps = steps
        page.next = next
        page.sections =
            [bought, custodySection].compactMap(\.self) + [
                EvidenceList.section("购买的照片和凭证", detail.bought == nil ? [] : detail.evidence),
                DetailPage.Section("记录", history: detail.events.map(HistoryEntry.init)),
            ]
        page.aside = [
            DetailPage.Section("买什么", facts: Self.goods(task, console) + [Fact("价格看到于", Shown.full(detail.seenAt))]),
            DetailPage.Section("前后记录", items: neighbours, none: "没有。"),
        ]
        return page
    }

    private var lead: String {
        switch task.state {
        case .open: "还没有购买，看到的价格 \(task.price.text)"
        case .purchased: task.label.map { "样品 \($0)，\(task.laboratory ?? "承检机构未知")" } ?? "样品未知"
        case .cancelled: "取消的理由：" + (detail.cancelledFor ?? "未知")
        }
    }

    private var steps: [DetailPage.Step] {
        let drawn = DetailPage.Step("抽中", Shown.full(task.createdAt), .done)
        if task.state == .cancelled { return [drawn, DetailPage.Step("取消", "", .stop)] }
        let isReported = detail.sample?.report != nil
        return [
            drawn,
            DetailPage.Step(
                "购买", detail.bought.map { Shown.full($0.recordedAt) } ?? "", detail.bought == nil ? .now : .done),
            DetailPage.Step(
                "检验", detail.bought?.laboratory ?? "", detail.bought == nil ? nil : isReported ? .done : .now),
        ]
    }

    private var next: DetailPage.Next? {
        let waited = Shown.waited(since: task.createdAt, now: console.app.store.clock.now())
        switch task.state {
        case .open:
            return DetailPage.Next(
                heading: "下一步：购买", tag: .taskOpen,
                small: (["由抽样人员办理"] + [waited].compactMap(\.self)).joined(separator: "，"),
                dangers: mayManage ? [PageLink(PurchasePages.path(task.id, "cancel"), "取消任务…")] : [])
        case .purchased:
            guard let sample = detail.sample, sample.report == nil else { return nil }
            return DetailPage.Next(
                heading: "下一步：承检机构报告", tag: .reportAwaited, small: "由承检机构办理",
                links: [PageLink(SamplePages.path(sample.id), "查看样品")])
        case .cancelled: return nil
        }
    }

    private var bought: DetailPage.Section? {
        guard let bought = detail.bought else { return nil }
        return DetailPage.Section(
            "购买",
            facts: [
                Fact("订单号", bought.order), Fact("实付金额", "¥" + bought.paid.yuanText),
                Fact("购买日期", bought.on.text), Fact("销售者", bought.seller),
                Fact("登记地", console.app.rulebook.regions.text(bought.region)), Fact("承检机构", bought.laboratory),
                Fact("样品标签", bought.label, href: detail.sample.map { SamplePages.path($0.id) }),
                Fact("登记时间", Shown.full(bought.recordedAt)),
            ])
    }

    private var custodySection: DetailPage.Section? {
        guard detail.bought != nil else { return nil }
        let rows = custody.map { step in
            TableView.Row([
                .head(CustodyWording.name(step.step) + (step.version > 1 ? "，第 \(step.version) 版" : "")),
                .text(step.number, small: step.reason.map { "更正原因：" + $0 }, label: "编号"),
                .number(Int64(step.files), label: "照片和视频"),
                .text(EventWording.actor(step.recordedBy.text), style: "opt"),
                .text(Shown.full(step.recordedAt), style: "fit", label: "登记时间"),
            ])
        }
        return DetailPage.Section(
            "开箱、封样、寄出",
            table: TableView(
                caption: "样品从包裹到承检机构的步骤，按登记的先后",
                columns: [.init("步骤"), .init("编号"), .init("照片和视频", "n"), .init("办理", "opt"), .init("登记时间", "fit")],
                rows: rows, isStacked: true), none: "还没有登记。")
    }

    static func goods(_ task: PurchaseTaskRow, _ console: Console) -> [Fact] {
        var facts = [
            Fact("商品", task.title), Fact("平台", ReportWording.platform(task.listing.platform)),
            Fact("商品编号", task.listing.item), Fact("产品", ListNames(console).product(task.product)),
            Fact("看到的价格", task.price.text),
        ]
        if let shop = task.shopName { facts.append(Fact("店铺", shop)) }
        if let room = task.liveRoom {
            facts.append(Fact("直播间", room.room + (room.streamer.map { "（主播 \($0)）" } ?? "")))
        }
        return facts
    }

    private var neighbours: [DetailPage.Item] {
        var items = [
            DetailPage.Item(text: "商品的标记和价格", href: ListingPages.path(task.listingID)),
            DetailPage.Item(text: "采样批次 " + task.run, href: RunPages.path(detail.run), small: "签号 " + task.ticket),
        ]
        guard let sample = detail.sample, let label = task.label else { return items }
        items.append(
            DetailPage.Item(
                text: "样品 " + label + (sample.report.map { "，报告 " + $0 } ?? "，还没有报告"),
                href: SamplePages.path(sample.id)))
        return items
    }
}
