import Domain
import TestSupport
import Testing

/// Days and times, which a workbook stores as numbers with a format.
struct DateCellTests {
    private func text(
        _ value: String, format: String, in1904: Bool = false
    ) throws -> (text: String?, problem: String?) {
        var book = RawWorkbook(cell: "<c r=\"A2\" s=\"1\"><v>\(value)</v></c>")
        book.format(["0", format])
        if in1904 { book.workbookProperties = "date1904=\"1\"" }
        return try read(book)
    }

    @Test(
        "a number with a date format is a day",
        arguments: [
            "14", "15", "22", "31", "yyyy-mm-dd", "yyyy\"年\"m\"月\"d\"日\"", "[$-804]yyyy/m/d;@", "d-mmm-yy", "yyyymmdd",
            "[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\"", "yyyy年m月d日", "yyyy\\-mm\\-dd;@",
            "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "yyyy/m/d h:mm AM/PM", "yyyy/m/d aaaa", "[$-x-sysdate]yyyy/m/d",
        ])
    func days(_ format: String) throws {
        let found = try text("46328", format: format)
        #expect(found.text == "2026-11-02" && found.problem == nil)
    }

    @Test(
        "Laboratory 1: a date that does not show its year, month and day is refused, and so is a year of another calendar",
        arguments: [
            ("27", "年月日"), ("57", "年月日"), ("16", "年月日"), ("17", "年月日"), ("58", "年月日"), ("m\"月\"d\"日\"", "年月日"),
            ("yyyy\"年\"m\"月\"", "年月日"), ("aaaa", "年月日"), ("yyyy", "年月日"), ("bbbb/m/d", "特殊"),
            ("e\"年\"m\"月\"d\"日\"", "特殊"),
            ("[$-1070000]yyyy/m/d", "特殊"), ("[$-411]ggge\"年\"m\"月\"d\"日\"", "特殊"), ("h:mm", "时长"), ("[h]:mm", "时长"),
            ("46", "时长"), ("mm:ss.0", "时长"), ("yyyy-mm-dd ss.00", "时长"), ("[$-401]yyyy/m/d", "特殊"),
        ])
    func partial(_ format: String, _ part: String) throws {
        #expect(try text("46328", format: format).problem?.contains(part) == true)
    }

    @Test(
        "the systems of 1900 and 1904 count from different days; days before March 1900 are refused",
        arguments: [
            ("1", false, nil), ("59", false, nil), ("60", false, nil), ("61", false, "1900-03-01"),
            ("2958465", false, "9999-12-31"), ("2958466", false, nil), ("0", false, nil), ("-1", false, nil),
            ("0", true, "1904-01-01"), ("44866", true, "2026-11-02"), ("2957003", true, "9999-12-31"),
            ("2957004", true, nil), ("1E+300", false, nil),
        ])
    func systems(_ value: String, _ in1904: Bool, _ expected: String?) throws {
        let found = try text(value, format: "14", in1904: in1904)
        if let expected {
            #expect(found.text == expected && found.problem == nil)
        } else {
            #expect(found.problem?.contains("不是有效的日期") == true)
        }
    }

    @Test(
        "a fraction is a time of day, to the second, if the format shows times",
        arguments: [
            ("46328.5", "yyyy/m/d h:mm:ss", "2026-11-02 12:00:00"), ("46328.395833333336", "22", "2026-11-02 09:30"),
            ("46328.999999", "22", "2026-11-03"), ("0.75", "20", "18:00"), ("0.75", "21", "18:00:00"),
            ("46328.000000001", "22", "2026-11-02"),
            ("4.1666666666666664E-2", "h\"时\"mm\"分\"", "01:00"), ("46328.5", "14", "2026-11-02"),
            ("46328.999999", "yyyy-mm-dd", "2026-11-02"), ("0.75", "22", nil), ("1E-40", "22", nil),
            ("46328.75", "h:mm", nil), ("0.75", "32", "18:00"), ("0.75", "mm:ss", nil),
        ])
    func times(_ value: String, _ format: String, _ expected: String?) throws {
        let found = try text(value, format: format)
        if let expected {
            #expect(found.text == expected && found.problem == nil)
        } else {
            #expect(found.problem != nil)
        }
    }

    @Test("a grade that Excel changed into a day is refused, with the remedy")
    func gradeAsDay() throws {
        #expect(try text("46085", format: "58").problem?.contains("“3-4”一类的级别") == true)
    }

    @Test("a day as ISO 8601 text is also read")
    func isoDay() throws {
        #expect(try read(RawWorkbook(cell: "<c r=\"A2\" t=\"d\"><v>2026-11-02T00:00:00</v></c>")).text == "2026-11-02")
        let time = try read(RawWorkbook(cell: "<c r=\"A2\" t=\"d\"><v>2026-11-02T09:30:00</v></c>")).text
        #expect(time == "2026-11-02 09:30:00")
    }
}
