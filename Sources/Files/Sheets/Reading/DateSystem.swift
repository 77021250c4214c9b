internal import Domain

/// The day from which a workbook counts its days.
enum DateSystem: Sendable {
    case from1900
    /// Written by older Macintosh programs.
    case from1904

    /// The day, the time or both for a number: `2026-11-02`, `2026-11-02 09:30:00`, `09:30:00`; nil if the number is
    /// none of them. Times are rounded to the second.
    func text(_ number: NumberText) -> String? {
        guard !number.isNegative, let (days, seconds) = Self.parts(number) else { return nil }
        let time = seconds == 0 ? nil : Self.clock(seconds)
        // Day 0 with a time is a time of day. Day 0 without a time would be the day before the first, so it is refused.
        if days == 0, self == .from1900 { return time }
        guard let day = day(days) else { return nil }
        return day.text + (time.map { " " + $0 } ?? "")
    }

    private func day(_ days: Int64) -> CalendarDay? {
        switch self {
        case .from1900:
            // Day 60 is 29 February 1900, which did not exist. Lotus 1-2-3 had it in 1983, and Excel keeps it.
            guard days != 60, (1...2_958_465).contains(days) else { return nil }
            return CalendarDay(daysSince1970: days - (days < 60 ? 25_568 : 25_569))
        case .from1904:
            guard (0...2_957_003).contains(days) else { return nil }
            return CalendarDay(daysSince1970: days - 24_107)
        }
    }

    private static func parts(_ number: NumberText) -> (days: Int64, seconds: Int64)? {
        let places = max(0, -number.exponent)
        guard number.exponent <= 7 else { return nil }
        // Digits after the thirtieth place do not change the second.
        guard places <= 30 else { return (0, 0) }
        let unit = power(places)
        let value = number.significand.reduce(Int128(0)) { $0 * 10 + Int128($1) } * power(max(0, number.exponent))
        guard value / unit < 3_000_000 else { return nil }
        let seconds = roundedSeconds(value % unit, unit)
        return (Int64(value / unit) + seconds / 86_400, seconds % 86_400)
    }

    /// `rest` of `unit` of a day, in seconds. Digits after the twentieth place are left out, so that no product
    /// overflows.
    private static func roundedSeconds(_ rest: Int128, _ unit: Int128) -> Int64 {
        let surplus = max(unit / power(20), 1)
        let (rest, unit) = (rest / surplus, unit / surplus)
        return Int64((rest * 172_800 + unit) / (unit * 2))
    }

    private static func power(_ exponent: Int) -> Int128 {
        (0..<exponent).reduce(Int128(1)) { power, _ in power * 10 }
    }

    private static func clock(_ seconds: Int64) -> String {
        [seconds / 3600, seconds / 60 % 60, seconds % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
    }
}
