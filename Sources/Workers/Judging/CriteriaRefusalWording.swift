package import Rulebook

extension CriteriaRefusal {
    /// Why the figure is not confirmed, for the officer.
    package var sentence: String {
        switch self {
        case .mistakes(let mistakes):
            "细则文件有\(mistakes.count)处错误，未写入任何内容：\n" + mistakes.map(\.description).joined(separator: "\n")
        case .unknownEdition(let edition, let known): "没有版本“\(edition)”；现有：" + known.joined(separator: "、")
        case .severalEditions(let editions):
            "该项目见于几个版本，要求不同或给出了 --value，请用 --edition 指明版本：" + editions.joined(separator: "、")
        case .unknownItem(let item, let known): "没有项目“\(item)”；现有：" + known.joined(separator: "、")
        case .unknownCase(let samples, let known):
            "没有唯一的情形“\(samples)”；" + (known.isEmpty ? "该项目不分情形，请不要给出 --case" : "现有：" + Self.list(known))
        case .severalCases(let known): "该项目的数值各有来源，请用 --case 指明情形：" + Self.list(known)
        case .gradesTogether: "gradesAtLeast 的各级别共用一个来源：请不要给出 --case，或在文件中改写为 cases"
        case .noSingleValue(let ends):
            ends.isEmpty
                ? "该要求不是单个数值，--value 不适用" : "请写明 --value 属于哪一端，例如 --value \(ends[0])=8.5；现有：" + Self.list(ends)
        case .layout(let line):
            "第\(line)行的写法本命令不能改动，未写入任何内容；请手工写入 source: {confidence: V, note: …, confirmed: {on: \"…\", by: …}}"
        }
    }

    private static func list(_ known: [String]) -> String {
        known.joined(separator: "；")
    }
}
