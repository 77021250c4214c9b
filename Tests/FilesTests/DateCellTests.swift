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
            "14", "15", "22", "27", "31", "57", "yyyy-mm-dd", "yyyy\"年\"m\"月\"d\"日\"", "[$-804]yyyy/m/d;@", "d-mmm-yy",
            "[DBNum1][$-804]yyyy\"年\"m\"月\"", "e\"年\"m\"月\"", "aaaa",
        ])
    func days(_ format: String) throws {
        let found = try text("46328", format: format)
        #expect(found.text == "2026-11-02" && found.problem == nil)
    }

    @Test(
        "the systems of 1900 and 1904 count from different days; 29 February 1900 does not exist",
        arguments: [
            ("1", false, "1900-01-01"), ("59", false, "1900-02-28"), ("60", false, nil), ("61", false, "1900-03-01"),
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
        "a fraction is a time of day, to the second",
        arguments: [
            ("46328.5", "2026-11-02 12:00:00"), ("46328.395833333336", "2026-11-02 09:30:00"),
            ("46328.999999", "2026-11-03"), ("0.75", "18:00:00"), ("46328.000000001", "2026-11-02"),
            ("4.1666666666666664E-2", "01:00:00"), ("1E-40", nil),
        ])
    func times(_ value: String, _ expected: String?) throws {
        let found = try text(value, format: "22")
        if let expected { #expect(found.text == expected) } else { #expect(found.problem != nil) }
    }

    @Test("a grade that Excel changed into a day is a day, not a grade")
    func gradeAsDay() throws {
        #expect(try text("46085", format: "58").text == "2026-03-04")
    }

    @Test("a day as ISO 8601 text is also read")
    func isoDay() throws {
        #expect(try read(RawWorkbook(cell: "<c r=\"A2\" t=\"d\"><v>2026-11-02T00:00:00</v></c>")).text == "2026-11-02")
        let time = try read(RawWorkbook(cell: "<c r=\"A2\" t=\"d\"><v>2026-11-02T09:30:00</v></c>")).text
        #expect(time == "2026-11-02 09:30:00")
    }
}
