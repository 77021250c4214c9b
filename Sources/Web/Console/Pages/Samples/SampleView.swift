internal import Domain
internal import Rulebook
internal import Store
internal import Workers

/// Makes the page of one sample and its latest report.
struct SampleView: Sendable {
    let row: SampleRow
    /// Nil if the report has no verdict.
    let report: ScreeningReport?
    let consequences: SampleConsequences
    let console: Console
    let mayDecide: Bool

    private var now: Timestamp { console.app.store.clock.now() }

    var page: DetailPage {
        var page = DetailPage(PageLink(SamplePages.path, "样品与报告"), here: row.label)
        page.sub = sub
        page.tags = SamplePages.tags(row)
        page.lead = report?.conclusion ?? waiting
        page.next = next
        if report != nil {
            page.actions = [
                PageLink(SamplePages.document(row.id), "打印检验报告"),
                PageLink(SamplePages.document(row.id, .pdf), "PDF：监管部门留存件"),
                PageLink(SamplePages.document(row.id, .pdf, for: .enterprise), "PDF：企业件"),
            ]
        }
        let judged = report.map { [SampleItems($0).section] } ?? []
        let unknown = report.map { $0.unknownItems.isEmpty ? [] : [Self.unknown($0.unknownItems)] } ?? []
        page.sections =
            judged + unknown
            + [DetailPage.Section("判定过程", history: consequences.events.map(HistoryEntry.init))]
        page.aside = [
            DetailPage.Section("后续处置", items: items, none: "没有需要处置的事项。"),
            DetailPage.Section("样品", facts: facts),
        ]
        if let report { page.aside += [evidence(report), DetailPage.Section("判定依据", facts: Self.rule(report))] }
        return page
    }

    private var sub: String {
        guard let report = row.report else { return row.laboratory + " · 还没有报告" }
        return "报告 \(report.number) 第 \(report.version) 版 · \(row.laboratory) · \(Shown.full(report.receivedAt)) 收到"
            + (self.report?.edition.map { " · 实施细则 " + $0 } ?? "")
    }

    private var waiting: String {
        guard let report = row.report else { return "等待承检机构的报告" }
        return report.lacksEvidence ? "证据齐全后判定" : "报告已收到，还没有判定"
    }

    private static func unknown(_ items: [String]) -> DetailPage.Section {
        var section = DetailPage.Section("实施细则未列、未作判定的项目")
        section.paragraphs = [items.joined(separator: "、")]
        return section
    }

    // MARK: What follows

    private var next: DetailPage.Next? {
        if let takedown = consequences.takedowns.first(where: { $0.state == .proposed }) {
            return DetailPage.Next(
                heading: "下一步：确认下架", tag: StateTag(takedown.state), small: "告知书、线索已生成，见“后续处置”",
                links: [PageLink(TakedownPages.path(takedown.id), mayDecide ? "去确认下架" : "查看下架", isPrimary: mayDecide)])
        }
        guard let notice = consequences.notices.first(where: { $0.row.state == .unserved })?.row else { return nil }
        return DetailPage.Next(
            heading: "下一步：送达问题告知书", tag: .noticeUnserved,
            small: notice.number + (Shown.waited(since: notice.issuedAt, now: now).map { "，" + $0 } ?? ""),
            links: [PageLink(NoticePages.document(notice.id), "打印告知书")])
    }

    private var items: [DetailPage.Item] {
        let takedowns = consequences.takedowns.map { takedown in
            DetailPage.Item(
                text: "下架 " + ReportWording.platform(row.key.platform) + "链接",
                href: TakedownPages.path(takedown.id), tags: [StateTag(takedown.state)])
        }
        let notices = consequences.notices.map { notice in
            DetailPage.Item(
                text: notice.row.number, href: NoticePages.document(notice.row.id),
                tags: [NoticePages.tag(notice.row.state)])
        }
        let referrals = consequences.referrals.map { referral in
            let place = console.app.rulebook.regions.text(referral.region)
            return DetailPage.Item(
                text: "\(referral.kind.name) \(referral.id) 号 → " + place, href: ReferralPages.officerPath,
                tags: [referral.isWithdrawn ? .referralWithdrawn : .referralSent])
        }
        return takedowns + notices + referrals
    }

    // MARK: Facts

    private var facts: [Fact] {
        var facts = [
            Fact("商品", row.title, href: ListingPages.path(row.listing)),
            Fact("平台", ReportWording.platform(row.key.platform) + " " + row.key.item), Fact("销售者", row.seller),
            Fact("属地", console.app.rulebook.regions.text(row.region)), Fact("封样", Shown.full(row.labelledAt)),
        ]
        guard let report else { return facts }
        if let origin = report.origin {
            let bought = [origin.purchasedOn?.text, origin.paid.map { "¥" + $0.yuanText }].compactMap(\.self)
            facts.append(Fact("购买", bought.joined(separator: "，")))
        }
        facts += report.declared.map { Fact($0.name, $0.value) }
        facts += [Fact("生产日期", report.producedOn?.text ?? "未知"), Fact("检测日期", report.testedOn.text)]
        if let reason = report.correctionReason { facts.append(Fact("更正理由", reason)) }
        if let withdrawn = report.history.withdrawn {
            facts.append(Fact("撤回", withdrawn.on.text + "，" + withdrawn.reason))
        }
        return facts
    }

    private func evidence(_ report: ScreeningReport) -> DetailPage.Section {
        let kinds: [(ReportEvidence.Kind, String)] = [(.laboratory, "承检机构的证据"), (.purchase, "购买的证据")]
        let items = kinds.compactMap { kind, word -> DetailPage.Item? in
            let pieces = report.evidence.filter { $0.kind == kind }
            return pieces.isEmpty ? nil : DetailPage.Item(text: "\(word) \(pieces.count) 份", small: "见检验报告中的证据清单")
        }
        return DetailPage.Section("证据", items: items, none: "没有证据。")
    }

    private static func rule(_ report: ScreeningReport) -> [Fact] {
        [
            Fact("标准", report.standards.joined(separator: "；")), Fact("实施细则", report.rule.file),
            Fact("校验值", String(report.rule.hash.prefix(16)) + (report.rulesChanged ? "（此后有更改）" : "")),
            Fact("判定时间", Shown.full(report.judgedAt)),
        ]
    }
}

/// The judgement of each item as a table.
struct SampleItems: Sendable {
    let section: DetailPage.Section

    init(_ report: ScreeningReport) {
        let rows = report.items.map(Self.row)
        let table = TableView(
            caption: "逐项要求、实测和判定",
            columns: [.init("检测项目"), .init("要求", "n"), .init("实测", "n"), .init("与限值比较", "opt"), .init("判定")],
            rows: rows, isStacked: true)
        var section = DetailPage.Section("项目判定", table: table, none: "没有项目。")
        let counts = Verdict.allCases.map { verdict in
            (StateTag(verdict).word, report.items.count { $0.verdict == verdict })
        }
        let found = counts.filter { $0.1 > 0 }.map { "\($0.0) \($0.1)" }
        section.sub = "\(report.items.count) 项：" + found.joined(separator: "，")
        section.paragraphs = (report.failing + report.notJudged).map(\.sentence)
        if rows.contains(where: { $0.cells.contains { $0.picture != nil } }) { section.legend = RangeBar.legend }
        self.section = section
    }

    private static func row(_ item: ScreeningReport.Item) -> TableView.Row {
        let isFailing = item.verdict == .fails
        let bar = RangeBar(
            requirement: item.requirement, measured: item.measured, unit: item.unit,
            detectionLimit: item.detectionLimit)
        let beside = [
            item.detectionLimit.map { "检出限 " + $0 }, item.uncertainty.map { "不确定度 " + $0 },
        ].compactMap(\.self).joined(separator: "，")
        let measured = bar == nil || item.unit.isEmpty ? item.measured : item.measured + " " + item.unit
        let method = item.method == item.standard ? nil : item.method
        let sources = [item.standard, method].compactMap(\.self).joined(separator: "，")
        return TableView.Row(
            [
                .head(
                    item.name + (item.specimen > 1 ? "（第 \(item.specimen) 件）" : ""),
                    small: sources.isEmpty ? nil : sources),
                .text(item.requirement, style: "n", label: "要求"),
                .text(measured, style: isFailing ? "n red" : "n", small: beside.isEmpty ? nil : beside, label: "实测"),
                bar.map { TableView.Cell(text: "", picture: $0.html) } ?? .text(nil, style: "opt"),
                .tags(tags(item), label: "判定"),
            ], style: isFailing ? "fail" : nil)
    }

    private static func tags(_ item: ScreeningReport.Item) -> [StateTag] {
        if item.reason.decidesNothing { return [.notJudged] }
        let hazard = item.verdict == .fails ? item.hazard.map { StateTag($0) } : nil
        return [StateTag(item.verdict)] + [hazard].compactMap(\.self)
    }
}
