internal import Domain

/// A day as laboratories and spreadsheets write it, with the year first: `2026-11-12`, `2026/11/12`, `2026.1.2`,
/// `2026年11月12日`, `20261112`, `2026/11/12 0:00`. A text with the day or the month first is refused, because `11/12/2026`
/// has two meanings.
enum WrittenDay {
    static func read(_ text: String) -> CalendarDay? {
        // Nearly all days have this form.
        if let day = CalendarDay(text: text) { return day }
        var bytes = Array(ReportText.folded(text).utf8)[...]
        guard let year = digits(&bytes, 4...4), let first = separator(&bytes) else { return nil }
        let width = first == .none ? 2...2 : 1...2
        guard let month = digits(&bytes, width), let second = separator(&bytes), second == first.next,
            let day = digits(&bytes, width)
        else { return nil }
        if first == .year, !(drop("日", &bytes) || drop("号", &bytes)) { return nil }
        guard isMidnight(bytes) else { return nil }
        return CalendarDay(text: "\(year)-\(padded(month))-\(padded(day))")
    }

    private enum Separator {
        case dash, slash, point, year, month, none

        /// The separator between month and day.
        var next: Separator {
            self == .year ? .month : self
        }
    }

    private static func separator(_ bytes: inout ArraySlice<UInt8>) -> Separator? {
        if drop("-", &bytes) { return .dash }
        if drop("/", &bytes) { return .slash }
        if drop(".", &bytes) { return .point }
        if drop("年", &bytes) { return .year }
        if drop("月", &bytes) { return .month }
        return bytes.first.map { (0x30...0x39).contains($0) } ?? false ? Separator.none : nil
    }

    private static func drop(_ text: String, _ bytes: inout ArraySlice<UInt8>) -> Bool {
        let rest = bytes.drop { $0 == UInt8(ascii: " ") }
        guard rest.starts(with: text.utf8) else { return false }
        bytes = rest.dropFirst(text.utf8.count).drop { $0 == UInt8(ascii: " ") }
        return true
    }

    private static func digits(_ bytes: inout ArraySlice<UInt8>, _ width: ClosedRange<Int>) -> String? {
        let run = bytes.prefix(width.upperBound).prefix { (0x30...0x39).contains($0) }
        guard width.contains(run.count) else { return nil }
        bytes = bytes.dropFirst(run.count)
        return String(decoding: run, as: UTF8.self)
    }

    /// Spreadsheets add the time 0:00 to a day.
    private static func isMidnight(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard let first = bytes.first else { return true }
        guard first == UInt8(ascii: " ") || first == UInt8(ascii: "T") else { return false }
        let time = bytes.dropFirst().drop { $0 == UInt8(ascii: " ") }
        return !time.isEmpty && time.allSatisfy { $0 == UInt8(ascii: "0") || $0 == UInt8(ascii: ":") }
    }

    private static func padded(_ digits: String) -> String {
        digits.utf8.count == 1 ? "0" + digits : digits
    }
}
