import Domain
import Feeds
import Files
import Print
import Rulebook
import TestSupport
import Testing
import Workers

/// The empty form of a product, filled in and imported.
struct LaboratoryFormTests {
    private static let created = Timestamp(milliseconds: 1_762_000_000_000)

    private static func forms() throws -> [LaboratoryForm] {
        try Repository.rulebook().criteria.values.flatMap { criteria in
            criteria.editions.map { LaboratoryForm(criteria, $0) }
        }
    }

    /// Fills in a row as a laboratory would.
    private static func filled(_ row: [String], _ item: LaboratoryForm.Item) -> [String] {
        zip(ReportColumn.allCases, row).map { column, given in
            switch column {
            case .number: "R-1"
            case .label: "S-0000-0001"
            case .testedOn: "2026-11-12"
            case .producedOn: "2026-05-20"
            case .declared: "variant=A"
            case .value: item.values.first ?? "0.10"
            case .specimen: "2"
            default: given
            }
        }
    }

    private static func expected(_ form: LaboratoryForm) -> ReportSubmission {
        ReportSubmission(
            number: "R-1", sampleLabel: "S-0000-0001", testedOn: Samples.day("2026-11-12"),
            producedOn: Samples.day("2026-05-20"), declared: ["variant": "A"],
            results: form.items.map {
                ItemResult(item: $0.code, specimen: 2, value: $0.values.first ?? "0.10", unit: $0.unit)
            })
    }

    private static func csv(_ form: LaboratoryForm) -> [UInt8] {
        var bytes: [UInt8] = []
        CSVText.append(LaboratoryForm.header, to: &bytes)
        for (row, item) in zip(form.rows, form.items) { CSVText.append(filled(row, item), to: &bytes) }
        return bytes
    }

    private static func workbook(_ form: LaboratoryForm) throws -> [UInt8] {
        let plan = form.workbook(created: created)
        let sheets = plan.sheets.map { sheet in
            guard sheet.name == LaboratoryForm.sheet else { return sheet }
            let rows = zip(form.rows, form.items).map { filled($0, $1).map { WorkbookPlan.Cell($0, .input) } }
            return WorkbookPlan.Sheet(
                name: sheet.name, widths: sheet.widths, rows: [sheet.rows[0]] + rows, choices: sheet.choices,
                frozenRows: sheet.frozenRows)
        }
        return try WorkbookWriter.bytes(of: WorkbookPlan(title: plan.title, created: created, sheets: sheets))
    }

    @Test("a filled-in form of every product and edition is imported, as CSV, as GB 18030 and as XLSX")
    func roundTrip() throws {
        let forms = try Self.forms()
        #expect(forms.count >= 3)
        for form in forms {
            let csv = Self.csv(form)
            for bytes in [csv, [0xEF, 0xBB, 0xBF] + csv, try CharacterSet.inGB18030(csv)] {
                #expect(try UploadedForm.read(bytes, form: .csv).reports == [Self.expected(form)], "\(form.product)")
            }
            let read = try UploadedForm.read(Self.workbook(form), form: .xlsx)
            #expect(read.reports == [Self.expected(form)], "\(form.product)")
            #expect(read.remarks.isEmpty)
        }
    }

    @Test("an empty form is refused with the position of every blank, in both formats")
    func empty() throws {
        let form = try #require(try Self.forms().first { $0.product == "toys" })
        let csv = #expect(throws: UploadFault.self) { try UploadedForm.read(form.csv, form: .csv) }
        #expect(csv?.problems.first?.place == "第2行 第1列“报告编号”")
        let workbook = try WorkbookWriter.bytes(of: form.workbook(created: Self.created))
        let xlsx = #expect(throws: UploadFault.self) { try UploadedForm.read(workbook, form: .xlsx) }
        #expect(xlsx?.problems.first?.place == "表“结果” A2“报告编号”")
        #expect(xlsx?.problems.map(\.sentence) == csv?.problems.map(\.sentence))
    }

    @Test("the form contains no limit, so the measuring person does not know the limit")
    func noLimits() throws {
        for criteria in try Repository.rulebook().criteria.values {
            for edition in criteria.editions {
                let plan = LaboratoryForm(criteria, edition).workbook(created: Self.created)
                let texts = plan.sheets.flatMap { sheet in
                    sheet.rows.flatMap { $0.map(\.text) } + sheet.choices.map(\.hint)
                }
                for text in texts { #expect(!text.contains("≤") && !text.contains("≥"), "\(text)") }
            }
        }
    }

    @Test("each item has a choice of values and units")
    func choices() throws {
        let form = try #require(try Self.forms().first { $0.product == "childrens-clothing" })
        let sheet = try #require(form.workbook(created: Self.created).sheets.first)
        let lists = sheet.choices.map(\.texts)
        #expect(lists.contains(["合格", "不合格"]))
        #expect(lists.contains(["1", "1-2", "2", "2-3", "3", "3-4", "4", "4-5", "5", "不适用"]))
        #expect(lists.contains(["mg/kg"]))
        let nightwear = try #require(try Self.forms().first { $0.product == "sleepwear" })
        let declared = try #require(nightwear.workbook(created: Self.created).sheets.first).choices.map(\.texts)
        #expect(declared.contains(["variant=A", "variant=B", "variant=C"]))
        #expect(sheet.choices.allSatisfy { $0.rows.lowerBound >= 2 })
    }

    @Test("the fault of a workbook cell names sheet and cell")
    func faultOfACell() throws {
        let form = try #require(try Self.forms().first { $0.product == "toys" })
        let header = LaboratoryForm.header.map { WorkbookPlan.Cell($0, .header) }
        var row = Self.filled(form.rows[0], form.items[0])
        row[2] = "明天"
        let plan = WorkbookPlan(
            title: "", created: Self.created,
            sheets: [.init(name: "结果", widths: [], rows: [header, row.map { .init($0, .input) }])])
        let bytes = try WorkbookWriter.bytes(of: plan)
        let fault = #expect(throws: UploadFault.self) { try UploadedForm.read(bytes, form: .xlsx) }
        #expect(
            fault?.problems == [
                .init(
                    place: "表“结果” C2“检测日期”",
                    sentence: "“明天”不是日期，应写作2026-11-02（年份在前；日、月在前的写法有两种含义，不接收）")
            ])
    }
}
