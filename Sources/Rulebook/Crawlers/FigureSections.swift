internal import Domain

/// `sales`: a figure and the period that it counts. It has no default, because unknown sales are not 0.
enum SalesSection {
    struct SalesField: Hashable {
        let rule: FieldRule
        let window: SalesFigure.Window
    }

    static func read(_ value: Value, _ reader: FieldReader) -> SalesField? {
        guard let mapping = value.mapping else { return nil }
        let from = mapping.required("from").flatMap(reader.paths)
        let window = mapping.required("window").flatMap(window)
        mapping.finish()
        guard let from, let window else { return nil }
        return SalesField(rule: FieldRule(from), window: window)
    }

    /// `cumulative`, or `30d`.
    private static func window(_ value: Value) -> SalesFigure.Window? {
        guard let text = value.text else { return nil }
        if text == "cumulative" { return .cumulative }
        guard text.hasSuffix("d"), let days = Int(text.dropLast()), (1...366).contains(days) else {
            value.report("expected cumulative, or a number of days such as 30d")
            return nil
        }
        return .days(days)
    }
}

/// `changedAt`: the time of the last change of an offer, as the platform states it.
enum TimeSection {
    struct TimeField: Hashable {
        let rule: FieldRule
        let format: TimeFormat
        let offsetMinutes: Int
    }

    /// UTC+8, in minutes.
    static let china = 480

    static func read(_ value: Value, _ reader: FieldReader) -> TimeField? {
        guard let mapping = value.mapping else { return nil }
        let from = mapping.required("from").flatMap(reader.paths)
        let format = mapping.required("format")?.word(TimeFormat.self)
        let zone = mapping.optional("zone")
        let offset = Field(zone, offset).or(china)
        mapping.finish()
        guard let from, let format, let offset else { return nil }
        if format == .unixSeconds || format == .unixMilliseconds {
            zone?.report("\(format.rawValue) names an instant; leave zone out")
        }
        return TimeField(rule: FieldRule(from), format: format, offsetMinutes: offset)
    }

    /// Minutes east of UTC: `+08:00`, `-03:30`.
    private static func offset(_ value: Value) -> Int? {
        guard let text = value.text else { return nil }
        let bytes = Array(text.utf8)
        let digits = [1, 2, 4, 5].compactMap { index in
            index < bytes.count && (0x30...0x39).contains(bytes[index]) ? Int(bytes[index]) - 0x30 : nil
        }
        let sign = bytes.first == UInt8(ascii: "-") ? -1 : 1
        guard bytes.count == 6, digits.count == 4, bytes[3] == UInt8(ascii: ":"),
            bytes[0] == UInt8(ascii: "+") || bytes[0] == UInt8(ascii: "-"), digits[2] < 6,
            digits[0] * 10 + digits[1] <= 14
        else {
            value.report("expected the distance from UTC, such as \"+08:00\"")
            return nil
        }
        return sign * ((digits[0] * 10 + digits[1]) * 60 + digits[2] * 10 + digits[3])
    }
}

/// The `watch` section: the share of records that may lack a field, have one that cannot be read, or be refused, before
/// flagging stops.
enum WatchSection {
    static func read(_ value: Value) -> FieldWatch? {
        guard let mapping = value.mapping else { return nil }
        var percents: [ListingField: Int] = [:]
        for field in FieldWatch.fields {
            guard let value = mapping.optional(field.rawValue) else { continue }
            percents[field] = percent(value)
        }
        let refused = mapping.field("refused", percent).or(FieldWatch.usualPercent)
        mapping.finish()
        return refused.map { FieldWatch(percentMissing: percents, percentRefused: $0) }
    }

    private static func percent(_ value: Value) -> Int? {
        guard let text = value.text else { return nil }
        guard text.hasSuffix("%"), let number = Int(text.dropLast()), (0...100).contains(number),
            String(number) == text.dropLast()
        else {
            value.report("expected a share of the records from 0% to 100%, such as 20%")
            return nil
        }
        return number
    }
}
