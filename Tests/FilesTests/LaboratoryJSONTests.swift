import Domain
import Files
import TestSupport
import Testing

struct LaboratoryJSONTests {
    private func report(
        _ head: String = #""reportNumber":"R-1","sample":"S-7Q2M-X4KD","testedOn":"2026-11-12""#,
        results: String = #"[{"item":"TY-MAG","value":"167.5","unit":"kG²mm²"}]"#
    ) -> String {
        "{\(head),\"results\":\(results)}"
    }

    private func read(_ text: String) throws -> ReportSubmission {
        try LaboratoryUpload.report(json: Array(text.utf8))
    }

    private func problems(_ text: String) throws -> [UploadFault.Problem] {
        let fault = #expect(throws: UploadFault.self) { try read(text) }
        return try #require(fault).problems
    }

    private func places(_ text: String) throws -> [String] {
        try problems(text).map(\.place)
    }

    @Test("A whole report is read as it was written")
    func wholeReport() throws {
        let text = #"""
            {"reportNumber":"R-2026-0001","sample":"S-7Q2M-X4KD","testedOn":"2026-11-12","producedOn":"2026-05-20",
             "declared":{"variant":"A","ratedCapacity":6000},"correctionReason":"称量有误",
             "results":[{"item":"TX-AZO","value":"未检出","unit":"mg/kg","detectionLimit":"5","specimen":2},
                        {"item":"TX-HCHO","value":168.30,"unit":"mg/kg","uncertainty":"8.4"},
                        {"item":"TX-LBL","value":"合格"}]}
            """#
        let expected = ReportSubmission(
            number: "R-2026-0001", sampleLabel: "S-7Q2M-X4KD", testedOn: Samples.day("2026-11-12"),
            producedOn: Samples.day("2026-05-20"), declared: ["variant": "A", "ratedCapacity": "6000"],
            results: [
                ItemResult(item: "TX-AZO", specimen: 2, value: "未检出", unit: "mg/kg", detectionLimit: "5"),
                ItemResult(item: "TX-HCHO", value: "168.30", unit: "mg/kg", uncertainty: "8.4"),
                ItemResult(item: "TX-LBL", value: "合格", unit: ""),
            ], correctionReason: "称量有误")
        #expect(try read(text) == expected)
    }

    @Test(
        "Numbers are kept as the written text",
        arguments: [
            ("39.90", "39.90"), ("0.10", "0.10"), ("-0", "-0"), ("1e3", "1e3"),
            ("12345678901234567890123", "12345678901234567890123"),
            (#""<0.01""#, "<0.01"), (#""3-4""#, "3-4"), (#""""#, ""), ("null", ""),
        ])
    func numbersAsText(_ value: String, _ text: String) throws {
        #expect(try read(report(results: #"[{"item":"X","value":\#(value)}]"#)).results.first?.value == text)
    }

    @Test("A member without a name has a place, too, and a file full of mistakes results in a limited list")
    func namelessMember() throws {
        let head = #""reportNumber":"R-1","sample":"S-7Q2M-X4KD","testedOn":"2026-11-12","":1"#
        #expect(try places(report(head)) == ["\"\""])
        let members = (0..<5000).map { "\"k\($0)\":1" }.joined(separator: ",")
        #expect(try problems(report(members + #","reportNumber":"R-1""#)).count == 1000)
        let long = String(repeating: "1", count: 100_000)
        let day = #""reportNumber":"R-1","sample":"S-7Q2M-X4KD","testedOn":"\#(long)""#
        #expect(try problems(report(day)).allSatisfy { $0.sentence.utf8.count < 300 })
    }

    @Test("All missing members are named together")
    func missing() throws {
        #expect(try places("{}") == ["results", "reportNumber", "sample", "testedOn"])
        #expect(try places(report(results: "[]")) == ["results"])
        #expect(
            try places(report(results: "[{},{}]")) == [
                "results[0].value", "results[0].item", "results[1].value", "results[1].item",
            ])
        #expect(try problems(report(results: "[]")).first?.sentence == "没有任何检测结果")
    }

    @Test("The fault names an unknown key and the known ones")
    func unknownKey() throws {
        let found = try problems(report(results: #"[{"item":"X","value":"1","limit":"2"}]"#))
        #expect(found.map(\.place) == ["results[0].limit"])
        #expect(found.first?.sentence.contains("detectionLimit") == true)
        #expect(
            try places(report(#""reportNumber":"R","sample":"S","testedOn":"2026-11-12","tested_on":"x""#)) == [
                "tested_on"
            ])
    }

    @Test("A key given twice is refused, because the meaning must not be guessed")
    func repeatedKey() throws {
        #expect(try places(report(results: #"[{"item":"X","value":"1","value":"2"}]"#)) == ["results[0].value"])
        #expect(
            try places(report(#""reportNumber":"R","reportNumber":"Q","sample":"S","testedOn":"2026-11-12""#)) == [
                "reportNumber"
            ])
        #expect(
            try places(report(#""reportNumber":"R","sample":"S","testedOn":"2026-11-12","declared":{"a":"1","a":"2"}"#))
                == ["declared.a"])
    }

    @Test(
        "A text that is not a day is refused and quoted",
        arguments: ["2026-02-30", "2026-13-01", "12.11.2026", "2026-11-12 14:30", "2026111", "昨天"])
    func notADay(_ day: String) throws {
        let found = try problems(
            report(#""reportNumber":"R","sample":"S","testedOn":"\#(day)","producedOn":"\#(day)""#))
        #expect(found.map(\.place) == ["testedOn", "producedOn"])
        #expect(found.first?.sentence == "“\(day)”不是日期，应写作2026-11-02（年份在前；日、月在前的写法有两种含义，不接收）")
    }

    @Test("A value of the wrong type is reported, and no part of it is dropped silently")
    func wrongKind() throws {
        #expect(try places(report(results: #"[{"item":"X","value":{"a":1}}]"#)) == ["results[0].value"])
        #expect(try places(report(results: #"["X"]"#)) == ["results[0]"])
        #expect(try places(report(results: #"{"item":"X","value":"1"}"#)) == ["results"])
        #expect(
            try places(report(#""reportNumber":"R","sample":"S","testedOn":"2026-11-12","declared":"variant=A""#)) == [
                "declared"
            ])
        #expect(
            try places(report(#""reportNumber":"R","sample":"S","testedOn":"2026-11-12","declared":["A"]"#)) == [
                "declared"
            ])
        #expect(try places("[1]") == ["$"])
        #expect(try places(#""text""#) == ["$"])
    }

    @Test(
        "Specimens are numbered from 1 to 1000", arguments: ["0", "1001", "-1", "1.5", #""a""#, "99999999999999999999"])
    func specimens(_ specimen: String) throws {
        #expect(
            try places(report(results: #"[{"item":"X","value":"1","specimen":\#(specimen)}]"#)) == [
                "results[0].specimen"
            ])
    }

    @Test("A declared name has the length limit of every text, and the answer does not repeat it")
    func longName() throws {
        let name = String(repeating: "长", count: 67)
        let found = try problems(
            report(#""reportNumber":"R","sample":"S","testedOn":"2026-11-12","declared":{"\#(name)":"1","":""}"#))
        #expect(found.map(\.place) == ["declared", #"declared."""#])
    }

    @Test("The head is stored once; each result is read again with it, or as a report of its own")
    func kept() throws {
        let head =
            #""reportNumber":"R-1","sample":"S","testedOn":"2026-11-12","declared":{"variant":"A"},"correctionReason":"x""#
        let results =
            #"[{"item":"A","value":"1","unit":"g","detectionLimit":"2"},{"item":"B","value":"3","specimen":2}]"#
        let rows = try LaboratoryUpload.rows(json: Array(report(head, results: results).utf8))
        #expect(rows.bytes(2).count < 80 && !rows.header.isEmpty)
        func reread(_ bytes: [UInt8], _ ordinal: Int) throws -> ReadRow {
            try LaboratoryUpload.reread(
                json: bytes, header: rows.header, ordinal: ordinal, place: "results[\(ordinal - 1)]", stored: nil)
        }
        for case .row(let row) in rows.rows {
            guard case .row(let again) = try reread(rows.bytes(row.ordinal), row.ordinal) else {
                Issue.record("not read again")
                continue
            }
            #expect(again.head == row.head && again.result == row.result)
        }
        let whole = report(#""reportNumber":"R-2","sample":"S","testedOn":"2026-11-12""#)
        #expect(try reread(Array(whole.utf8), 1).reportNumber == "R-2")
        #expect(throws: UploadFault.self) { try reread(Array(#"{"item":"A"}"#.utf8), 1) }
    }

    @Test("An empty reason for a correction counts as missing")
    func emptyReason() throws {
        let head = #""reportNumber":"R","sample":"S","testedOn":"2026-11-12","correctionReason":"""#
        #expect(try read(report(head)).correctionReason == nil)
    }

    @Test("Text over 200 bytes and more than 10,000 results are refused")
    func tooMuch() throws {
        let long = String(repeating: "长", count: 67)
        #expect(try places(report(results: #"[{"item":"X","value":"\#(long)"}]"#)) == ["results[0].value"])
        let many = "[" + Array(repeating: #"{"item":"X","value":"1"}"#, count: 10_001).joined(separator: ",") + "]"
        #expect(try places(report(results: many)) == ["results"])
    }

    @Test(
        "An empty file, a file cut off, and bytes that are not UTF-8 are unreadable, and the fault names the position")
    func unreadable() throws {
        #expect(try places("") == ["字节1"])
        let half = String(report().dropLast(20))
        #expect(try places(half) == ["字节\(half.utf8.count + 1)"])
        let bytes = Array(#"{"reportNumber":"R"#.utf8) + [0xC3, 0x28] + Array(#""}"#.utf8)
        let fault = #expect(throws: UploadFault.self) { try LaboratoryUpload.report(json: bytes) }
        #expect(fault?.problems.first?.sentence.contains("不是有效的UTF-8文本") == true)
    }
}
