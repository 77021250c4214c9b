/// Judges items that are alternatives of others (≥ 16 mm or ≥ 8 L/min): one that meets is enough.
struct AlternativeJudging {
    let edition: CriteriaEdition
    /// By the place of the item.
    let resolutions: [Resolution]

    /// Decides the alternatives, whose rows stand open in `judged`, and changes those of their members.
    func judge(_ judged: inout JudgedItems) {
        for alternative in edition.parts.alternatives {
            let item = edition.items[alternative.place]
            let row = row(item, resolutions[alternative.place], alternative.members, judged)
            judged.settle(alternative.place, item.rules.specimens, row)
            let whole = judged.outcomes[alternative.place].verdict
            for case let member? in alternative.members { judged.join(member, within: whole) }
        }
    }

    private func row(
        _ item: TestItem, _ resolution: Resolution, _ members: [Int?], _ judged: JudgedItems
    ) -> ItemJudgement {
        var measured: [String] = []
        for case let member? in members {
            let values = judged.outcomes[member].rows.filter { judged.rows[$0].isReported }.map {
                judged.rows[$0].measured
            }
            if !values.isEmpty { measured.append(edition.items[member].name + " " + values.joined(separator: "、")) }
        }
        return ItemJudgement(
            item, specimen: 1, finding(item, resolution, members, judged), applied: nil,
            measured: measured.isEmpty ? nil : measured.joined(separator: "；"), unit: "")
    }

    private func finding(
        _ item: TestItem, _ resolution: Resolution, _ members: [Int?], _ judged: JudgedItems
    ) -> Finding {
        if case .none(let reason) = resolution, reason != .reportOnly {
            return Finding(.cannotJudge, reason)
        }
        guard item.source.confidence.isUsable else { return Finding(.cannotJudge, .limitUnverified) }
        // What does not apply to the sample is no way to meet.
        var ways = 0
        var failing = 0
        for member in members {
            let outcome = member.map { judged.outcomes[$0] }
            if let outcome, outcome.rows.allSatisfy({ judged.rows[$0].reason == .notApplicable }) { continue }
            if outcome?.verdict == .meets { return Finding(.meets, .alternativeMeets) }
            ways += 1
            if outcome?.verdict == .fails { failing += 1 }
        }
        return ways > 0 && failing == ways
            ? Finding(.fails, .alternativesFail) : Finding(.cannotJudge, .alternativesOpen)
    }
}
