internal import Domain

/// How often laboratories agree on blind duplicates: one bar for each laboratory. A laboratory without a comparison has no
/// bar. The table below has the figures.
struct AgreementChart: Sendable {
    private static let step = 44.0
    private static let width = 60.0
    private static let ground = "#dfe3e8"
    private static let longest = 24

    let html: String

    /// - Parameter own: the laboratory that the page is about.
    init(_ lines: [LaboratoryQuality.Line], own: String) {
        let mine = lines.first { $0.laboratory == own }
        let known = mine?.agreement.map { "，本机构 \($0)（\(mine?.duplicates ?? 0) 对）" } ?? "，本机构未知"
        var svg = SVG(
            height: Int(Self.step) * lines.count + 4, label: "各承检机构在盲样平行样上的结论一致率" + known + "。数据见下表。")
        for (index, line) in lines.enumerated() {
            let y = Double(index) * Self.step
            let isLong = line.laboratory.count > Self.longest
            // The name is above its bar, so that it has room on a telephone.
            svg.text(isLong ? line.laboratory.prefix(Self.longest) + "…" : line.laboratory, x: 0, y: y + 13)
            guard let share = line.agreement else {
                svg.text("未知", x: 0, y: y + 33)
                continue
            }
            let part = Self.width * Double(line.agreeing) / Double(line.duplicates)
            svg.rectangle(x: 0, width: Self.width, y: y + 20, height: 14, Self.ground)
            svg.rectangle(
                x: 0, width: part, y: y + 20, height: 14, line.laboratory == own ? SVG.blue : SVG.edge)
            svg.text("\(share)（\(line.duplicates) 对）", x: Self.width + 1, y: y + 32)
        }
        html = svg.html
    }
}
