internal import Domain

/// Makes the page of one edition of a product's criteria.
struct CriteriaView: Sendable {
    let criteria: ProductCriteria
    let edition: CriteriaEdition
    let today: CalendarDay
    /// What happened to the file, latest first.
    let events: [ChainedEvent]

    var page: RecordPage {
        var page = RecordPage(crumb: PageLink(CriteriaPages.path, "实施细则"), sub: edition.identifier)
        page.tags = CriteriaPages.tags(edition, today)
        if criteria.editions.count > 1 {
            page.actions.append(PageLink(CriteriaComparison.path(criteria.product), "比较版本"))
        }
        page.actions.append(PageLink(CriteriaTrialPages.path(criteria.product, edition.identifier), "试判以往结果"))
        page.facts = facts
        page.sections = [editions, items] + [declarations, open].compactMap(\.self) + [history]
        return page
    }

    private var facts: [Fact] {
        let counts = ConfidenceCounts(edition)
        let figures = FigureSource.Confidence.allCases.map { "\(CriteriaWording.name($0)) \(counts[$0]) 个" }
        return [
            Fact("产品", "\(criteria.name)（\(criteria.product)）"),
            Fact("产品分类", CriteriaWording.text(criteria.productClass) ?? CriteriaWording.unstated),
            Fact("适用", CriteriaWording.text(edition.periods)), Fact("升级", CriteriaWording.text(edition.escalation)),
            Fact("数值", figures.joined(separator: "，")), Fact("链接匹配", CriteriaWording.text(criteria.matching)),
            Fact("标记条件", CriteriaWording.text(criteria.flagging)), Fact("文件", criteria.rule.fileName),
            Fact("校验值", criteria.rule.hash),
        ]
    }

    private var editions: RecordPage.Section {
        let rows = criteria.editions.map { one in
            TableView.Row([
                .head(
                    one.identifier,
                    to: one.identifier == edition.identifier
                        ? nil : CriteriaPages.path(criteria.product, edition: one.identifier),
                    small: one.identifier == edition.identifier ? "本页所示" : nil),
                .tags(CriteriaPages.tags(one, today), label: "状态"),
                .text(CriteriaWording.text(one.periods), label: "适用"), .number(Int64(one.items.count), label: "项目"),
            ])
        }
        return RecordPage.Section(
            heading: "版本",
            table: TableView(
                caption: "\(criteria.name)的版本", columns: [.init("版本"), .init("状态"), .init("适用"), .init("项目", "n")],
                rows: rows, isStacked: true))
    }

    private var items: RecordPage.Section {
        let rows = edition.items.map { item in
            let hazard = [CriteriaWording.hazard(item), CriteriaWording.failing(item)].filter { !$0.isEmpty }
            let notes = CriteriaWording.notes(item)
            return TableView.Row([
                TableView.Cell(
                    text: item.name, isHead: true, tags: item.unverifiedFigures.isEmpty ? [] : [.editionUnverified],
                    small: item.code),
                .text(
                    CriteriaWording.requirement(item), small: Self.optional(CriteriaWording.rules(item)), label: "要求"),
                .text(item.unit, label: "单位"),
                .text(
                    item.standard + (item.clause.map { "　" + $0 } ?? ""),
                    small: Self.optional(CriteriaWording.method(item)).map { "方法 " + $0 }, label: "标准"),
                .text(hazard.joined(separator: "；"), label: "隐患"),
                .text(CriteriaWording.confidence(item), small: Self.optional(notes), label: "可信度和来源"),
            ])
        }
        return RecordPage.Section(
            heading: "项目", notes: [CriteriaWording.confidences + "。"],
            table: TableView(
                caption: "项目、要求、标准、隐患等级和来源",
                columns: ["项目", "要求", "单位", "标准和方法", "隐患", "可信度和来源"].map { .init($0) }, rows: rows,
                isStacked: true))
    }

    private var declarations: RecordPage.Section? {
        let declared = edition.declarations(of: criteria)
        guard !declared.isEmpty else { return nil }
        return RecordPage.Section(heading: "样品须申报的内容", notes: declared.map { CriteriaWording.text($0) })
    }

    /// The figures that must be confirmed, each with the command that does it.
    private var open: RecordPage.Section? {
        let figures = OpenFigure.all([criteria]).filter { $0.edition == edition.identifier }
        guard !figures.isEmpty else { return nil }
        let rows = figures.map { open in
            TableView.Row([
                .head(open.item.name, small: Self.optional(open.figure.samples)),
                .text(open.figure.requirement, label: "要求"),
                .text(
                    CriteriaWording.name(open.figure.source.confidence), small: open.figure.source.note, label: "可信度"),
                .text(Self.command(open), label: "核实"),
            ])
        }
        return RecordPage.Section(
            heading: "须核实的数值",
            notes: [
                "这些数值不得据以判定。先核实经常不合格的项目。核实须写入实施细则文件，由服务器上的操作者运行所列命令，写明来源和核实人；控制台不能更改实施细则。"
            ],
            table: TableView(
                caption: "须核实的数值", columns: [.init("项目"), .init("要求"), .init("可信度"), .init("核实")], rows: rows,
                isStacked: true))
    }

    private static func command(_ open: OpenFigure) -> String {
        let samples = open.figure.samples.isEmpty ? "" : " --case " + open.figure.samples
        return "sushai criteria confirm \(open.product) \(open.item.code)\(samples) --edition \"\(open.edition)\""
            + " --source … --by …"
    }

    private var history: RecordPage.Section {
        let rows = events.map { event in
            TableView.Row([
                .head(Shown.full(event.at)), .text(EventWording.name(event.kind), label: "事件"),
                .text(EventWording.actor(event.actor), label: "操作者"),
            ])
        }
        let table = TableView(
            caption: "记录，新的在前", columns: [.init("时间"), .init("事件"), .init("操作者")], rows: rows, isStacked: true)
        return RecordPage.Section(
            heading: "记录", notes: rows.isEmpty ? ["没有核实过数值。"] : [], table: rows.isEmpty ? nil : table)
    }

    private static func optional(_ text: String) -> String? {
        text.isEmpty ? nil : text
    }
}
