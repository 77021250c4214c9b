internal import ArgumentParser
internal import Domain
internal import Foundation
internal import Terminal
internal import Web
internal import Workers

struct CriteriaShow: Command {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show the edition of a product's criteria in force on a day, as a table.",
        discussion: """
            An edition is chosen by the day of production and the day of sale, which is --on for both unless --produced \
            says otherwise.

            EXAMPLES
              sushai criteria show toys --on 2026-11-02
              sushai criteria show toys --on 2026-12-01 --produced 2026-05-20
            """)

    @Argument(help: "The product, or a criteria file.")
    var product: String
    @Option(help: "The day of sale, as 2026-11-02.")
    var on: String
    @Option(help: "The day of production; the day of sale without it.")
    var produced: String?
    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        let sold = try CriteriaTables.day(on, "--on")
        let made = try produced.map { try CriteriaTables.day($0, "--produced") } ?? sold
        let criteria = try criteria(session)
        guard case .success(let edition) = criteria.edition(produced: made, sold: sold) else {
            let editions = criteria.editions.map { "\($0.identifier)（\(CriteriaWording.text($0.periods))）" }
            throw PermanentFailure(
                "\(criteria.product): no edition is in force for goods produced on \(made.text) and sold on "
                    + "\(sold.text); there are: " + editions.joined(separator: ", "))
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
            throw PermanentFailure("there are no criteria for “\(product)” in \(session.settings.criteria)")
        }
        return found
    }

    private func table(_ edition: CriteriaEdition) -> Table {
        var table = Table([
            CriteriaTables.item, .init("name", "名称", widest: 22, wraps: true),
            .init("requirement", "要求", widest: 40, wraps: true), .init("unit", "单位"),
            .init("standard", "产品标准", widest: 20, wraps: true), .init("clause", "条款"),
            .init("method", "方法标准", widest: 20, wraps: true), .init("rules", "判定方式", widest: 26, wraps: true),
            .init("hazard", "隐患等级", widest: 16, wraps: true), .init("confidence", "可信度", widest: 16, wraps: true),
            .init("source", "来源", widest: 30, wraps: true),
        ])
        for item in edition.items {
            let cells = [
                CriteriaWording.method(item), CriteriaWording.rules(item), CriteriaWording.hazard(item),
                CriteriaWording.confidence(item), CriteriaWording.notes(item),
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
