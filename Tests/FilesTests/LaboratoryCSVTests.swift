import Domain
import Files
import TestSupport
import Testing

struct LaboratoryCSVTests {
    private let header = "报告编号,样品标签,检测日期,生产日期,标称,检测项目,检测值,单位\n"

    private func read(_ text: String) throws -> [ReportSubmission] {
        try ReportReading.reports(csv: Array(text.utf8))
    }

    private func problems(_ text: String) throws -> [UploadFault.Problem] {
        ReportReading.problems(csv: Array(text.utf8))
    }

    private func places(_ text: String) throws -> [String] {
        try problems(text).map(\.place)
    }

    @Test("A file contains several reports, one result in each row")
    func severalReports() throws {
        let reports = try ReportReading.reports(csv: Repository.bytes("Fixtures/LabReports/toys.csv"))
        #expect(reports.map(\.number) == ["R-2026-0001", "R-2026-0002", "R-2026-0003", "R-2026-0004"])
        #expect(reports.allSatisfy { $0.results.count == 18 && $0.declared["magnet"] == "loose" })
        #expect(reports.first?.results.first { $0.item == "TY-MAG" }?.value == "167.5")
    }

    @Test("Optional columns are read in any order")
    func optionalColumns() throws {
        let text =
            "检出限,样品序号,更正原因,单位,检测值,检测项目,标称,生产日期,检测日期,样品标签,报告编号\n5,2,称量有误,mg/kg,未检出,TX-AZO,variant=A;ratedCapacity=6000,,2026-11-12,S-1,R-1\n"
        let expected = ReportSubmission(
            number: "R-1", sampleLabel: "S-1", testedOn: Samples.day("2026-11-12"), producedOn: nil,
            declared: ["variant": "A", "ratedCapacity": "6000"],
            results: [ItemResult(item: "TX-AZO", specimen: 2, value: "未检出", unit: "mg/kg", detectionLimit: "5")],
            correctionReason: "称量有误")
        #expect(try read(text) == [expected])
    }

    @Test(
        "Numbers are kept as the written text",
        arguments: ["39.90", "0.10", "1e3", "-0", "＜0.01", "3-4", "12345678901234567890"])
    func numbersAsText(_ value: String) throws {
        let text = header + "R-1,S-1,2026-11-12,,variant=A,X,\(value),mg/kg\n"
        #expect(try read(text).first?.results.first?.value == value)
    }

    @Test("The fault names a missing column and the existing columns")
    func missingColumn() throws {
        let bytes = try Repository.bytes("Fixtures/Awkward/lab-missing-column.csv")
        let header = try #require(String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).first)
        let found = header.split(separator: ",").joined(separator: "、")
        let problems = ReportReading.problems(csv: bytes)
        #expect(problems == [.init(place: "第1行", sentence: "缺少列“检测值”，文件中的列为" + found)])
    }

    @Test("Faults name an unknown column and a repeated one")
    func unknownColumn() throws {
        let unknown = try problems(header.dropLast() + ",备注\nR-1,S-1,2026-11-12,,,X,1,mg/kg,好\n")
        #expect(unknown == [.init(place: "第1行", sentence: "未知的列“备注”")])
        let twice = try problems(header.dropLast() + ",检测值\nR-1,S-1,2026-11-12,,,X,1,mg/kg,2\n")
        #expect(twice.map(\.place) == ["第1行"])
        #expect(twice.first?.sentence.contains("检测值") == true)
    }

    @Test("A fault in a row is reported with line and column")
    func rows() throws {
        #expect(try places(header + "R-1,S-1,2026-02-30,,,X,1,mg/kg\n") == ["第2行 第3列“检测日期”"])
        #expect(try places(header + "R-1,S-1,,,,X,1,mg/kg\n") == ["第2行 第3列“检测日期”"])
        #expect(try places(header + "R-1,S-1,2026-11-12,明天,,X,1,mg/kg\n") == ["第2行 第4列“生产日期”"])
        #expect(try places(header + "R-1,,2026-11-12,,,X,1,mg/kg\n") == ["第2行 第2列“样品标签”"])
        #expect(try places(header + "R-1,S-1,2026-11-12,,,,1,mg/kg\n") == ["第2行 第6列“检测项目”"])
        #expect(try places(header + "R-1,S-1,2026-11-12,,A,X,1,mg/kg\n") == ["第2行 第5列“标称”"])
        #expect(try places(header + ",S-1,2026-11-12,,,X,1,mg/kg\n") == ["第2行 第1列“报告编号”"])
        #expect(try places(header + "R-1,S-1,2026-11-12,,,X,1,mg/kg\n\nR-2,S-2\n") == ["第4行"])
        #expect(try problems(header + "R-1,S-1\n").first?.sentence == "有2列，列名有8个")
    }

    @Test("A row that cannot be read is set aside with its bytes, and the other rows are read")
    func rowByRow() throws {
        let text =
            header + "R-1,S-1,2026-11-12,,,X,1,mg/kg\nR-1,S-1,11月12日,,,Y,1,mg/kg\nR-1,S-1,2026-11-12,,,Z,1,mg/kg\n"
        let rows = try ReportReading.rows(csv: Array(text.utf8))
        #expect(rows.rows.count == 3 && rows.rows.map(\.reportNumber) == ["R-1", "R-1", "R-1"])
        #expect(try read(text).first?.results.map(\.item) == ["X", "Z"])
        #expect(String(decoding: rows.bytes(2), as: UTF8.self).hasPrefix("R-1,S-1,11月12日,,,Y,1,mg/kg"))
        #expect(String(decoding: rows.header, as: UTF8.self) == header.dropLast())
    }

    @Test("A stored row means the same under the stored header, with blank columns at the end or without them")
    func blankColumns() throws {
        let wide = header.dropLast() + ",,\n"
        let row = "R-1,S-1,2026-11-12,,,X,1,mg/kg"
        let rows = try ReportReading.rows(csv: Array((wide + row + ",,\n" + row + "\n").utf8))
        #expect(String(decoding: rows.header, as: UTF8.self) == wide.dropLast())
        for ordinal in 1...2 {
            let again = try CSVTable.read(rows.header + [0x0A] + rows.bytes(ordinal))
            #expect(again.rows.first?.problems == [])
        }
        #expect(try problems(wide + row + ",,,\n").first?.sentence == "有11列，列名有10个")
    }

    @Test("A text too long for a report number is not used as a key")
    func longNumber() throws {
        let long = String(repeating: "长", count: 67)
        let rows = try ReportReading.rows(csv: Array((header + "\(long),S-1,2026-11-12,,,X,1,mg/kg\n").utf8))
        #expect(rows.rows.map(\.reportNumber) == [nil])
    }

    @Test("Specimens are numbered from 1 to 1000", arguments: ["0", "1001", "一", "1.0"])
    func specimens(_ specimen: String) throws {
        let text = header.dropLast() + ",样品序号\nR-1,S-1,2026-11-12,,,X,1,mg/kg,\(specimen)\n"
        #expect(try places(String(text)) == ["第2行 第9列“样品序号”"])
    }

    @Test("An empty file and a file with only column names have no results", arguments: ["", "\u{FEFF}", "\n"])
    func emptyFile(_ text: String) throws {
        #expect(try problems(text) == [.init(place: "第1行", sentence: "无法读取：文件为空，第一行应为列名")])
        #expect(try problems(header) == [.init(place: "文件", sentence: "没有任何检测结果")])
    }

    @Test("Text over 200 bytes is refused in every column", arguments: [0, 1, 4, 5, 6, 7])
    func tooLong(_ column: Int) throws {
        var row = ["R-1", "S-1", "2026-11-12", "", "variant=A", "X", "1", "mg/kg"]
        row[column] = (column == 4 ? "variant=" : "") + String(repeating: "长", count: 67)
        let found = try problems(header + row.joined(separator: ",") + "\n")
        #expect(found.allSatisfy { $0.sentence == "内容过长，最多200字节" })
        #expect(found.count == 1)
    }

    @Test("GB 18030 is read like UTF-8, with or without a byte order mark")
    func characterSets() throws {
        let text = try Repository.text("Fixtures/LabReports/toys.csv")
        let expected = try read(text)
        #expect(try ReportReading.reports(csv: gb18030(text)) == expected)
        #expect(try read("\u{FEFF}" + text) == expected)
    }

    @Test(
        "Bytes of neither character set are refused with the first such byte and the remedy", arguments: [false, true])
    func wrongCharacterSet(_ isGB18030: Bool) throws {
        let whole = isGB18030 ? try gb18030(header) : Array(header.utf8)
        let found = ReportReading.problems(csv: whole + [0xFF, 0xFF, 0x0A])
        let sentence = "既不是UTF-8也不是GB18030文字，请将文件另存为UTF-8或GB18030"
        #expect(found == [.init(place: "第\(whole.count + 1)个字节", sentence: sentence)])
    }

    @Test("A quote that is never closed is reported with its line")
    func unterminatedQuote() throws {
        #expect(try places(header + "R-1,\"S-1,2026-11-12,,,X,1,mg/kg\n") == ["第2行"])
    }
}
