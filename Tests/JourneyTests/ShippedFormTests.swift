import Domain
import Foundation
import Rulebook
import TestSupport
import Testing

/// The form of every shipped product, filled in and judged by the program: `lab template`, then `criteria try`.
@Suite(.timeLimit(.minutes(15))) struct ShippedFormTests {
    private static let shipped: [String: ProductCriteria] = (try? Repository.rulebook().criteria) ?? [:]
    static let products = shipped.keys.sorted()

    @Test("there are shipped products")
    func some() {
        #expect(Self.products.count >= 20)
    }

    @Test("a form whose items all meet gives 未发现不合格; with one failing item it names this item", arguments: products)
    func everyItem(_ product: String) async throws {
        let criteria = try #require(Self.shipped[product])
        let desk = try Desk(product)
        for edition in criteria.editions {
            let filled = FilledForms(criteria, edition)
            let form = try await desk.form(edition)
            let expected = edition.items.filter { !$0.isAlternative }.map(\.code)
            #expect(form.codes == expected, "\(edition.identifier)")
            let reports = filled.reports
            let days = try #require(filled.days)
            let rows = try await desk.verdicts(form.table(reports, days), sold: days.sold)
            for report in reports {
                Self.check(report, rows.filter { $0.report == report.number }, edition)
            }
        }
    }

    @Test("a filled workbook is read like the CSV, and the verdict is printed in Chinese", arguments: products)
    func workbook(_ product: String) async throws {
        let criteria = try #require(Self.shipped[product])
        let edition = try #require(criteria.editions.last)
        let desk = try Desk(product)
        let filled = FilledForms(criteria, edition)
        let days = try #require(filled.days)
        let reports = filled.reports
        let chosen = [reports.first, reports.first { $0.failing != nil }].compactMap { $0 }
        let table = try await desk.form(edition).table(chosen, days)
        let printed = try await desk.printed(RawWorkbook(rows: RawWorkbook.rows(table)).bytes(), sold: days.sold)
        #expect(printed.contains("试判报告\(chosen.count)份"), "\(printed)")
        for report in chosen {
            let word = [Verdict.meets: " 符合", .fails: "不符合，", .cannotJudge: "无法判定"][report.verdict] ?? ""
            let line = printed.split(separator: "\n").first { $0.contains(report.number + " ") }
            #expect(line?.contains(word) == true, "\(report.number): \(printed)")
        }
    }

    private static func check(_ report: FilledReport, _ rows: [Desk.Row], _ edition: CriteriaEdition) {
        let place = "\(edition.identifier) \(report.number) \(report.declared)"
        guard let whole = rows.first(where: { $0.item == nil }) else {
            Issue.record("no verdict: \(place)")
            return
        }
        let verdict = [report.verdict.rawValue, report.hazard?.rawValue].compactMap { $0 }.joined(separator: " ")
        #expect(whole.verdict == verdict, "\(place): \(whole.sentence)")
        let failing = Set(rows.filter { $0.verdict.hasPrefix(Verdict.fails.rawValue) }.compactMap(\.item))
        for item in report.listed {
            #expect(whole.sentence.contains(item.name + "（未经核实"), "\(place): \(whole.sentence)")
        }
        guard let item = report.failing else {
            #expect(failing.isEmpty, "\(place): \(failing)")
            let start = report.verdict == .meets ? "所检项目未发现不合格" : "本次风险速筛无法判定"
            #expect(whole.sentence.hasPrefix(start), "\(place): \(whole.sentence)")
            return
        }
        #expect(failing.contains(item.code), "\(place): \(whole.sentence)")
        // Only the members of the item, and sums that count it, may fail with it.
        let related = edition.items.filter { $0.members.contains(item.code) }.map(\.code) + item.members + [item.code]
        #expect(failing.isSubset(of: Set(related)), "\(place): \(failing)")
        let words = "不符合本次风险速筛要求，属" + (report.hazard?.wording ?? "") + "（" + item.name
        #expect(whole.sentence.hasPrefix(words), "\(place): \(whole.sentence)")
    }
}

/// The program with the criteria of one product.
private struct Desk {
    struct Row {
        let report: String
        let item: String?
        let verdict: String
        let sentence: String
    }

    private let journey: Journey
    private let product: String
    private let shipped: String

    init(_ product: String) throws {
        journey = try Journey()
        self.product = product
        shipped = Repository.root + "/Criteria/\(product).yaml"
        let files = FileManager.default
        for folder in ["only", "none", "crawlers"] {
            try files.createDirectory(atPath: journey.folder.path + "/" + folder, withIntermediateDirectories: true)
        }
        // The program needs one crawler; all of them would take long to read.
        try files.copyItem(
            atPath: Repository.root + "/Crawlers/csv-market.yaml",
            toPath: journey.folder.path + "/crawlers/csv-market.yaml")
        try files.copyItem(atPath: shipped, toPath: journey.folder.path + "/only/\(product).yaml")
    }

    func form(_ edition: CriteriaEdition) async throws -> EmptyForm {
        let text = try await journey.run(
            "lab", "template", product, "--edition", edition.identifier, "--format", "csv",
            environment: [
                "SUSHAI_CRITERIA": journey.folder.path + "/only", "SUSHAI_CRAWLERS": journey.folder.path + "/crawlers",
            ])
        return EmptyForm(csv: text)
    }

    /// Without criteria in force, `criteria try` lists every verdict as new.
    func verdicts(_ table: [[String]], sold: CalendarDay) async throws -> [Row] {
        let csv = table.map { row in row.map(EmptyForm.field).joined(separator: ",") + "\n" }.joined()
        let path = try journey.folder.write(Array(csv.utf8), to: UUID().uuidString + ".csv")
        let json = try await tried(path, sold, "--json")
        let rows = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [[String: Any]] ?? []
        return rows.compactMap { row in
            guard let report = row["report"] as? String, let verdict = row["after"] as? String else { return nil }
            return Row(
                report: report, item: row["item"] as? String, verdict: verdict,
                sentence: row["sentence"] as? String ?? "")
        }
    }

    func printed(_ workbook: [UInt8], sold: CalendarDay) async throws -> String {
        try await tried(try journey.folder.write(workbook, to: "results.xlsx"), sold)
    }

    private func tried(_ path: String, _ sold: CalendarDay, _ more: String...) async throws -> String {
        let run = try await journey.program.run(
            ["criteria", "try", shipped, path, "--sold", sold.text] + more,
            environment: ["SUSHAI_CRITERIA": journey.folder.path + "/none"])
        #expect(run.status == 0, "\(product): \(run.error)")
        return run.output
    }
}

/// The form that `lab template` writes.
private struct EmptyForm {
    private let header: [String]
    private let rows: [[String]]

    init(csv: String) {
        let lines = csv.replacing("\u{FEFF}", with: "").split(whereSeparator: \.isNewline).map(Self.fields)
        header = lines.first ?? []
        rows = Array(lines.dropFirst())
    }

    /// The fields of a line. A field with a comma is quoted: `"1,3-二氯-2-丙醇"`.
    private static func fields(_ line: Substring) -> [String] {
        var fields = [""]
        var isQuoted = false
        for character in line {
            switch character {
            case "\"": isQuoted.toggle()
            case "," where !isQuoted: fields.append("")
            default: fields[fields.count - 1].append(character)
            }
        }
        return fields
    }

    static func field(_ text: String) -> String {
        text.contains(",") ? "\"" + text + "\"" : text
    }

    var codes: [String] {
        guard let place = header.firstIndex(of: "检测项目") else { return [] }
        return rows.map { $0[place] }
    }

    /// The form with the results of all reports, one below the other.
    func table(_ reports: [FilledReport], _ days: (produced: CalendarDay, sold: CalendarDay)) -> [[String]] {
        let lines = Dictionary(zip(codes, rows)) { first, _ in first }
        return [header]
            + reports.flatMap { report in
                report.results.flatMap { result in
                    (1...result.specimens).map { specimen -> [String] in
                        var row = lines[result.item] ?? []
                        func write(_ column: String, _ text: String?) {
                            guard let text, let place = header.firstIndex(of: column), place < row.count else { return }
                            row[place] = text
                        }
                        write("报告编号", report.number)
                        write("样品标签", "S-" + report.number)
                        write("检测日期", days.sold.text)
                        write("生产日期", days.produced.text)
                        write("标称", report.declared)
                        write("检测值", result.value)
                        write("单位", result.unit)
                        write("不适用理由", result.reason)
                        write("样品序号", result.specimens > 1 ? "\(specimen)" : nil)
                        return row
                    }
                }
            }
    }
}
