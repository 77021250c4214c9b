internal import Domain
internal import Store
internal import Workers

/// Makes the page of one pull.
struct PullView: Sendable {
    let detail: PullDetail
    /// The first records that could not be read.
    let unread: [QuarantineRow]
    let unreadCount: ListCount
    let console: Console
    let mayManage: Bool

    private var row: ListedPull { detail.row }
    private var now: Timestamp { console.app.store.clock.now() }

    var page: DetailPage {
        var page = DetailPage(PageLink(PullPages.path, "采集记录"), here: "\(row.id) 号")
        page.sub =
            ReportWording.platform(row.platform) + " · 快照 " + Shown.full(row.slot) + " · 开始于 "
            + Shown.full(row.startedAt)
        page.tags = PullPages.tags(row)
        page.lead = lead
        page.next = next
        if row.proof != nil { page.actions = [PageLink(PullPages.path(row.id, "certificate"), "完整性证明")] }
        page.sections = [
            DetailPage.Section("完整性", facts: completeness),
            DetailPage.Section("未能读取的记录", table: records, none: "没有未能读取的记录。"),
            DetailPage.Section("经过", history: detail.events.map { HistoryEntry($0, showing: ["ground"]) }),
        ]
        if unreadCount.number > unread.count { page.sections[1].sub = ListWording.count(unreadCount) }
        let alerts = detail.openAlerts.map {
            DetailPage.Item(
                text: AlertWording.name($0.kind), href: AlertPages.path($0.id),
                small: Shown.short($0.raisedAt, now: now))
        }
        page.aside = [
            DetailPage.Section("未办结的告警", items: alerts, none: "没有未办结的告警。"),
            DetailPage.Section("采集来源", facts: source),
        ]
        return page
    }

    private var lead: String {
        if let reason = row.heldReason { return reason }
        guard let proof = row.proof else { return "正在采集，已收到 \(Shown.number(detail.pages)) 页" }
        return switch proof.verdict {
        case .complete: "各页齐全，末页都已证实"
        case .unproven: "各页已收到，末页未能证实：可能还有商品没有采集到"
        case .short: "不计重复比平台所称少 \(Shown.number(proof.short)) 条"
        case .overlapCollapsed: "上次见到的商品，这次大多没有再见到"
        case .incomplete: "缺 \(Shown.number(Int64(proof.holes.count))) 处，例如：\(proof.holes.first ?? "")"
        }
    }

    // MARK: What follows

    private var next: DetailPage.Next? {
        let task = PullTask.next(
            isHeld: row.heldReason != nil, isComplete: row.completedAt != nil, isScreened: row.screenedAt != nil,
            verdict: row.proof?.verdict, hasOpenAlerts: !detail.openAlerts.isEmpty, unread: !unread.isEmpty)
        guard let task else { return nil }
        return switch task {
        case .release:
            DetailPage.Next(
                heading: "下一步：核实后恢复标记", tag: .pullPaused, small: "核实以前，这次采集的商品不会被标记",
                links: mayManage ? [PageLink(PullPages.path(row.id, "release"), "恢复标记…", isPrimary: true)] : [])
        case .complete:
            DetailPage.Next(
                heading: "下一步：补齐缺少的页", tag: .pullGap, small: "系统会重试。凭证、网络或来源文件有问题的，须先排除",
                links: mayManage
                    ? [
                        PageLink(
                            LocalPath.with(FeedPages.path + "/pull", "crawler", row.crawler), "立即采集…", isPrimary: true)
                    ]
                    : [])
        case .wait: DetailPage.Next(heading: "正在采集", tag: .pullRunning, small: "完成后由系统标记")
        case .resolveAlert:
            DetailPage.Next(
                heading: "下一步：核实并办结告警", small: detail.openAlerts.first.map { AlertWording.name($0.kind) } ?? "",
                links: detail.openAlerts.first.map { [PageLink(AlertPages.path($0.id), "查看告警", isPrimary: true)] } ?? []
            )
        case .screen: DetailPage.Next(heading: "等待系统标记", tag: .jobQueued, small: "不需要人办理")
        case .readRecords:
            DetailPage.Next(
                heading: "下一步：核对未能读取的记录", tag: .recordUnreadable, small: ListWording.count(unreadCount),
                links: [PageLink(QuarantinePages.links.list(.only(.pull, String(row.id))), "查看这些记录", isPrimary: true)])
        }
    }

    // MARK: Facts

    private var completeness: [Fact] {
        var facts: [Fact] = []
        if let proof = row.proof {
            facts = [
                Fact("平台所称", proof.stated == 0 ? "未称总数" : Shown.number(proof.stated) + " 条"),
                Fact("收到记录", Shown.number(proof.records) + " 条"),
                Fact("不同商品", Shown.number(row.listings)), Fact("重复", Shown.number(proof.repeated)),
                Fact("未能读取", Shown.number(proof.quarantined)), Fact("比平台所称少", Shown.number(proof.short)),
                Fact("页", Shown.number(proof.pages) + Self.unchanged(proof.unchangedPages)),
            ]
            facts += proof.holes.prefix(20).map { Fact("缺", $0) }
            if proof.holes.count > 20 { facts.append(Fact("缺", "其余 \(proof.holes.count - 20) 处见完整性证明")) }
            facts.append(Fact("证明出具于", Shown.full(proof.issuedAt)))
        } else {
            facts = [
                Fact("已收到", Shown.number(detail.pages) + " 页"), Fact("不同商品", Shown.number(row.listings)),
                Fact("完整性", "采集结束时才能判断"),
            ]
        }
        facts.append(Fact("标记", screening))
        return facts
    }

    private static func unchanged(_ pages: Int64) -> String {
        pages == 0 ? "" : "（其中 \(Shown.number(pages)) 页平台称没有变化）"
    }

    private var screening: String {
        guard let flagged = detail.flagged else { return row.heldReason == nil ? "尚未标记" : "已暂停" }
        return "被标记的商品 " + ListWording.short(flagged)
            + (row.screenedAt.map { "，" + Shown.full($0) + " 完成" } ?? "")
    }

    private var source: [Fact] {
        var facts = [
            Fact("来源", row.crawler, href: PullPages.links.list(.only(.crawler, row.crawler))),
            Fact("平台", ReportWording.platform(row.platform)), Fact("来源文件", row.ruleFile),
            Fact("校验值", String(row.ruleHash.prefix(16))),
        ]
        if let completed = row.completedAt { facts.append(Fact("完成", Shown.full(completed))) }
        if let removed = row.sightingsRemovedAt { facts.append(Fact("见到的商品", Shown.full(removed) + " 按保存期限删除")) }
        return facts
    }

    private var records: TableView {
        TableView(
            caption: "这次采集中未能读取的记录", columns: QuarantinePages.columns,
            rows: unread.map { QuarantinePages.row($0, now) }, isStacked: true)
    }
}

/// The page of a certificate. Template `record`.
enum CertificateView {
    static func page(_ row: CertificateRow) -> RecordPage {
        let proof = row.certificate
        var page = RecordPage()
        page.crumb = PageLink(PullPages.path(row.pull), "采集 \(row.pull) 号")
        page.sub = row.crawler + " · 快照 " + Shown.full(row.slot) + " · 出具于 " + Shown.full(row.issuedAt)
        page.tags = [StateTag(row.verdict)]
        page.facts = [
            Fact("页", Shown.number(proof.pages)), Fact("其中没有变化的页", Shown.number(proof.unchangedPages)),
            Fact("平台所称总数", proof.stated == 0 ? "未称总数" : Shown.number(proof.stated)),
            Fact("收到记录", Shown.number(proof.records)), Fact("商品", Shown.number(proof.listings)),
            Fact("重复", Shown.number(proof.repeated)), Fact("未能读取", Shown.number(proof.quarantined)),
            Fact("不计重复比平台所称少", Shown.number(proof.short)), Fact("内容根", proof.contentRoot),
        ]
        var ends = RecordPage.Section(heading: "各查询的末页")
        ends.notes = ["完整与否按不同的商品计算，重复的记录不算；未能读取的记录按其字节计。"]
        if let removed = row.sightingsRemovedAt {
            ends.notes = ["未知：见到的商品已于 \(Shown.full(removed)) 按保存期限删除。"]
        }
        let shown = proof.queries.prefix(most)
        ends.facts = shown.map { Fact($0.query.isEmpty ? "（没有查询）" : $0.query, AlertWording.end(of: $0)) }
        if shown.count < proof.queries.count {
            ends.notes.append("只列出前 \(most) 个，共 \(proof.queries.count) 个；全部见 sushai pull certificate。")
        }
        page.sections = [ends]
        if let overlap = proof.overlap {
            page.sections.append(
                RecordPage.Section(
                    heading: "与上次完整采集比较",
                    facts: [
                        Fact("上次", "\(overlap.previousPull) 号", href: PullPages.path(overlap.previousPull)),
                        Fact("两次都有", Shown.number(overlap.inBoth)), Fact("新增", Shown.number(overlap.new)),
                        Fact("消失", Shown.number(overlap.gone)),
                    ]))
        }
        if !proof.holes.isEmpty {
            var holes = RecordPage.Section(heading: "缺少的页", notes: Array(proof.holes.prefix(most)))
            if proof.holes.count > most { holes.notes.append("只列出前 \(most) 处，共 \(proof.holes.count) 处。") }
            page.sections.append(holes)
        }
        return page
    }

    private static let most = 200
}
