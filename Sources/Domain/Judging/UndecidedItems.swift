/// Items of which a result of the sample lies aside: unread, contradicted, or not let in yet. Nobody can say what it says, so
/// the sample cannot meet before it is mended or somebody says why nothing will come of it.
package struct UndecidedItems: Hashable, Sendable {
    package static let none = UndecidedItems()

    /// Their codes.
    package var items: Set<String>
    /// Whether there are results of which it is not known what item they are of.
    package var hasOthers: Bool

    package init(items: Set<String> = [], hasOthers: Bool = false) {
        self.items = items
        self.hasOthers = hasOthers
    }

    package var isEmpty: Bool {
        items.isEmpty && !hasOthers
    }

    /// Whether less is open than before, and nothing new.
    package func isLess(than other: UndecidedItems) -> Bool {
        self != other && items.isSubset(of: other.items) && (!hasOthers || other.hasOthers)
    }
}

extension Conclusion {
    /// This conclusion where `undecided` lies aside: what fails, fails all the same; nothing meets.
    func leaving(_ undecided: UndecidedItems, under criteria: ProductCriteria) -> Conclusion {
        guard !undecided.isEmpty else { return self }
        let known = criteria.editions.flatMap(\.items)
        let names = undecided.items.sorted().map { code in known.first { $0.code == code }?.name ?? code }
        return Conclusion(
            verdict: verdict == .meets ? .cannotJudge : verdict, hazard: hazard, grounds: grounds, edition: edition,
            rule: rule, items: items, unknownItems: unknownItems,
            sentence: JudgementWording.undecided(
                verdict == .meets ? JudgementWording.cannotJudge : sentence, names, hasOthers: undecided.hasOthers))
    }
}
