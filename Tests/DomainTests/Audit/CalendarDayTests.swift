import Domain
import Testing

/// A simple calendar that counts days one after the other, month by month.
struct WallCalendar {
    private(set) var year = 1970
    private(set) var month = 1
    private(set) var day = 1

    private var lengthOfMonth: Int {
        let leap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0)
        return [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    }

    mutating func goForward() {
        day += 1
        guard day > lengthOfMonth else { return }
        day = 1
        month = month % 12 + 1
        if month == 1 { year += 1 }
    }

    mutating func goBack() {
        day -= 1
        guard day == 0 else { return }
        month = month == 1 ? 12 : month - 1
        if month == 12 { year -= 1 }
        day = lengthOfMonth
    }

    var text: String {
        [String(year), month < 10 ? "0\(month)" : "\(month)", day < 10 ? "0\(day)" : "\(day)"].joined(separator: "-")
    }

    var chineseText: String {
        "\(year)年\(month)月\(day)日"
    }
}

@Suite("A calendar day")
struct CalendarDayTests {
    private func check(_ calendar: WallCalendar, _ number: Int64) throws {
        let day = CalendarDay(daysSince1970: number)
        let read = try #require(CalendarDay(text: calendar.text))
        try #require(day.text == calendar.text)
        try #require(read == day)
        try #require(day.chineseText == calendar.chineseText)
    }

    @Test("agrees with a wall calendar on every day from 1970 to 2109")
    func forward() throws {
        var calendar = WallCalendar()
        for number in Int64(0)..<51_000 {
            try check(calendar, number)
            calendar.goForward()
        }
    }

    @Test("agrees with a wall calendar on every day from 1970 back to 1889")
    func backward() throws {
        var calendar = WallCalendar()
        for number in 0..<Int64(29_500) {
            try check(calendar, -number)
            calendar.goBack()
        }
    }

    @Test("leap days exist in leap years only")
    func leapDays() {
        for year in ["1996", "2000", "2024", "2400"] { #expect(CalendarDay(text: year + "-02-29") != nil) }
        for year in ["1900", "2023", "2026", "2100"] { #expect(CalendarDay(text: year + "-02-29") == nil) }
        #expect(day("2024-03-01").daysSince1970 - day("2024-02-28").daysSince1970 == 2)
        #expect(day("2100-03-01").daysSince1970 - day("2100-02-28").daysSince1970 == 1)
    }

    @Test(
        "a day that does not exist, or has another form, is refused",
        arguments: [
            "", "2026-02-30", "2026-04-31", "2026-13-01", "2026-00-10", "2026-01-00", "2026-01-32", "2026-1-02",
            "26-01-02", "2026/01/02", "20260102", "2026-01-02T", " 2026-01-02", "2026-01-2 ", "+026-01-02",
            "-026-01-02",
            "2026-01-0x", "２026-01-02", "2026年1月2日", "12026-01-02",
        ])
    func refuses(_ text: String) {
        #expect(CalendarDay(text: text) == nil)
    }

    @Test("days are ordered by time")
    func order() {
        #expect(day("2026-10-31") < day("2026-11-01"))
        #expect(day("1969-12-31") < day("1970-01-01"))
        #expect(!(day("2026-11-01") < day("2026-11-01")))
    }
}
