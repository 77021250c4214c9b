internal import ArgumentParser
internal import Domain
internal import Feeds
internal import Files
internal import Foundation
internal import Rulebook

struct LabTemplate: Command {
    static let configuration = CommandConfiguration(
        commandName: "template",
        abstract: "生成一个产品的空白结果表（XLSX 或 CSV）。",
        discussion: """
            适用版本的每个项目一行，检测值、单位和标称有下拉列表，另有填写说明。表中不显示限值。省略 --output 时写到标准输出。

            示例
              sushai lab template toys --output toys.xlsx
              sushai lab template toys --produced 2026-05-20 --format csv --encoding gb18030 --output toys.csv
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case xlsx, csv
    }

    enum Encoding: String, ExpressibleByArgument, CaseIterable {
        case utf8 = "utf-8"
        case gb18030
    }

    @Argument(help: "产品，即其在 Criteria 中的文件名。")
    var product: String
    @Option(help: "xlsx 或 csv；省略时按 --output 的扩展名，否则为 xlsx。")
    var format: Format?
    @Option(help: "CSV 的字符集：utf-8（带 Excel 所需的标记）或 gb18030。")
    var encoding = Encoding.utf8
    @Option(help: "据以选择版本的销售日期；省略则为今天。")
    var on: String?
    @Option(help: "版本与生产日期有关时的生产日期；省略则同销售日期。")
    var produced: String?
    @Option(help: "直接指定版本名称。")
    var edition: String?
    @Option(help: "要写的文件，不得已存在。")
    var output: String?

    func execute(_ session: Session) async throws {
        guard let criteria = try session.loadRules().criteria[product] else {
            let known = try session.loadRules().criteria.keys.sorted().joined(separator: ", ")
            throw InputMistake("没有产品“\(product)”的实施细则；现有：\(known)")
        }
        let form = LaboratoryForm(criteria, try chosen(criteria, today: session.clock.now().day()))
        let format = try format ?? formatOfOutput
        let bytes: [UInt8] =
            switch (format, encoding) {
            case (.xlsx, _): try WorkbookWriter.bytes(of: form.workbook(created: session.clock.now()))
            case (.csv, .utf8): form.csv
            // The mark at the start is used only in UTF-8.
            case (.csv, .gb18030): try CharacterSet.inGB18030(Array(form.csv.dropFirst(3)))
            }
        try deliver(bytes, isText: format == .csv)
    }

    private var formatOfOutput: Format {
        get throws {
            guard let name = output.map({ $0.split(separator: "/").last ?? "" }), name.contains("."),
                let ending = name.split(separator: ".").last
            else { return .xlsx }
            guard let format = Format(rawValue: ending.lowercased()) else {
                throw InputMistake(
                    "\(name) 的扩展名不是 .xlsx 或 .csv，请更换扩展名或使用 --format")
            }
            return format
        }
    }

    private func chosen(_ criteria: ProductCriteria, today: CalendarDay) throws -> CriteriaEdition {
        let sold = try day(on, "--on") ?? today
        let produced = try day(produced, "--produced")
        let fitting = criteria.editions.filter { candidate in
            guard edition == nil else { return candidate.identifier == edition }
            return Self.applies(candidate, produced: produced, sold: sold)
        }
        if fitting.count == 1 { return fitting[0] }
        guard !fitting.isEmpty else {
            throw InputMistake("\(product) 没有适用的版本；现有版本：\(Self.names(criteria.editions))")
        }
        // Goods produced on the day of sale, as in `criteria show`.
        let newest = fitting.filter { Self.applies($0, produced: sold, sold: sold) }
        guard produced == nil, edition == nil, newest.count == 1 else {
            throw InputMistake(
                "\(product) 有多个版本适用：\(Self.names(fitting))；请给出生产日期（--produced）或 --edition")
        }
        Output.error(
            "提示：本表用于\(sold.text)生产的产品；该日销售的产品按生产日期适用不同版本：\(Self.names(fitting))；可用 --produced 指定")
        return newest[0]
    }

    private static func applies(_ edition: CriteriaEdition, produced: CalendarDay?, sold: CalendarDay) -> Bool {
        edition.periods.contains { period in
            period.sold.contains(sold) && (produced.map { period.produced.contains($0) } ?? true)
        }
    }

    private static func names(_ editions: [CriteriaEdition]) -> String {
        editions.map { "“\($0.identifier)”（\(CriteriaWording.text($0.periods))）" }.joined(separator: ", ")
    }

    private func day(_ text: String?, _ option: String) throws -> CalendarDay? {
        guard let text else { return nil }
        guard let day = CalendarDay(text: text) else {
            throw InputMistake("\(option) 的值“\(text)”不是日期，例如 2026-11-02")
        }
        return day
    }

    private func deliver(_ bytes: [UInt8], isText: Bool) throws {
        guard let output else {
            guard isText || isatty(1) == 0 else {
                throw InputMistake("XLSX 不能输出到终端，请用 --output 给出文件")
            }
            return Output.write(bytes, to: 1)
        }
        // An empty form must not replace a form that somebody filled in.
        guard !FileManager.default.fileExists(atPath: output) else {
            throw InputMistake("\(output) 已存在，请用 --output 给出另一个文件")
        }
        try OutputFile.write(bytes, to: output)
    }
}
