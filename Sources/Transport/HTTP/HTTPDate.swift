package import Domain

/// Dates as HTTP writes them (RFC 9110, section 5.6.7).
package enum HTTPDate {
    /// Reads `Sun, 06 Nov 1994 08:49:37 GMT` and the two older forms, `Sunday, 06-Nov-94 08:49:37 GMT` and
    /// `Sun Nov  6 08:49:37 1994`. The name of the day is passed over; nil for anything else.
    package static func parse(_ text: String) -> Timestamp? {
        let words = text.split { $0 == " " || $0 == "," || $0 == "-" }
        switch words.count {
        case 6 where words[5] == "GMT": return moment(day: words[1], month: words[2], year: words[3], time: words[4])
        case 5: return moment(day: words[2], month: words[1], year: words[4], time: words[3])
        default: return nil
        }
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    private static func moment(day: Substring, month: Substring, year: Substring, time: Substring) -> Timestamp? {
        guard let index = months.firstIndex(of: String(month)), (1...2).contains(day.count), let full = full(year)
        else { return nil }
        let number = String(index + 1)
        let date = "\(full)-\(number.count == 1 ? "0" : "")\(number)-\(day.count == 1 ? "0" : "")\(day)"
        return Timestamp(rfc3339: "\(date)T\(time)Z")
    }

    /// Two digits stand for the years from 1970 to 2069.
    private static func full(_ year: Substring) -> String? {
        guard let number = Int(year) else { return nil }
        if year.count == 4 { return String(year) }
        return year.count == 2 ? String(number < 70 ? 2000 + number : 1900 + number) : nil
    }
}
