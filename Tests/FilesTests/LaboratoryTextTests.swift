import Domain
import Files
import TestSupport
import Testing

@Suite("Laboratory 9: texts of laboratories in CSV and JSON")
struct LaboratoryTextTests {
    private static let columns = [
        "报告编号", "样品标签", "检测日期", "生产日期", "标称", "检测项目", "检测值", "单位", "检出限", "不确定度", "不适用理由", "样品序号",
    ]
    private static let plain = [
        "报告编号": "R-1", "样品标签": "S-7Q2M-X4KD", "检测日期": "2026-11-12", "检测项目": "TX-HCHO", "检测值": "20", "单位": "mg/kg",
    ]

    private func csv(_ cells: [String: String]) throws -> ReportSubmission {
        let row = Self.columns.map { "\"" + (cells[$0] ?? Self.plain[$0] ?? "") + "\"" }.joined(separator: ",")
        let text = Self.columns.joined(separator: ",") + "\n" + row + "\n"
        return try #require(try ReportReading.reports(csv: Array(text.utf8)).first)
    }

    private func problem(_ cells: [String: String]) throws -> String {
        let row = Self.columns.map { "\"" + (cells[$0] ?? Self.plain[$0] ?? "") + "\"" }.joined(separator: ",")
        let text = Self.columns.joined(separator: ",") + "\n" + row + "\n"
        return try #require(ReportReading.problems(csv: Array(text.utf8)).first).sentence
    }

    private func json(_ day: String) throws -> ReportSubmission {
        try LaboratoryUpload.report(
            json: Array(
                #"{"reportNumber":"R-1 ","sample":"　S-1","testedOn":"\#(day)","results":[{"item":"X　","value":" 1 "}]}"#
                    .utf8))
    }

    @Test(
        "a day with the year first is read, whatever separates its parts",
        arguments: [
            "2026-11-12", "2026/11/12", "2026.11.12", "2026年11月12日", "2026年11月12号", "20261112", "２０２６－１１－１２",
            " 2026-11-12　", "2026/11/12 0:00", "2026-11-12 00:00:00", "2026-11-12T00:00:00", "2026 年 11 月 12 日",
        ])
    func days(_ text: String) throws {
        #expect(try csv(["检测日期": text, "生产日期": text]).testedOn == Samples.day("2026-11-12"))
        #expect(try json(text).testedOn == Samples.day("2026-11-12"))
        #expect(try csv(["检测日期": "2026/1/2"]).testedOn == Samples.day("2026-01-02"))
    }

    @Test(
        "a day with two meanings, or none, is refused with the form to write",
        arguments: [
            "11/12/2026", "12.11.2026", "26/11/12", "2026-11", "2026-13-01", "2026-02-30", "2026/11-12", "2026年11月",
            "2026年11月12", "202611", "2026111", "2026-11-12 14:30", "昨天", "2026-11-123",
        ])
    func refusedDays(_ text: String) throws {
        #expect(try problem(["检测日期": text]).contains("不是日期，应写作2026-11-02"))
        #expect(throws: UploadFault.self) { try json(text) }
    }

    @Test("blanks around a text and full-width codes and digits have no meaning")
    func blanks() throws {
        let plain = try csv(["样品序号": "2", "检出限": "5"])
        let spaced = try csv([
            "报告编号": "R-1 ", "样品标签": "　Ｓ－７Ｑ２Ｍ－Ｘ４ＫＤ", "检测日期": "2026-11-12 ", "检测项目": "TX-HCHO　", "检测值": " 20　",
            "单位": "mg/kg ", "样品序号": "２", "检出限": "\t5 ",
        ])
        #expect(spaced == plain)
        #expect(try json("2026-11-12").results == [ItemResult(item: "X", value: "1", unit: "")])
    }

    @Test(
        "declarations are separated by any semicolon or comma, and named with = or a colon",
        arguments: [
            "variant=B;ratedCapacity=6000mAh", "variant＝B；ratedCapacity＝6000mAh", "variant：B，ratedCapacity：6000mAh",
            " variant = B , ratedCapacity : 6000mAh ;", "ｖａｒｉａｎｔ=B、ratedCapacity=6000mAh",
        ])
    func declarations(_ text: String) throws {
        #expect(try csv(["标称": text]).declared == ["variant": "B", "ratedCapacity": "6000mAh"])
    }

    @Test(
        "a declaration without a name, a value, or given twice is refused",
        arguments: ["B", "=B", "variant=", "a=1;a=2"])
    func refusedDeclarations(_ text: String) throws {
        #expect(try !problem(["标称": text]).isEmpty)
    }

    @Test("Laboratory 8: the reason of a result is read")
    func reason() throws {
        let stated = try csv(["检测值": "不适用", "不适用理由": "样品没有绳带"])
        #expect(stated.results.first?.reason == "样品没有绳带")
        let text =
            #"{"reportNumber":"R-1","sample":"S-1","testedOn":"2026-11-12","results":[{"item":"X","value":"不适用","reason":"没有"}]}"#
        #expect(try LaboratoryUpload.report(json: Array(text.utf8)).results.first?.reason == "没有")
    }

    @Test(
        "Laboratory 4: the same number means the same in JSON and CSV, with up to 18 digits and remainders of binary ones"
    )
    func sameNumber() throws {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<2000 {
            let base = Double(Int.random(in: 0...7000, using: &generator)) / 10000
            let text =
                [
                    "\(base)", "\(base + 0.1)", "\(base * 3)", "\(base / 3)",
                    "0.3500000000000000\(Int.random(in: 1...9))",
                ]
                .randomElement(using: &generator) ?? ""
            guard !text.contains("e") else { continue }
            let fromCSV = try #require(try csv(["检测值": text]).results.first)
            let json =
                #"{"reportNumber":"R-1","sample":"S-1","testedOn":"2026-11-12","results":[{"item":"X","value":\#(text),"unit":"mg/kg"}]}"#
            let fromJSON = try #require(try LaboratoryUpload.report(json: Array(json.utf8)).results.first)
            let exact = try #require(FifteenDigits.rounded(text).flatMap { FixedDecimal($0) })
            #expect(MeasuredValue(fromCSV.value) == .number(exact), "\(text)")
            #expect(MeasuredValue(fromJSON.value) == .number(exact), "\(text)")
        }
    }

    @Test(
        "Laboratory 4: more than 15 digits are read alike in the value, the detection limit and the uncertainty",
        arguments: [
            ("0.35000000000000003", "0.35"), ("0.30000000000000004", "0.3"), ("74.999999999999986", "75"),
            ("1.1000000000000001", "1.1"), ("0.1234567890123456789", "0.123456789012346"),
        ])
    func fifteenDigits(_ text: String, _ meant: String) throws {
        let number = try #require(FixedDecimal(meant))
        #expect(MeasuredValue(text) == .number(number))
        #expect(MeasuredValue("<" + text) == .below(number))
        #expect(StatedDetectionLimit(text) == .amount(number))
        #expect(StatedUncertainty(text, unit: "mg") == .stated(Share(number, .absolute)))
    }

    @Test(
        "Laboratory 4: a whole number of more than 15 digits is refused with a sentence",
        arguments: ["1234567890123456", "123456789012345678.5"])
    func tooLong(_ text: String) {
        guard case .unreadable(let value) = MeasuredValue(text) else {
            Issue.record("\(MeasuredValue(text))")
            return
        }
        #expect(value.reason == .tooManyDigits)
        #expect(MeasuredValueWording.sentence(value).contains("15位有效数字"))
    }
}
