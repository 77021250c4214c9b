internal import ArgumentParser
internal import Domain
internal import Files
internal import Rulebook
internal import Terminal

struct CriteriaMatch: Command {
    static let configuration = CommandConfiguration(
        commandName: "match",
        abstract: "用已知产品的标题检验归类：每个产品的召回率和准确率，以及每个错误的原因。",
        discussion: """
            文件每行一个标题，各列以制表符分隔：标题、产品代码（不属于任何产品的写 none），另可有平台和类目。以“# ”开头\
            的行和空行不读。编码为 UTF-8。

            召回率是该产品的标题中归入该产品的比例，准确率是归入该产品的标题中确属该产品的比例。之后列出每个归错的标题\
            及造成错误的词。归类规则的说明见 docs/reference/matching.md。

            示例
              sushai criteria match titles.tsv
              printf '充电宝保护套\\tnone\\n' | sushai criteria match -
            """)

    @Argument(help: "标题文件；- 表示标准输入。")
    var file: String
    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        let bytes = try InputFile.readOrStandardInput(file)
        let (matcher, criteria) = try Rulebook.matcher(criteria: session.settings.criteria)
        let rows: [MatchTrial.Row]
        do throws(TitleTable.Faults) {
            rows = try TitleTable.read(bytes, products: Set(matcher.products))
        } catch {
            throw InputMistake(Self.text(error, file: file) + "\n产品代码：" + matcher.products.joined(separator: "、"))
        }
        show(MatchTrial(rows, matcher), ProductNames(criteria))
    }

    /// The maximum number of faulty lines that are listed.
    private static let mostListed = 20

    private static func text(_ faults: TitleTable.Faults, file: String) -> String {
        let name = file == "-" ? "标准输入" : file
        let listed = faults.all.prefix(mostListed).map { "\(name)第\($0.line)行：\($0.sentence)" }
        let rest = faults.all.count - listed.count
        return (listed + (rest > 0 ? ["另有\(rest)行有误"] : [])).joined(separator: "\n")
    }

    private func show(_ trial: MatchTrial, _ names: ProductNames) {
        let (counts, faults) = (counts(trial, names), faults(trial, names))
        guard !output.json else {
            return Output.raw(JSONText.object([("products", counts.json), ("faults", faults.json)]))
        }
        output.print(counts)
        Output.line("\n标题\(trial.total.titles + trial.others)条，其中\(trial.others)条不属于任何产品")
        output.print(faults, heading: "\n归错的标题\(trial.faults.count)条", empty: "没有归错的标题")
    }

    private func counts(_ trial: MatchTrial, _ names: ProductNames) -> Table {
        var table = Table([
            Wording.product, .init("name", "名称", widest: 24), .init("titles", "标题"), .init("matched", "正确"),
            .init("misses", "漏归"), .init("falseMatches", "错归"), .init("recall", "召回率"), .init("precision", "准确率"),
        ])
        func add(_ code: String, _ name: String, _ counts: MatchTrial.Counts) {
            table.add([
                .text(code), .text(name), .init(counts.titles), .init(counts.matched), .init(counts.misses),
                .init(counts.falseMatches), .init(counts.recall.map(MatchWording.percent)),
                .init(counts.precision.map(MatchWording.percent)),
            ])
        }
        for (product, counts) in trial.products.sorted(by: { $0.key < $1.key }) {
            add(product, names.name(product), counts)
        }
        add("total", "合计", trial.total)
        return table
    }

    private func faults(_ trial: MatchTrial, _ names: ProductNames) -> Table {
        var table = Table([
            .init("line", "行"), .init("title", "标题", widest: 40, wraps: true), .init("expected", "应为"),
            .init("found", "归为"), .init("reason", "原因", widest: 60, wraps: true),
        ])
        for fault in trial.faults {
            table.add([
                .init(fault.row.line), .text(fault.row.title), .text(fault.row.product ?? "none"),
                .text(fault.explanation.product ?? "none"), .text(MatchWording.text(fault, name: names.name)),
            ])
        }
        return table
    }
}
