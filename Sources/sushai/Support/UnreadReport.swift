internal import Domain
internal import Feeds
internal import Terminal

/// What could not be read in a page or a file: how often, with examples as received, why, and what to do.
enum UnreadReport {
    private struct Group {
        let field: ListingField?
        var count: Int
        var examples: [String]
        let reason: String
        let advice: String?
    }

    static func table(_ page: ParsedPage) -> Table {
        var table = Table([
            .init("field", "字段"), .init("count", "条数"), .init("reason", "原因", widest: 28, wraps: true),
            .init("examples", "原文举例", widest: 28, wraps: true), .init("advice", "处理办法", widest: 44, wraps: true),
        ])
        for group in groups(page.unread) + groups(page.quarantined) {
            table.add([
                .init(group.field.map(SampleWording.name)), .init(group.count), .text(group.reason),
                .text(group.examples.joined(separator: "、")), .init(group.advice),
            ])
        }
        return table
    }

    /// `销量 sales无法读取 40 条：“近10万”（没有确定的上下限）…`
    static func lines(_ unread: [ListingField: UnreadValues]) -> [String] {
        groups(unread).map { group in
            let field = group.field.map(SampleWording.name) ?? ""
            let advice = group.advice.map { "。" + $0 } ?? ""
            let examples = group.examples.isEmpty ? "" : "，如" + group.examples.joined(separator: "、")
            return "\(field)：\(group.count)条无法读取，\(group.reason)\(examples)\(advice)"
        }
    }

    /// One group for each field and reason.
    private static func groups(_ unread: [ListingField: UnreadValues]) -> [Group] {
        unread.sorted { $0.key.index < $1.key.index }.flatMap { field, values in
            values.counts.map { reason, count in
                Group(
                    field: field, count: count,
                    examples: values.examples.filter { $0.reason == reason }.map { "“\($0.text)”" },
                    reason: reason.name, advice: reason.advice)
            }.sorted { ($1.count, $0.reason) < ($0.count, $1.reason) }
        }
    }

    /// One group for each code and field of the records that became no listing.
    private static func groups(_ records: [QuarantinedRecord]) -> [Group] {
        var groups: [String: Group] = [:]
        var order: [String] = []
        for fault in records.map(\.fault) {
            let key = fault.code.rawValue + " " + (fault.field ?? "")
            if groups[key] == nil {
                order.append(key)
                groups[key] = Group(
                    field: fault.field.flatMap { ListingField(rawValue: $0) }, count: 0, examples: [],
                    reason: fault.code.name, advice: fault.code.advice)
            }
            groups[key]?.count += 1
            guard let value = fault.value, let group = groups[key],
                group.examples.count < UnreadValues.mostExamples, !group.examples.contains("“\(value)”")
            else { continue }
            groups[key]?.examples.append("“\(value)”")
        }
        return order.compactMap { groups[$0] }
    }
}
