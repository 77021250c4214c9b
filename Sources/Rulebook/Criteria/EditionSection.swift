internal import Domain

/// One entry of `editions` of a criteria file.
enum EditionSection {
    static func read(_ value: Value) -> CriteriaEdition? {
        guard let mapping = value.mapping else { return nil }
        let identifier = mapping.required("edition").flatMap { $0.text == nil ? nil : $0.quotedText }
        let produced = mapping.optional("produced").map(span) ?? DaySpan()
        let sold = mapping.optional("sold").map(span) ?? DaySpan()
        let items = mapping.required("items").flatMap(items)
        mapping.finish()
        guard let identifier, let produced, let sold, let items else { return nil }
        return CriteriaEdition(identifier: identifier, produced: produced, sold: sold, items: items)
    }

    private static func span(_ value: Value) -> DaySpan? {
        guard let mapping = value.mapping else { return nil }
        let from = mapping.optional("from").map(day)
        let until = mapping.optional("until").map(day)
        mapping.finish()
        guard from != .some(nil), until != .some(nil) else { return nil }
        let span = DaySpan(from: from ?? nil, until: until ?? nil)
        if let start = span.from, let end = span.until, end < start { value.report("“until” lies before “from”") }
        return span
    }

    private static func day(_ value: Value) -> CalendarDay? {
        guard let text = value.quotedText else { return nil }
        guard let day = CalendarDay(text: text) else {
            value.report("expected a day such as \"2026-11-01\"")
            return nil
        }
        return day
    }

    private static func items(_ value: Value) -> [TestItem]? {
        guard let list = value.list else { return nil }
        let items = list.compactMap { ItemSection.read($0) }
        guard items.count == list.count, !items.isEmpty else {
            if list.isEmpty { value.report("at least one item is needed") }
            return nil
        }
        var seen: Set<String> = []
        for (index, item) in items.enumerated() where !seen.insert(item.code).inserted {
            list[index].report("the item \(item.code) stands twice in this edition")
        }
        return items
    }
}
