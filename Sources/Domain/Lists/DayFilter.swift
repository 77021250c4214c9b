/// The days that a list shows: `days=7`, or `from=2026-11-01&to=2026-11-07`. Days are those of Beijing.
package enum DayFilter: Hashable, Sendable {
    case any
    /// Today and the days before it, this number together. In a saved view, today moves on.
    case last(Int)
    /// From the first to the last day; nil for no bound. At least one is set.
    case between(CalendarDay?, CalendarDay?)

    package static let longest = 366

    package init(_ items: QueryItems, faults: inout [ListFault]) {
        let (from, until) = (Self.day("from", items, &faults), Self.day("to", items, &faults))
        if items["from"] != nil || items["to"] != nil {
            self = Self.between(from, until, &faults)
        } else if let text = items["days"], let (from, until) = Self.span(text) {
            self = Self.between(from, until, &faults)
        } else if let text = items["days"] {
            let days = Int(text) ?? 0
            let isKnown = (1...Self.longest).contains(days) && String(days) == text
            if !isKnown { faults.append(ListFault("days", "天数应为 1 至 \(Self.longest) 的整数")) }
            self = isKnown ? .last(days) : .any
        } else {
            self = .any
        }
    }

    private static func day(_ name: String, _ items: QueryItems, _ faults: inout [ListFault]) -> CalendarDay? {
        guard let text = items[name] else { return nil }
        let day = CalendarDay(text: text)
        if day == nil { faults.append(ListFault(name, "“\(text.visible(limit: 20))”不是日期，请写作 2026-11-02")) }
        return day
    }

    private static func between(_ from: CalendarDay?, _ until: CalendarDay?, _ faults: inout [ListFault]) -> DayFilter {
        if let from, let until, from > until {
            faults.append(ListFault("to", "早于起始日期 \(from.text)，请核对"))
            return .any
        }
        return from == nil && until == nil ? .any : .between(from, until)
    }

    /// Reads `2026-11-01..2026-11-07`, with one of the days or both; nil for any other text.
    private static func span(_ text: String) -> (CalendarDay?, CalendarDay?)? {
        guard let dots = text.firstRange(of: "..") else { return nil }
        let (left, right) = (String(text[..<dots.lowerBound]), String(text[dots.upperBound...]))
        let (from, until) = (CalendarDay(text: left), CalendarDay(text: right))
        guard (from != nil) != left.isEmpty, (until != nil) != right.isEmpty, from != nil || until != nil else {
            return nil
        }
        return (from, until)
    }

    /// The value of one field of a form: `7`, `2026-11-01..2026-11-07`; empty without a condition.
    package var field: String {
        switch self {
        case .any: ""
        case .last(let days): String(days)
        case .between(let from, let until): (from?.text ?? "") + ".." + (until?.text ?? "")
        }
    }

    package var items: QueryItems {
        var items = QueryItems()
        switch self {
        case .any: break
        case .last(let days): items.append("days", String(days))
        case .between(let from, let until):
            items.append("from", from?.text)
            items.append("to", until?.text)
        }
        return items
    }

    /// The first moment, and the first moment that is too late; nil for no bound.
    package func moments(today: CalendarDay) -> (from: Timestamp?, until: Timestamp?) {
        switch self {
        case .any: (nil, nil)
        case .last(let days): (CalendarDay(daysSince1970: today.daysSince1970 - Int64(days) + 1).start(), nil)
        case .between(let from, let until):
            (from?.start(), until.map { CalendarDay(daysSince1970: $0.daysSince1970 + 1).start() })
        }
    }

    /// `近 7 天`, `11-01 至 11-07`; nil without a condition.
    package var text: String? {
        switch self {
        case .any: nil
        case .last(1): "今天"
        case .last(let days): "近 \(days) 天"
        case .between(let from?, let until?): from == until ? from.text : "\(from.text) 至 \(until.text)"
        case .between(let from?, nil): "\(from.text) 起"
        case .between(nil, let until?): "至 \(until.text)"
        case .between(nil, nil): nil
        }
    }
}
