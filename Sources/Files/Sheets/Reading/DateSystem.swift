internal import Domain

/// The day from which a workbook counts its days.
enum DateSystem: Sendable {
    case from1900
    /// Written by older Macintosh programs.
    case from1904

    /// The day of a number; nil if there is none.
    ///
    /// - Parameter roundsUp: whether the time is rounded to the second, which may reach the next day.
    func day(_ number: FifteenDigits, roundsUp: Bool) -> CalendarDay? {
        guard !number.isNegative, let (days, _) = Self.parts(number, roundsUp: roundsUp) else { return nil }
        return day(days)
    }

    /// The time of day of a number, rounded to the second: `09:30:00`, or `09:30` without seconds; nil for midnight of a
    /// day.
    func timeOfDay(_ number: FifteenDigits, hasSeconds: Bool) -> String? {
        guard !number.isNegative, let (days, seconds) = Self.parts(number, roundsUp: true), days == 0 || seconds > 0
        else { return nil }
        let parts = [seconds / 3600, seconds / 60 % 60] + (hasSeconds ? [seconds % 60] : [])
        return parts.map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
    }

    private func day(_ days: Int64) -> CalendarDay? {
        switch self {
        case .from1900:
            // Day 60 is 29 February 1900 in Excel, which did not exist. Other programs count the days before it
            // differently, so they are refused.
            guard (61...2_958_465).contains(days) else { return nil }
            return CalendarDay(daysSince1970: days - 25_569)
        case .from1904:
            guard (0...2_957_003).contains(days) else { return nil }
            return CalendarDay(daysSince1970: days - 24_107)
        }
    }

    private static func parts(_ number: FifteenDigits, roundsUp: Bool) -> (days: Int64, seconds: Int64)? {
        let places = max(0, -number.exponent)
        guard number.exponent <= 7 else { return nil }
        // Digits after the thirtieth place do not change the second.
        guard places <= 30 else { return (0, 0) }
        let unit = power(places)
        let value = number.significand.reduce(Int128(0)) { $0 * 10 + Int128($1) } * power(max(0, number.exponent))
        guard value / unit < 3_000_000 else { return nil }
        guard roundsUp else { return (Int64(value / unit), 0) }
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
}
