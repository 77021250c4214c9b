internal import Domain

/// How often laboratories agree on blind duplicates: one bar for each laboratory. A laboratory without a comparison has no
/// bar. The table below has the figures.
struct AgreementChart: Sendable {
    private static let step = 26.0
    private static let left = 26.0
    private static let width = 50.0
    private static let ground = "#dfe3e8"
    private static let longest = 14

    let html: String

    /// - Parameter own: the laboratory that the page is about.
    init(_ lines: [LaboratoryQuality.Line], own: String) {
        let mine = lines.first { $0.laboratory == own }
        let known = mine?.agreement.map { "，本机构 \($0)（\(mine?.duplicates ?? 0) 对）" } ?? "，本机构未知"
        var svg = SVG(
            height: Int(Self.step) * lines.count + 4, label: "各承检机构在盲样平行样上的结论一致率" + known + "。数据见下表。")
        for (index, line) in lines.enumerated() {
            let y = Double(index) * Self.step
            let isOwn = line.laboratory == own
            let isLong = line.laboratory.count > Self.longest
            svg.text(isLong ? line.laboratory.prefix(Self.longest) + "…" : line.laboratory, x: 0, y: y + 17)
            guard let share = line.agreement else {
                svg.text("未知", x: Self.left, y: y + 17)
                continue
            }
            svg.rectangle(x: Self.left, width: Self.width, y: y + 6, height: 14, Self.ground)
            svg.rectangle(
                x: Self.left, width: Self.width * Double(line.agreeing) / Double(line.duplicates), y: y + 6, height: 14,
                isOwn ? SVG.blue : SVG.paleBlue)
            svg.text("\(share)（\(line.duplicates) 对）", x: Self.left + Self.width + 1, y: y + 17)
        }
        html = svg.html
    }
}
