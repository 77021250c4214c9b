/// A point in time: whole milliseconds since 1970-01-01T00:00:00Z.
package struct Timestamp: Hashable, Comparable, Sendable {
    package let milliseconds: Int64

    package init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    package static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.milliseconds < right.milliseconds
    }

    package func adding(seconds: Int64) -> Timestamp {
        Timestamp(milliseconds: milliseconds + seconds * 1000)
    }

    /// RFC 3339 with milliseconds, in UTC: `2026-11-02T00:00:00.000Z`.
    package var utc: String {
        text(offsetSeconds: 0, separator: "T") + "Z"
    }

    /// `2026-11-02 08:00:00` in the zone `offsetSeconds` east of UTC.
    package func clockText(_ zone: Zone = .china) -> String {
        String(text(offsetSeconds: zone.offsetSeconds, separator: " ").prefix(19))
    }

    /// The calendar day of this point in time in `zone`.
    package func day(in zone: Zone = .china) -> CalendarDay {
        CalendarDay(daysSince1970: floorDivide(milliseconds + zone.offsetSeconds * 1000, 86_400_000))
    }

    private func text(offsetSeconds: Int64, separator: String) -> String {
        let local = milliseconds + offsetSeconds * 1000
        let day = CalendarDay(daysSince1970: floorDivide(local, 86_400_000))
        let rest = local - floorDivide(local, 86_400_000) * 86_400_000
        let seconds = rest / 1000
        return day.text + separator + padded(seconds / 3600, 2) + ":" + padded(seconds / 60 % 60, 2) + ":"
            + padded(seconds % 60, 2) + "." + padded(rest % 1000, 3)
    }
}

/// A time zone with a fixed offset. All rules of this program use China Standard Time, which has one offset.
package struct Zone: Hashable, Sendable {
    package let name: String
    package let offsetSeconds: Int64

    package static let china = Zone(name: "Asia/Shanghai", offsetSeconds: 8 * 3600)
    package static let utc = Zone(name: "UTC", offsetSeconds: 0)
}

extension Timestamp {
    /// Reads RFC 3339 (`2026-11-02T08:00:00+08:00`, `…Z`). The fraction of a second is optional; the zone is required.
    package init?(rfc3339 text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20, let day = CalendarDay(text: String(decoding: bytes[0..<10], as: UTF8.self)),
            bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: " "),
            bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
            let hour = number(bytes[11..<13]), let minute = number(bytes[14..<16]), let second = number(bytes[17..<19]),
            hour < 24, minute < 60, second < 60
        else { return nil }
        var index = 19
        var fraction: Int64 = 0
        if bytes[index] == UInt8(ascii: ".") {
            let digits = bytes[(index + 1)...].prefix { (0x30...0x39).contains($0) }
            guard !digits.isEmpty, digits.count <= 9, let value = number(digits.prefix(3)) else { return nil }
            fraction = value * [100, 10, 1][min(digits.count, 3) - 1]
            index += 1 + digits.count
        }
        guard let offset = Self.offset(bytes[index...]) else { return nil }
        let seconds = day.daysSince1970 * 86_400 + hour * 3600 + minute * 60 + second - offset
        self.init(milliseconds: seconds * 1000 + fraction)
    }

    private static func offset(_ bytes: ArraySlice<UInt8>) -> Int64? {
        if bytes.elementsEqual("Z".utf8) { return 0 }
        guard bytes.count == 6, let sign = bytes.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"),
            bytes[bytes.startIndex + 3] == UInt8(ascii: ":"),
            let hours = number(bytes.dropFirst().prefix(2)), let minutes = number(bytes.suffix(2)),
            hours < 24, minutes < 60
        else { return nil }
        return (sign == UInt8(ascii: "-") ? -1 : 1) * (hours * 3600 + minutes * 60)
    }
}
