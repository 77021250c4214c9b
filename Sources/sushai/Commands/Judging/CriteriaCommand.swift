internal import ArgumentParser
internal import Domain
internal import Rulebook
internal import Terminal
internal import Web

struct CriteriaCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "criteria", abstract: "产品的实施细则。",
        subcommands: [CriteriaCheck.self, CriteriaShow.self, CriteriaDiff.self, CriteriaTry.self, CriteriaMatch.self])
}

struct CriteriaCheck: Command {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "检查实施细则文件；每个错误注明文件、行和列。",
        discussion: """
            列出每个版本，以及可信度为 M 或 X 的数值；这些数值凭记忆或未找到来源，不得据以判定。警告不影响检查结果。\
            格式说明见 Criteria/README.md。

            示例
              sushai criteria check Criteria/toys.yaml
              sushai criteria check
            """)

    @Argument(help: "文件或目录；不给出时为 SUSHAI_CRITERIA。")
    var paths: [String] = []
    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        var found: [Diagnostic] = []
        var criteria: [ProductCriteria] = []
        for path in paths.isEmpty ? [session.settings.criteria] : paths {
            if readShared(path, &found) { continue }
            let examined = Rulebook.read(path, &found) { bytes, file in CriteriaFile.examine(bytes, file: file) }
            found += examined.flatMap(\.diagnostics)
            criteria += examined.compactMap(\.criteria)
            if !path.hasSuffix(".yaml") {
                _ = Rulebook.sharedFlagging(besides: path, &found)
                _ = Rulebook.evidence(besides: path, &found)
                _ = Rulebook.regions(besides: path, &found)
                let shared = Rulebook.matching(besides: path, &found)
                found += MatchingContradictions.find(examined.compactMap(\.criteria), shared)
                _ = Rulebook.categories(besides: path, &found)
            }
        }
        if !criteria.isEmpty || found.isEmpty { show(criteria) }
        try report(found)
    }

    /// Reads a file that all products share. Returns false for another file.
    private func readShared(_ path: String, _ found: inout [Diagnostic]) -> Bool {
        switch path {
        case _ where path.hasSuffix(SharedFlagFile.name): _ = Rulebook.read(path, &found, SharedFlagFile.read)
        case _ where path.hasSuffix(EvidenceFile.name): _ = Rulebook.read(path, &found, EvidenceFile.read)
        case _ where path.hasSuffix(RegionFile.name): _ = Rulebook.read(path, &found, RegionFile.read)
        case _ where path.hasSuffix(SharedMatchingFile.name): _ = Rulebook.read(path, &found, SharedMatchingFile.read)
        case _ where path.hasSuffix(CategoryFile.name): _ = Rulebook.read(path, &found, CategoryFile.read)
        default: return false
        }
        return true
    }

    private func show(_ criteria: [ProductCriteria]) {
        let (editions, figures) = (editions(criteria), unverified(criteria))
        guard !output.json else {
            return Output.raw(JSONText.object([("editions", editions.json), ("unverified", figures.json)]))
        }
        output.print(editions)
        guard !figures.rows.isEmpty else { return }
        output.print(figures, heading: "\n" + CriteriaTables.unverified(figures.rows.count))
    }

    private func editions(_ criteria: [ProductCriteria]) -> Table {
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

    private func unverified(_ criteria: [ProductCriteria]) -> Table {
        var table = Table([
            Wording.product, .init("edition", "版本", widest: 30), CriteriaTables.item, .init("name", "名称", widest: 24),
            .init("requirement", "要求", widest: 40), .init("confidence", "可信度"), .init("note", "来源", widest: 60),
        ])
        for product in criteria {
            for edition in product.editions {
                for item in edition.items {
                    for figure in item.unverifiedFigures {
                        table.add([
                            .text(product.product), .text(edition.identifier), .text(item.code), .text(item.name),
                            .text(figure.requirement), .text(figure.source.confidence.rawValue),
                            .init(figure.source.note),
                        ])
                    }
                }
            }
        }
        return table
    }
}
