internal import Domain
internal import Yams

/// The mapping of a criteria file that holds a figure: an item, a limit or a case.
struct FigurePlace {
    /// The mapping with the figure.
    private let figure: [YAMLStep]
    /// The mapping with the source of the figure.
    private let holder: [YAMLStep]
    private let document: YAMLDocument

    init(
        _ confirmation: FigureConfirmation, item: TestItem, at path: [YAMLStep], _ document: YAMLDocument
    ) throws(CriteriaRefusal) {
        self.document = document
        let limit = path + [.key("limit")]
        guard let samples = confirmation.samples else {
            try Self.requireOneSource(item)
            figure = path
            holder = document.node(limit + [.key("source")]) != nil ? limit : path
            return
        }
        let chosen = try Self.chosen(samples, in: Self.cases(of: path, document), document)
        figure = chosen
        let inner = chosen + [.key("limit")]
        holder = document.node(inner + [.key("source")]) != nil ? inner : chosen
    }

    /// The source of the item must be that of a figure, and all unverified figures must have it.
    private static func requireOneSource(_ item: TestItem) throws(CriteriaRefusal) {
        guard case .byClass(let cases) = item.requirement, !cases.allSatisfy({ $0.when.isEmpty }) else { return }
        let judged = cases.filter { $0.demand != .notApplicable }
        let inherits = judged.contains { $0.source == nil }
        let isOpen = !item.source.confidence.isUsable
        let others = judged.contains { $0.source.map { !$0.confidence.isUsable } ?? false }
        if !inherits || (others && !isOpen) { throw .severalCases(judged.map(\.samples)) }
    }

    /// The cases of an item, each with its mapping.
    private static func cases(
        of path: [YAMLStep], _ document: YAMLDocument
    ) throws(CriteriaRefusal) -> [(when: [String: Set<String>], path: [YAMLStep])] {
        if document.node(path + [.key("gradesAtLeast")]) != nil { throw .gradesTogether }
        if let limits = document.node(path + [.key("limits")])?.mapping {
            let by = document.node(path + [.key("by")])?.scalar?.string ?? Declaration.variant
            return limits.compactMap { key, _ in
                key.scalar.map { (when: [by: Set([$0.string])], path: path + [.key("limits"), .key($0.string)]) }
            }
        }
        let list = document.node(path + [.key("cases")])?.sequence.map(Array.init) ?? []
        return list.enumerated().map { index, entry in
            var when: [String: Set<String>] = [:]
            for (key, value) in entry.mapping?["when"]?.mapping ?? [:] {
                guard let name = key.scalar?.string else { continue }
                when[name] = Set(
                    value.sequence?.compactMap(\.scalar?.string) ?? [value.scalar?.string].compactMap { $0 })
            }
            return (when: when, path: path + [.key("cases"), .index(index)])
        }
    }

    /// The case that `samples` names: `material=metal`, `metal`, or as `criteria check` shows it.
    private static func chosen(
        _ samples: String, in cases: [(when: [String: Set<String>], path: [YAMLStep])], _ document: YAMLDocument
    ) throws(CriteriaRefusal) -> [YAMLStep] {
        let judged = cases.filter { document.node($0.path + [.key("notApplicable")]) == nil }
        let known = judged.map { ClassCase(when: $0.when, demand: .passFail).samples }
        if let exact = known.firstIndex(of: samples) { return judged[exact].path }
        let parts = samples.split(separator: ",").map { $0.split(separator: "=", maxSplits: 1).map(String.init) }
        let fitting = judged.filter { one in
            parts.allSatisfy { part in
                let values = Set((part.last ?? "").split(separator: "/").map(String.init))
                if part.count == 2 { return one.when[part[0]].map { values.isSubset(of: $0) } ?? false }
                return one.when.values.contains { values.isSubset(of: $0) }
            }
        }
        guard !parts.isEmpty, fitting.count == 1 else { throw .unknownCase(samples, known: known) }
        return fitting[0].path
    }

    func edits(_ confirmation: FigureConfirmation) throws(CriteriaRefusal) -> [YAMLEdit] {
        let source = YAMLEdit.set(holder + [.key("source")], Self.text(confirmation.source))
        guard let value = confirmation.value else { return [source] }
        let (path, text) = try valuePlace(value)
        return [.set(path, YAMLText.quoted(text)), source]
    }

    private static let ends = ["min", "above", "max", "below"]

    /// The scalar with the figure.
    private func valuePlace(_ value: String) throws(CriteriaRefusal) -> (path: [YAMLStep], text: String) {
        let parts = value.split(separator: "=", maxSplits: 1).map(String.init)
        let text = parts.last ?? ""
        let grade = figure + [.key("gradeAtLeast")]
        if parts.count == 1, document.node(grade) != nil { return (grade, text) }
        let limit = document.node(figure + [.key("limit")]) != nil ? figure + [.key("limit")] : figure
        let present = Self.ends.filter { document.node(limit + [.key($0)]) != nil }
        let wanted = parts.count == 2 ? present.filter { $0 == parts[0] } : present
        guard wanted.count == 1, !text.isEmpty else { throw .noSingleValue(ends: present) }
        return (limit + [.key(wanted[0])], text)
    }

    /// `{confidence: V, note: "…", confirmed: {on: "2026-11-30", by: 张三}}`.
    private static func text(_ source: FigureSource) -> String {
        var parts = ["confidence: " + source.confidence.rawValue]
        if let note = source.note { parts.append("note: " + YAMLText.written(note)) }
        if let confirmed = source.confirmed {
            parts.append("confirmed: {on: \"\(confirmed.on.text)\", by: \(YAMLText.written(confirmed.by))}")
        }
        return "{" + parts.joined(separator: ", ") + "}"
    }
}
