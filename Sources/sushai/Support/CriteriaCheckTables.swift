internal import Domain
internal import Terminal
internal import Web

/// The tables of `criteria check`.
enum CriteriaCheckTables {
    static func json(_ criteria: [ProductCriteria], _ open: Table) -> String {
        let sum = sum(criteria)
        let total =
            FigureSource.Confidence.allCases.map { ($0.rawValue, String(sum[$0])) } + [("all", String(sum.total))]
        return JSONText.object([
            ("editions", editions(criteria).json), ("figures", counts(criteria).json),
            ("total", JSONText.object(total)),
            ("unverified", open.json),
        ])
    }

    static func editions(_ criteria: [ProductCriteria]) -> Table {
        var table = Table([
            Wording.product, .init("name", "名称"), .init("edition", "版本", widest: 40), .init("items", "项目"),
            .init("serious", "严重项"), .init("unverified", "未经核实"), .init("hash", "规则哈希", widest: 13),
        ])
        for product in criteria {
            for edition in product.editions {
                table.add([
                    .text(product.product), .text(product.name), .text(edition.identifier), .init(edition.items.count),
                    .init(edition.items.count { $0.hazard == .serious }),
                    .init(edition.items.map(\.unverifiedFigures.count).reduce(0, +)), .text(product.rule.hash),
                ])
            }
        }
        return table
    }

    /// The number of figures of each confidence, by file.
    static func counts(_ criteria: [ProductCriteria]) -> Table {
        var table = Table(
            [Wording.product, .init("name", "名称"), .init("all", "数值")]
                + FigureSource.Confidence.allCases.map { .init($0.rawValue, $0.rawValue) })
        for product in criteria {
            let counts = ConfidenceCounts(product)
            table.add(
                [.text(product.product), .text(product.name), .init(counts.total)]
                    + FigureSource.Confidence.allCases.map { .init(counts[$0]) })
        }
        return table
    }

    private static func sum(_ criteria: [ProductCriteria]) -> ConfidenceCounts {
        criteria.map { ConfidenceCounts($0) }.reduce(ConfidenceCounts(), +)
    }

    /// The first `limit` of the open figures, and the number of all.
    static func open(_ figures: [OpenFigure], limit: Int) -> (table: Table, count: Int) {
        var table = Table([
            .init("rank", "不合格位次"), Wording.product, .init("edition", "版本", widest: 24), CriteriaTables.item,
            .init("name", "名称", widest: 24), .init("case", "情形", widest: 24),
            .init("requirement", "要求", widest: 40), .init("confidence", "可信度"), .init("note", "来源", widest: 60),
        ])
        for open in figures.prefix(limit) {
            table.add([
                open.item.failing.map { .init($0.rank) } ?? .missing, .text(open.product), .text(open.edition),
                .text(open.item.code), .text(open.item.name),
                open.figure.samples.isEmpty ? .missing : .text(open.figure.samples), .text(open.figure.requirement),
                .text(open.figure.source.confidence.rawValue), .init(open.figure.source.note),
            ])
        }
        return (table, figures.count)
    }
}
