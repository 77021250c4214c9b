import Domain
import Testing

@testable import Files

/// Text in an upload that cannot be stored unchanged.
struct UploadLimitTests {
    private func report(_ number: String) -> [UInt8] {
        Array(
            """
            {"reportNumber": "\(number)", "sample": "S-1", "testedOn": "2026-11-12",
             "results": [{"item": "TY-SP", "value": "合格"}]}
            """.utf8)
    }

    @Test(
        "An unpaired surrogate in JSON is refused with its place; a pair is accepted",
        arguments: ["J\\ud83dS", "\\udc00", "\\ud83d\\u0041", "\\ud83d"])
    func halfCharacters(_ number: String) throws {
        let fault = #expect(throws: UploadFault.self) { try LaboratoryUpload.rows(json: report(number)) }
        #expect(fault?.problems.first?.sentence.contains("不完整的字符") == true, "\(fault?.problems ?? [])")
        #expect(fault?.problems.first?.place.hasPrefix("字节") == true)
    }

    @Test(
        "Pairs of escapes and escaped backslashes are not unpaired surrogates",
        arguments: ["\\ud83d\\ude00", "\\\\ud83d", "\\u4e00"])
    func wholeCharacters(_ number: String) throws {
        #expect(try LaboratoryUpload.rows(json: report(number)).rows.count == 1)
    }

    @Test("A row of a CSV longer than the limit is refused with its line; a shorter one is read")
    func longRows() throws {
        let fits = "报告编号,备注\nR-1," + String(repeating: "x", count: CSVTable.maximumRowBytes - 6) + "\n"
        #expect(try CSVTable.read(Array(fits.utf8)).rows.count == 1)
        let long = "报告编号,备注\nR-1," + String(repeating: "x", count: CSVTable.maximumRowBytes) + "\n"
        let fault = #expect(throws: UploadFault.self) { try CSVTable.read(Array(long.utf8)) }
        #expect(fault?.problems.first?.place == "第2行")
        #expect(fault?.problems.first?.sentence.contains("64 KiB") == true)
    }
}
