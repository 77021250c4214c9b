internal import ArgumentParser
internal import Domain
internal import Foundation
internal import Terminal
internal import Web
internal import Workers

struct CriteriaShow: Command {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "以表格显示产品在某日适用的实施细则版本。",
        discussion: """
            版本按生产日期和销售日期确定。不给出 --produced 时，两个日期都是 --on。

            示例
              sushai criteria show toys --on 2026-11-02
              sushai criteria show toys --on 2026-12-01 --produced 2026-05-20
            """)

    @Argument(help: "产品代码，或实施细则文件。")
    var product: String
    @Option(help: "销售日期，例如 2026-11-02。")
    var on: String
    @Option(help: "生产日期；不给出时与销售日期相同。")
    var produced: String?
    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        let sold = try CriteriaTables.day(on, "--on")
        let made = try produced.map { try CriteriaTables.day($0, "--produced") } ?? sold
        let criteria = try criteria(session)
        guard case .success(let edition) = criteria.edition(produced: made, sold: sold) else {
            let editions = criteria.editions.map { "\($0.identifier)（\(CriteriaWording.text($0.periods))）" }
            throw PermanentFailure(
                "\(criteria.product)：没有适用于\(made.text)生产、\(sold.text)销售的产品的版本；现有版本："
                    + editions.joined(separator: "、"))
        }
        if !output.json { Output.line(CriteriaTables.edition(edition, of: criteria)) }
        output.print(table(edition), heading: "")
        guard !output.json else { return }
        let open = edition.items.map(\.unverifiedFigures.count).reduce(0, +)
        Output.line("\n" + CriteriaWording.confidences + (open > 0 ? "（本版\(open)项）" : ""))
        guard !criteria.declarations.isEmpty else { return }
        output.print(declarations(edition, criteria), heading: "\n样品须说明")
    }

    private func criteria(_ session: Session) throws -> ProductCriteria {
        if product.hasSuffix(".yaml") { return try CriteriaTables.read(product) }
        guard let found = try CriteriaTables.current(product, in: session.settings.criteria) else {
            throw PermanentFailure.noCriteria(product: product)
        }
        return found
    }

    private func table(_ edition: CriteriaEdition) -> Table {
        var table = Table([
            CriteriaTables.item, .init("name", "名称", widest: 22, wraps: true),
            .init("requirement", "要求", widest: 40, wraps: true), .init("unit", "单位"),
            .init("standard", "产品标准", widest: 20, wraps: true), .init("clause", "条款"),
            .init("method", "方法标准", widest: 20, wraps: true), .init("rules", "判定方式", widest: 26, wraps: true),
            .init("hazard", "隐患等级", widest: 20, wraps: true),
            .init("failing", "不合格位次", widest: 16, wraps: true), .init("confidence", "可信度", widest: 16, wraps: true),
            .init("source", "来源", widest: 30, wraps: true),
        ])
        for item in edition.items {
            let cells = [
                CriteriaWording.method(item), CriteriaWording.rules(item), CriteriaWording.hazard(item),
                CriteriaWording.failing(item), CriteriaWording.confidence(item), CriteriaWording.notes(item),
            ]
            table.add(
                [
                    .text(item.code), .text(item.name), .text(CriteriaWording.requirement(item)),
                    .init(item.unit.isEmpty ? nil : item.unit), .text(item.standard), .init(item.clause),
                ] + cells.map { $0.isEmpty ? .missing : .text($0) })
        }
        return table
    }

    private func declarations(_ edition: CriteriaEdition, _ criteria: ProductCriteria) -> Table {
        var table = Table([.init("name", "名称"), .init("title", "含义"), .init("values", "取值", widest: 80)])
        for declaration in edition.declarations(of: criteria) {
            let values = declaration.values.map { $0.code == $0.title ? $0.code : "\($0.code) \($0.title)" }
            table.add([
                .text(declaration.name), .text(declaration.title),
                .text(values.isEmpty ? "数值 \(declaration.unit ?? "")" : values.joined(separator: "、")),
            ])
        }
        return table
    }
}
