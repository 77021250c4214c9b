/// Judges items that are met by any one of several alternatives (≥ 16 mm or ≥ 8 L/min).
struct AlternativeJudging {
    let edition: CriteriaEdition
    /// By index of the item.
    let resolutions: [Resolution]

    /// Decides the alternatives, whose rows are still undecided in `judged`, and adjusts the rows of their members.
    func judge(_ judged: inout JudgedItems) {
        for alternative in edition.alternatives {
            let item = edition.items[alternative.place]
            let row = row(item, resolutions[alternative.place], alternative.members, judged)
            judged.decideAlternative(alternative.place, item.rules.specimens, row)
            let whole = judged.outcomes[alternative.place].verdict
            for case let member? in alternative.members { judged.addMember(member, within: whole) }
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
        // If a member does not apply to the sample, it is not an alternative.
        let ways = members.filter { member in
            guard let rows = member.map({ judged.outcomes[$0].rows }) else { return true }
            return !rows.allSatisfy {
                judged.rows[$0].reason == .notApplicable || judged.rows[$0].reason == .statedNotApplicable
            }
        }
        return finding(of: ways, planned: planned(item, ways), judged)
    }

    /// The number of specimens that are needed: the highest number in the plans of the members.
    private func planned(_ item: TestItem, _ ways: [Int?]) -> Int {
        let plans = ways.compactMap { $0.map { edition.items[$0].rules.specimens } } + [item.rules.specimens]
        return plans.map { $0.count ?? 1 }.max() ?? 1
    }

    /// Each specimen must meet one of the alternatives. The length of one specimen and the air flow of another do not
    /// count together.
    private func finding(of ways: [Int?], planned: Int, _ judged: JudgedItems) -> Finding {
        var specimens: Set<Int> = []
        for case let way? in ways {
            for row in judged.outcomes[way].rows where judged.rows[row].isReported {
                specimens.insert(judged.rows[row].specimen)
            }
        }
        let verdicts = specimens.map { verdict(on: $0, ways, judged) }
        if verdicts.contains(.fails) { return Finding(.fails, .alternativesFail) }
        let isWhole = verdicts.count >= planned && verdicts.allSatisfy { $0 == .meets }
        return isWhole ? Finding(.meets, .alternativeMeets) : Finding(.cannotJudge, .alternativesOpen)
    }

    /// Meets if one alternative meets; fails if all fail.
    private func verdict(on specimen: Int, _ ways: [Int?], _ judged: JudgedItems) -> Verdict {
        var failing = 0
        for case let way? in ways {
            guard let row = judged.outcomes[way].rows.first(where: { judged.rows[$0].specimen == specimen }) else {
                continue
            }
            if judged.rows[row].verdict == .meets { return .meets }
            if judged.rows[row].verdict == .fails { failing += 1 }
        }
        return failing == ways.count ? .fails : .cannotJudge
    }
}

/// An item that is met by any one of its members. The members are indices in the edition instead of codes; they are
/// found once for all samples that are judged under the edition.
struct Alternative: Sendable {
    let place: Int
    /// Nil if the edition does not have the code, or if the code leads back to this item.
    let members: [Int?]

    /// All alternatives of an edition. An alternative that is a member of another comes before it.
    static func all(_ items: [TestItem], places: [String: Int]) -> [Alternative] {
        var order = AlternativeOrder(items: items, places: places)
        for place in items.indices { _ = order.add(place, within: []) }
        return order.found
    }
}

/// Sorts alternatives so that each comes after its members.
private struct AlternativeOrder {
    let items: [TestItem]
    let places: [String: Int]
    private(set) var found: [Alternative] = []
    private var known: Set<Int> = []

    init(items: [TestItem], places: [String: Int]) {
        self.items = items
        self.places = places
    }

    /// - Parameter path: the alternatives that contain this one. The reader of criteria refuses a circle; here it is
    ///   left undecided.
    mutating func add(_ place: Int, within path: Set<Int>) -> Int? {
        guard case .anyOf(let codes) = items[place].requirement, !known.contains(place) else { return place }
        guard !path.contains(place) else { return nil }
        var members: [Int?] = []
        for code in codes { members.append(places[code].flatMap { add($0, within: path.union([place])) }) }
        // A circle may already have added this alternative.
        if known.insert(place).inserted { found.append(.init(place: place, members: members)) }
        return place
    }
}
