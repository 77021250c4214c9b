/// Judges items that are alternatives of others (≥ 16 mm or ≥ 8 L/min): one that meets is enough.
struct AlternativeJudging {
    let edition: CriteriaEdition
    let traits: SampleTraits
    /// By item code; alternatives are added, and their members changed, as they are judged.
    private(set) var outcomes: [String: ItemOutcome]

    init(_ edition: CriteriaEdition, _ traits: SampleTraits, _ outcomes: [String: ItemOutcome]) {
        self.edition = edition
        self.traits = traits
        self.outcomes = outcomes
        for item in edition.items { _ = outcome(of: item.code, within: []) }
    }

    /// - Parameter path: the alternatives on the way here; a circle, which the reader refuses, is left undecided.
    private mutating func outcome(of code: String, within path: Set<String>) -> ItemOutcome? {
        if let known = outcomes[code] { return known }
        guard let item = edition.item(code), case .anyOf(let codes) = item.requirement, !path.contains(code) else {
            return nil
        }
        let members = codes.map { outcome(of: $0, within: path.union([code])) }
        let whole = ItemOutcome(item, specimens: [row(item, members)])
        outcomes[code] = whole
        for (code, member) in zip(codes, members) { outcomes[code] = member?.within(whole.verdict) }
        return whole
    }

    private func row(_ item: TestItem, _ members: [ItemOutcome?]) -> ItemJudgement {
        let measured = members.compactMap { member in
            member.flatMap { one in
                let values = one.rows.filter(\.isReported).map(\.measured)
                return values.isEmpty ? nil : one.item.name + " " + values.joined(separator: "、")
            }
        }
        return ItemJudgement(
            item, specimen: 1, finding(item, members), applied: .unresolved,
            measured: measured.isEmpty ? nil : measured.joined(separator: "；"), unit: "")
    }

    private func finding(_ item: TestItem, _ members: [ItemOutcome?]) -> Finding {
        if case .none(let reason) = Resolution(item, traits), reason != .reportOnly {
            return Finding(.cannotJudge, reason)
        }
        guard item.source.confidence.isUsable else { return Finding(.cannotJudge, .limitUnverified) }
        // What does not apply to the sample is no way to meet.
        let ways = members.filter { $0?.rows.allSatisfy { $0.reason == .notApplicable } != true }
        if ways.contains(where: { $0?.verdict == .meets }) { return Finding(.meets, .alternativeMeets) }
        guard !ways.isEmpty, ways.allSatisfy({ $0?.verdict == .fails }) else {
            return Finding(.cannotJudge, .alternativesOpen)
        }
        return Finding(.fails, .alternativesFail)
    }
}
