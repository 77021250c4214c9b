internal import Domain

/// Reads times in the forms that feeds use, from bytes.
enum TimeText {
    /// Milliseconds UTC; nil for text of another form. A time without a zone is read as `offsetMinutes` east of UTC.
    static func milliseconds(_ text: UnsafeRawBufferPointer, _ format: TimeFormat, _ offsetMinutes: Int) -> Int64? {
        switch format {
        case .unixSeconds: return whole(text).flatMap { $0 <= 253_402_300_799 ? $0 * 1000 : nil }
        case .unixMilliseconds: return whole(text).flatMap { $0 <= 253_402_300_799_999 ? $0 : nil }
        case .day: return text.count == 10 ? local(text, offsetMinutes)?.value : nil
        case .clock: return local(text, offsetMinutes).flatMap { $0.end == 19 && text.count == 19 ? $0.value : nil }
        case .iso8601:
            guard let (value, end) = local(text, 0) else { return nil }
            guard end < text.count else { return value - Int64(offsetMinutes) * 60_000 }
            return zone(text, end).map { value - $0 * 60_000 }
        }
    }

    /// The first and the last millisecond of an ISO 8601 interval `start/end`. An end without a time of day is the end of
    /// that day. Nil for text of another form, or if the end is before the start.
    static func period(_ text: UnsafeRawBufferPointer, _ offsetMinutes: Int) -> ClosedRange<Int64>? {
        guard let slash = text.firstIndex(of: UInt8(ascii: "/")),
            let start = bound(UnsafeRawBufferPointer(rebasing: text[..<slash]), offsetMinutes, isEnd: false),
            let end = bound(UnsafeRawBufferPointer(rebasing: text[(slash + 1)...]), offsetMinutes, isEnd: true)
        else { return nil }
        return start <= end ? start...end : nil
    }

    /// One bound of a period.
    static func bound(_ text: UnsafeRawBufferPointer, _ offsetMinutes: Int, isEnd: Bool) -> Int64? {
        var rest = text[...]
        while rest.first == 0x20 { rest = rest.dropFirst() }
        while rest.last == 0x20 { rest = rest.dropLast() }
        let trimmed = UnsafeRawBufferPointer(rebasing: rest)
        guard let value = milliseconds(trimmed, .iso8601, offsetMinutes) else { return nil }
        return isEnd && trimmed.count == 10 ? value + 86_399_999 : value
    }

    private static func whole(_ text: UnsafeRawBufferPointer) -> Int64? {
        guard (1...15).contains(text.count) else { return nil }
        var value: Int64 = 0
        for byte in text {
            guard byte &- 0x30 < 10 else { return nil }
            value = value * 10 + Int64(byte &- 0x30)
        }
        return value
    }

    @inline(__always)
    private static func digits(_ text: UnsafeRawBufferPointer, _ start: Int, _ count: Int) -> Int64? {
        guard start + count <= text.count else { return nil }
        var value: Int64 = 0
        for index in start..<start + count {
            let digit = text[index] &- 0x30
            guard digit < 10 else { return nil }
            value = value * 10 + Int64(digit)
        }
        return value
    }

    /// Reads `yyyy-MM-dd`, then optionally a `T` or a space and `HH:mm` or `HH:mm:ss`, then optionally a fraction. Returns the
    /// position after it.
    private static func local(_ text: UnsafeRawBufferPointer, _ offset: Int) -> (value: Int64, end: Int)? {
        guard let year = digits(text, 0, 4), let month = digits(text, 5, 2), let day = digits(text, 8, 2),
            text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-"), (1...12).contains(month),
            (1...daysIn(month, year)).contains(day)
        else { return nil }
        var value = daysSinceEpoch(year, month, day) * 86_400_000
        var end = 10
        if text.count > 10, text[10] == UInt8(ascii: "T") || text[10] == UInt8(ascii: " ") {
            guard let hour = digits(text, 11, 2), let minute = digits(text, 14, 2), text[13] == UInt8(ascii: ":"),
                hour < 24, minute < 60
            else { return nil }
            value += (hour * 60 + minute) * 60_000
            end = 16
            if end < text.count, text[end] == UInt8(ascii: ":") {
                guard let second = digits(text, 17, 2), second < 60 else { return nil }
                value += second * 1000
                end = 19
            }
            if end == 19, end < text.count, text[end] == UInt8(ascii: ".") {
                var weight: Int64 = 100
                end += 1
                let first = end
                while end < text.count, text[end] &- 0x30 < 10 {
                    value += Int64(text[end] &- 0x30) * weight
                    weight /= 10
                    end += 1
                }
                guard end > first else { return nil }
            }
        }
        return (value - Int64(offset) * 60_000, end)
    }

    /// Reads `Z`, `+08:00`, `+0800` or `+08`, in minutes east.
    private static func zone(_ text: UnsafeRawBufferPointer, _ start: Int) -> Int64? {
        if text[start] == UInt8(ascii: "Z") { return start + 1 == text.count ? 0 : nil }
        let sign: Int64 = text[start] == UInt8(ascii: "-") ? -1 : 1
        guard text[start] == UInt8(ascii: "+") || sign < 0, let hours = digits(text, start + 1, 2) else { return nil }
        if start + 3 == text.count, hours < 15 { return sign * hours * 60 }
        let hasColon = start + 3 < text.count && text[start + 3] == UInt8(ascii: ":")
        let next = start + (hasColon ? 4 : 3)
        guard let minutes = digits(text, next, 2), next + 2 == text.count, hours < 15, minutes < 60 else { return nil }
        return sign * (hours * 60 + minutes)
    }

    private static func daysIn(_ month: Int64, _ year: Int64) -> Int64 {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Days from 1970-01-01 in the proleptic Gregorian calendar.
    private static func daysSinceEpoch(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}
