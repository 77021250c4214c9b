/// The requirements of an edition for all samples with the same declarations, computed once.
final class SampleClass: Sendable {
    let edition: CriteriaEdition
    /// By index of the item.
    let resolutions: [Resolution]
    /// The judgement of each item without a result, by index of the item.
    let unreported: [ItemJudgement]
    private let declared: [(name: String, value: String)]

    init(_ declared: [String: String], _ declarations: [Declaration], under edition: CriteriaEdition) {
        let traits = SampleTraits(declared: declared, declarations: declarations)
        let resolutions = edition.items.map { Resolution($0, traits) }
        self.edition = edition
        self.resolutions = resolutions
        unreported = zip(edition.items, resolutions).map { ItemJudging.judge($0, nil, $1, specimen: 1) }
        self.declared = declared.map { (name: $0, value: $1) }
    }

    /// Whether samples with these declarations belong to the class under this edition.
    func matches(_ other: [String: String], _ edition: CriteriaEdition) -> Bool {
        guard self.edition === edition, declared.count == other.count else { return false }
        // There are few declarations, so comparing is faster than hashing.
        return other.allSatisfy { name, value in declared.contains { $0.value == value && $0.name == name } }
    }
}

/// The classes of the last judged samples. Samples of one product have few classes. If each sample declares a number of
/// its own, only the last classes are stored.
struct SampleClasses {
    private static let capacity = 16

    private var recent: [SampleClass] = []
    private var next = 0

    mutating func find(
        _ declared: [String: String], _ declarations: [Declaration], under edition: CriteriaEdition
    ) -> SampleClass {
        if let known = recent.first(where: { $0.matches(declared, edition) }) { return known }
        let found = SampleClass(declared, declarations, under: edition)
        if recent.count < Self.capacity { recent.append(found) } else { recent[next] = found }
        next = (next + 1) % Self.capacity
        return found
    }
}
