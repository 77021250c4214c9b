internal import Domain

/// Checks the references between the items of an edition: codes, members of sums, alternatives.
struct ItemComposition {
    private let items: [ItemSection.ReadItem]
    /// The codes of all entries, including entries that could not be read.
    private let codes: [Value]
    private let known: Set<String>
    private let byCode: [String: TestItem]

    init(_ items: [ItemSection.ReadItem], codes: [Value]) {
        self.items = items
        self.codes = codes
        known = Set(codes.compactMap(\.plainText))
        byCode = Dictionary(items.map { ($0.item.code, $0.item) }, uniquingKeysWith: { first, _ in first })
    }

    func report() {
        reportRepeats()
        reportMembers()
        reportCycles()
        reportUnused()
        reportRanks()
    }

    private func reportRepeats() {
        var seen: Set<String> = []
        for place in codes {
            guard let code = place.plainText, !seen.insert(code).inserted else { continue }
            place.report("the item \(code) stands twice in this edition")
        }
    }

    private func members(_ read: ItemSection.ReadItem) -> [(code: String, place: Value)] {
        guard let list = read.place.member("sumOf") ?? read.place.member("anyOf"), list.isList else { return [] }
        return (list.list ?? []).compactMap { place in place.plainText.map { ($0, place) } }
    }

    private func reportMembers() {
        for read in items {
            for (code, place) in members(read) {
                if code == read.item.code {
                    place.report("the item \(code) cannot be made of itself")
                } else if !known.contains(code) {
                    let meant = Spelling.nearest(to: code, among: known.sorted()).map { "; did you mean \($0)?" } ?? ""
                    place.report("there is no item \(code) in this edition\(meant)")
                } else {
                    reportKind(of: code, in: read.item, at: place)
                }
            }
        }
    }

    private func reportKind(of code: String, in whole: TestItem, at place: Value) {
        guard let member = byCode[code] else { return }
        if whole.sumOf.isEmpty {
            if member.requirement == .reportOnly { place.report("\(code) has no requirement that could be met") }
            return
        }
        let isNumber = member.hasNumber || member.requirement == .reportOnly
        if !isNumber || !member.sumOf.isEmpty { place.report("\(code) is no measured number to add up") }
        if isNumber, !member.measure.isConvertible(to: whole.measure) {
            place.report("\(code) is in \(shown(member.unit)), which does not convert to \(shown(whole.unit))")
        }
    }

    private func shown(_ unit: String) -> String {
        unit.isEmpty ? "no unit" : unit
    }

    /// Alternatives that refer to each other in a cycle. Each cycle is reported once, at its first item.
    private func reportCycles() {
        let references = Dictionary(
            items.map { ($0.item.code, $0.item.isAlternative ? $0.item.members : []) },
            uniquingKeysWith: { first, _ in first })
        var reported: Set<String> = []
        for read in items where !reported.contains(read.item.code) {
            guard let path = cycle(from: read.item.code, references) else { continue }
            reported.formUnion(path)
            guard path.count > 2 else { continue }
            read.place.member("anyOf")?.report("the alternatives lead in a circle: " + path.joined(separator: " → "))
        }
    }

    private func cycle(from start: String, _ references: [String: [String]]) -> [String]? {
        var waiting = [[start]]
        var seen: Set<String> = []
        while let path = waiting.popLast() {
            for next in references[path[path.count - 1]] ?? [] {
                if next == start { return path + [start] }
                if seen.insert(next).inserted { waiting.append(path + [next]) }
            }
        }
        return nil
    }

    private func reportUnused() {
        let added = Set(items.flatMap(\.item.sumOf))
        for read in items where read.item.requirement == .reportOnly && !added.contains(read.item.code) {
            read.place.member("reportOnly")?.report("no sum counts this item, so nothing judges it")
        }
    }

    private func reportRanks() {
        var seen: [Int: String] = [:]
        for read in items {
            guard let rank = read.item.failing?.rank else { continue }
            if let other = seen.updateValue(read.item.code, forKey: rank) {
                read.place.member("failing")?.report(
                    "\(other) has the rank \(rank) already; give each item its own rank")
            }
        }
    }
}
