internal import Domain
internal import Store
internal import Workers

/// Makes the page of one sampling run.
struct RunView: Sendable {
    let detail: SamplingRunDetail
    /// The drawn listings in the order of their tickets, at most `most`.
    let drawn: [PurchaseTaskRow]
    let console: Console
    let region: RegionCode
    let mayManage: Bool

    static let most = 50

    private var row: SamplingRunRow { detail.row }
    private var isDrawn: Bool { row.seed != nil }

    var page: DetailPage {
        let names = ListNames(console)
        var page = DetailPage(PageLink(RunPages.path, "采样批次"), here: row.name)
        page.lead = "抽样框 \(row.frame.grouped) 件，计划购买 \(row.quota.grouped) 件，预算 ¥\(row.budget.yuanText)"
        page.tags = [StateTag(row.state)]
        page.actions = [PageLink(RunPages.path(row.id, "frame"), "下载抽样框 CSV")]
        page.steps = steps
        page.next = next
        var products = products(names)
        products.paragraphs =
            detail.draw.map { SamplingWording.notes($0, product: names.product).map { $0 + "。" } } ?? []
        page.sections =
            [products] + (isDrawn ? [drawnSection(names)] : []) + [
                DetailPage.Section("记录", history: detail.events.map(HistoryEntry.init))
            ]
        var computing = DetailPage.Section("怎样重新计算")
        computing.paragraphs = [SamplingWording.algorithm]
        page.aside = [DetailPage.Section("抽样", facts: facts), computing]
        return page
    }

    private var steps: [DetailPage.Step] {
        let tasks = row.tasks
        let bought = "已购买 \(tasks.purchased.grouped)，待购买 \(tasks.open.grouped)，已取消 \(tasks.cancelled.grouped)"
        return [
            DetailPage.Step("冻结抽样框", Shown.full(row.openedAt), .done),
            DetailPage.Step("抽签", row.drawnAt.map { Shown.full($0) } ?? "等待公开的种子", isDrawn ? .done : .now),
            DetailPage.Step(
                "购买", isDrawn ? bought : "", row.state == .buying ? .now : row.state == .done ? .done : nil),
        ]
    }

    private var next: DetailPage.Next? {
        switch row.state {
        case .awaitsSeed:
            DetailPage.Next(
                heading: "下一步：公布承诺值，用公开的种子抽签", tag: .runAwaitsSeed,
                small: "种子须在承诺值公布以后才能得知，例如下一期彩票的开奖号码",
                links: mayManage ? [PageLink(RunPages.path(row.id, "draw"), "抽签…", isPrimary: true)] : [])
        case .buying:
            DetailPage.Next(
                heading: "下一步：购买 \(row.tasks.open.grouped) 件", tag: .runBuying, small: "由抽样人员办理",
                links: [PageLink(tasks(.open), "查看待购买的任务")])
        case .done: nil
        }
    }

    /// The list of the tasks of this run.
    private func tasks(_ state: PurchaseTaskState?) -> String {
        var query = CaseQuery<PurchaseList>.only(state)
        query.run = row.name
        return PurchasePages.links.list(query)
    }

    private func products(_ names: ListNames) -> DetailPage.Section {
        let rows = detail.products.map { product in
            TableView.Row([
                .head(names.product(product.product), small: product.product),
                .number(Int64(product.framed), label: "抽样框"), .number(Int64(product.quota), label: "配额"),
                isDrawn ? .number(Int64(product.drawn), label: "抽中") : .text(nil, style: "n", label: "抽中"),
            ])
        }
        var section = DetailPage.Section(
            "产品",
            table: TableView(
                caption: "每种产品在抽样框中的件数、配额和抽中的件数",
                columns: [.init("产品"), .init("抽样框", "n"), .init("配额", "n"), .init("抽中", "n")], rows: rows,
                isStacked: true), none: "没有产品。")
        section.sub = row.ignored > 0 ? "已忽略而未列入的 \(row.ignored.grouped) 件" : nil
        return section
    }

    private func drawnSection(_ names: ListNames) -> DetailPage.Section {
        let rows = drawn.map { task in
            let isVisible = task.region.map(region.contains) ?? true
            return TableView.Row([
                .head(
                    task.title, to: ListingPages.path(task.listingID),
                    small: ReportWording.platform(task.listing.platform) + " " + task.listing.item, isCut: true),
                .text(names.product(task.product), style: "opt"),
                .text(task.price.text, style: "n", label: "看到的价格"),
                .text(String(task.ticket.prefix(12)) + "…", style: "opt"),
                TableView.Cell(
                    text: isVisible ? "任务 \(task.id)" : "任务 \(task.id)（其他区域）",
                    href: isVisible ? PurchasePages.path(task.id) : nil, tags: [StateTag(task.state)], label: "购买"),
            ])
        }
        var section = DetailPage.Section(
            "抽中的商品",
            table: TableView(
                caption: "抽中的商品，按签号从小到大",
                columns: [.init("商品"), .init("产品", "opt"), .init("看到的价格", "n"), .init("签号", "opt"), .init("购买")],
                rows: rows, isStacked: true), none: "没有抽中商品。")
        section.sub = "\(row.tasks.all.grouped) 件"
        if row.tasks.all > drawn.count {
            section.items = [DetailPage.Item(text: "只显示前 \(drawn.count) 件，查看全部", href: tasks(nil))]
        }
        return section
    }

    private var facts: [Fact] {
        var facts = [
            Fact("承诺值", row.commitment), Fact("种子", row.seed ?? "未公布"),
            Fact("预算", "¥" + row.budget.yuanText),
        ]
        if isDrawn {
            let word = region == .everywhere ? "实付合计" : "本区域实付合计"
            facts.append(Fact(word, "¥\(detail.paid.total.yuanText)（\(detail.paid.purchases.grouped) 件）"))
            facts.append(Fact("购买任务", "\(row.tasks.all.grouped) 项", href: tasks(nil)))
        }
        return facts
    }
}
