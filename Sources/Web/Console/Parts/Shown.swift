internal import Domain

/// Numbers and times as pages show them.
enum Shown {
    /// `1,284`, `−3`.
    static func number(_ number: Int64) -> String {
        let digits = String(number.magnitude)
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { text += "," }
            text.append(digit)
        }
        return (number < 0 ? "−" : "") + text
    }

    /// `11-20 09:12`, and with the year if it is another one: for lists.
    static func short(_ time: Timestamp, now: Timestamp) -> String {
        let text = time.clockText().prefix(16)
        return String(text.prefix(4) == now.clockText().prefix(4) ? text.dropFirst(5) : text)
    }

    /// `2026-11-20 09:12`: for pages about one thing.
    static func full(_ time: Timestamp) -> String {
        String(time.clockText().prefix(16))
    }

    /// `已等 3 天`; nil for less than a day.
    static func waited(since time: Timestamp, now: Timestamp) -> String? {
        let days = (now.milliseconds - time.milliseconds) / 86_400_000
        return days > 0 ? "已等 \(number(days)) 天" : nil
    }

    /// `2026年11月20日　星期五`.
    static func date(_ day: CalendarDay) -> String {
        let names = ["一", "二", "三", "四", "五", "六", "日"]
        // 1970-01-01 was a Thursday.
        let index = Int((day.daysSince1970 % 7 + 7 + 3) % 7)
        return day.chineseText + "　星期" + names[index]
    }

    /// Where a count of at most `most + 1` rows was made: `1,284` or `至少 10,000`.
    static func count(_ number: Int64, upTo most: Int64) -> String {
        number > most ? "至少 " + self.number(most) : self.number(number)
    }
}
