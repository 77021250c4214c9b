/// The conditions of the list of events.
package struct EventQuery: ListQuery {
    package enum SortKey: String, ListSortKey {
        case time

        package var startsDescending: Bool {
            true
        }
    }

    package var kind: EventKind?
    /// The stored form of an actor: `officer:wang`, `worker:pull`; empty for any.
    package var actor = ""
    /// The thing that changed: `takedown:17`; empty for any.
    package var subject = ""
    package var days = DayFilter.any
    package var order = EventQuery.defaultOrder

    package static let page = "events"
    package static let defaultOrder = ListOrder(SortKey.time, isDescending: true)
    package static let longest = 200

    package init() {}

    package init(conditions items: QueryItems, faults: inout [ListFault]) {
        if let given = items["kind"] {
            kind = EventKind(rawValue: given)
            if kind == nil { faults.append(ListFault("kind", EventQueryWording.kind)) }
        }
        actor = Self.text("actor", items, &faults)
        subject = Self.text("subject", items, &faults)
        days = DayFilter(items, faults: &faults)
    }

    package var conditions: QueryItems {
        var items = QueryItems()
        items.append("kind", kind?.rawValue)
        items.append("actor", actor)
        items.append("subject", subject)
        items.append(days.items)
        return items
    }

    private static func text(_ name: String, _ items: QueryItems, _ faults: inout [ListFault]) -> String {
        let given = items[name]?.withoutOuterSpaces ?? ""
        guard given.unicodeScalars.count <= longest, !given.holdsControlCharacters() else {
            faults.append(ListFault(name, EventQueryWording.text))
            return ""
        }
        return given
    }
}

/// The Chinese texts of the list of events and of the proof of its chain.
package enum EventQueryWording {
    static let kind = "没有这种事件，请从列表中选择"
    static let text = "最多 \(EventQuery.longest) 字，写在一行内"

    /// - Parameters: the words of a kind, an actor and a subject.
    package static func chips(
        _ query: EventQuery, kind: (EventKind) -> String, actor: (String) -> String, subject: (String) -> String
    ) -> [FilterChip] {
        var chips: [FilterChip] = []
        func add(_ text: String, _ change: (inout EventQuery) -> Void) {
            var without = query
            change(&without)
            chips.append(FilterChip(text, without: without.items))
        }
        if let known = query.kind { add("事件：" + kind(known)) { $0.kind = nil } }
        if !query.actor.isEmpty { add("操作者：" + actor(query.actor)) { $0.actor = "" } }
        if !query.subject.isEmpty { add("对象：" + subject(query.subject)) { $0.subject = "" } }
        if let text = query.days.text { add("日期：" + text) { $0.days = .any } }
        return chips
    }

    /// `第 17 行的内容或校验值被改动`.
    package static func fault(_ kind: ChainVerifier.Fault.Kind, _ sequence: Int64) -> String {
        switch kind {
        case .missing: "第 \(sequence.grouped) 行缺失"
        case .detached: "第 \(sequence.grouped) 行与前一行不衔接"
        case .changed: "第 \(sequence.grouped) 行的内容与校验值不符"
        }
    }
}
