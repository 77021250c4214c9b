internal import Domain
internal import Rulebook
internal import Store
internal import Workers

/// Makes the page of one laboratory.
struct OverseenLaboratoryView: Sendable {
    let laboratory: OverseenLaboratory
    /// The lines of all laboratories.
    let quality: [LaboratoryQuality.Line]
    let console: Console
    let mayManage: Bool
    let seesDuplicates: Bool

    private var line: LaboratoryQuality.Line {
        quality.first { $0.laboratory == laboratory.name } ?? LaboratoryQuality.Line(laboratory: laboratory.name)
    }

    var title: String {
        laboratory.details.title ?? laboratory.name
    }

    var page: DetailPage {
        var page = DetailPage(PageLink(OverseenLaboratoryPages.path, "承检机构"), here: laboratory.name)
        page.sub = "样品 \(line.samples.grouped) 件，已报告 \(line.reported.grouped) 件"
        page.tags = [StateTag(laboratory.scope)]
        page.lead = lead
        page.next = next
        if mayManage {
            page.actions = [
                PageLink(link("scope"), "登记检测能力…"), PageLink(link("settings"), "机构设置…"),
            ]
        }
        page.sections = [qualitySection, agreement, scope]
        page.aside = [
            DetailPage.Section("机构设置", facts: Self.facts(laboratory)),
            DetailPage.Section("前后记录", items: neighbours, none: "没有。"),
            DetailPage.Section("记录", history: laboratory.events.map(HistoryEntry.init)),
        ]
        return page
    }

    private func link(_ page: String) -> String {
        OverseenLaboratoryPages.path(laboratory.name, page)
    }

    private var lead: String {
        switch laboratory.scope {
        case .missing: "未登记检测能力，上传的报告一律暂扣"
        case .recorded(let entries): "检测能力 \(entries.count.grouped) 项；能力以外的项目使报告暂扣"
        case .waived(let reason, let by): "不核对检测能力（\(EventWording.actor(by))）：\(reason)"
        }
    }

    private var next: DetailPage.Next? {
        let waive = mayManage ? [PageLink(link("waiver"), "不核对检测能力…")] : []
        switch laboratory.scope {
        case .missing:
            return DetailPage.Next(
                heading: "下一步：登记检测能力", tag: .scopeMissing, small: rows ?? "登记以前，该机构的报告全部暂扣",
                links: mayManage ? [PageLink(link("scope"), "登记检测能力…", isPrimary: true)] : [], dangers: waive)
        case .waived:
            return DetailPage.Next(
                heading: "下一步：登记检测能力，或恢复核对", tag: .scopeWaived, small: rows ?? "报告现在不按检测能力核对",
                links: mayManage ? [PageLink(link("waiver"), "恢复核对…")] : [])
        case .recorded:
            guard let rows else {
                return waive.isEmpty
                    ? nil
                    : DetailPage.Next(heading: "检测能力已登记", tag: .scopeRecorded, small: "扩项或减项后重新登记", dangers: waive)
            }
            return DetailPage.Next(
                heading: "下一步：核对检测能力，再重新判断", tag: .scopeRecorded, small: rows,
                links: mayManage ? [PageLink(link("scope"), "登记检测能力…", isPrimary: true)] : [], dangers: waive)
        }
    }

    /// What is held because of the scope.
    private var rows: String? {
        guard laboratory.rowsOutOfScope > 0 else { return nil }
        return "因检测能力暂扣 \(laboratory.rowsOutOfScope.grouped) 行。登记以后，由承检机构在“待修改”中重新读取，"
            + "或由运维人员运行 sushai lab held replay --laboratory \(laboratory.name)"
    }

    // MARK: Quality

    /// `中位 3，最长 9`; nil if nothing is reported.
    static func days(_ line: LaboratoryQuality.Line) -> String? {
        guard let median = line.medianDays, let longest = line.longestDays else { return nil }
        return "中位 \(median.grouped)，最长 \(longest.grouped)"
    }

    private var qualitySection: DetailPage.Section {
        func share(_ part: Int, _ whole: Int, _ rate: String?, _ unit: String) -> String {
            rate.map { "\($0)（\(part.grouped) / \(whole.grouped) \(unit)）" } ?? "未知"
        }
        return DetailPage.Section(
            "工作质量",
            facts: [
                Fact("样品", "\(line.samples.grouped) 件，已报告 \(line.reported.grouped) 件"),
                Fact("没有到样登记", "\(line.withoutReceipt.grouped) 件"),
                Fact("用时（天）", Self.days(line) ?? "未知"),
                Fact("更正率", share(line.corrected, line.reported, line.correctionRate, "份报告")),
                Fact("撤回", "\(line.withdrawn.grouped) 份"),
                Fact("暂扣率", share(line.quarantined, line.rows, line.quarantineRate, "行")),
                Fact("待修改的上传", "\(laboratory.heldUploads.grouped) 份"),
            ])
    }

    private var agreement: DetailPage.Section {
        let rows = quality.map { line in
            TableView.Row([
                .head(line.laboratory + (line.laboratory == laboratory.name ? "（本机构）" : "")),
                .number(Int64(line.duplicates), label: "平行样"), .number(Int64(line.agreeing), label: "结论一致"),
                .text(line.agreement ?? "未知", style: "n", label: "结论一致率"),
                .number(Int64(line.duplicateItems), label: "可比项目"), .number(Int64(line.agreeingItems), label: "项目一致"),
                .text(line.itemAgreement ?? "未知", style: "n", label: "项目一致率"),
            ])
        }
        var section = DetailPage.Section(
            "与其他机构的一致率",
            table: TableView(
                caption: "各承检机构在盲样平行样上的一致率",
                columns: [
                    .init("承检机构"), .init("平行样", "n"), .init("结论一致", "n"), .init("结论一致率", "n"),
                    .init("可比项目", "n"), .init("项目一致", "n"), .init("项目一致率", "n"),
                ], rows: rows, isStacked: true), none: "还没有机构收到样品。")
        section.sub = "只算两家均已报告的盲样平行样"
        if !rows.isEmpty { section.picture = AgreementChart(quality, own: laboratory.name).html }
        return section
    }

    // MARK: Scope and settings

    private var scope: DetailPage.Section {
        let names = console.app.rulebook.criteria.values.flatMap(\.editions).flatMap(\.items).map { ($0.code, $0.name) }
        let known = Dictionary(names) { first, _ in first }
        let rows = laboratory.entries.map { entry in
            TableView.Row([
                .head(entry.name, small: entry.kind == .item ? known[entry.name] : nil),
                .text(ScopeWording.kind(entry.kind), label: "类型"),
                .text(entry.span.from?.text, style: "fit", label: "起始"),
                .text(entry.span.until?.text, style: "fit", label: "截止"),
            ])
        }
        var section = DetailPage.Section(
            "检测能力",
            table: TableView(
                caption: "登记的检测能力", columns: [.init("名称"), .init("类型"), .init("起始", "fit"), .init("截止", "fit")],
                rows: rows, isStacked: true), none: "没有登记。")
        if !rows.isEmpty { section.sub = "\(rows.count.grouped) 项" }
        return section
    }

    static func facts(_ laboratory: OverseenLaboratory) -> [Fact] {
        let details = laboratory.details
        return [
            Fact("名称或代号", laboratory.name), Fact("全称", details.title ?? "未登记"),
            Fact("地址", details.address ?? "未登记"), Fact("资质编号", details.accreditation ?? "未登记"),
            Fact("联系人", details.contact.person ?? "未登记"), Fact("联系电话", details.contact.phone ?? "未登记"),
            Fact("双人复核", laboratory.fourEyes ? "是" : "否"),
        ]
    }

    private var neighbours: [DetailPage.Item] {
        let samples = DetailPage.Item(text: "样品与报告", href: SamplePages.path)
        return [samples] + (seesDuplicates ? [DetailPage.Item(text: "盲样平行样", href: DuplicatePages.path)] : [])
    }
}

/// The Chinese words of a scope.
enum ScopeWording {
    static func kind(_ kind: LaboratoryScope.Entry.Kind) -> String {
        switch kind {
        case .item: "项目"
        case .standard: "标准"
        }
    }
}
