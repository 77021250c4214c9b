internal import Domain

/// The sources of one price, arranged for `RowReader`.
struct PricePlan: Sendable {
    /// The place of a value that belongs to a price.
    enum Value: Sendable {
        /// A slot, as in `RowPlan.sources`.
        case slot(Int)
        /// Names below the object that contains the price, for a price over all elements of a list.
        case within([FieldPath.Step])
    }

    struct Entry: Sendable {
        /// A slot, as in `RowPlan.sources`: of the price, or, for a price over all elements, of the value that the path
        /// enters first.
        let slot: Int
        /// The names from that value to the price, for a price over all elements; nil for one price.
        let names: [FieldPath.Step]?
        let upTo: Value?
        let validity: Value?
        let validFrom: Value?
        let validUntil: Value?
        let currency: Value?
    }

    let field: ListingField
    let unit: PriceUnit
    let entries: [Entry]
    /// Whether every source is one path without anything else.
    let isPlain: Bool

    /// - Parameter slot: the slot of a path, as in `RowPlan.sources`.
    init(_ field: ListingField, unit: PriceUnit, _ sources: [PriceSource], slot: (FieldPath, _ isWhole: Bool) -> Int) {
        self.field = field
        self.unit = unit
        isPlain = sources.allSatisfy(\.isPlain)
        entries = sources.map { source in
            func value(_ path: FieldPath?) -> Value? {
                guard let path else { return nil }
                return source.within(path).map { .within($0) } ?? .slot(slot(path, false))
            }
            return Entry(
                slot: slot(source.path, source.isOverAll),
                names: source.isOverAll ? Array(source.path.steps.dropFirst()) : nil, upTo: value(source.upTo),
                validity: value(source.validity), validFrom: value(source.validFrom),
                validUntil: value(source.validUntil), currency: value(source.currency))
        }
    }
}

extension PriceSource {
    /// The steps from the object that contains the price to the value at `path`; nil if the value is elsewhere, or if
    /// the price is one value.
    func within(_ path: FieldPath) -> [FieldPath.Step]? {
        let parent = self.path.steps.dropLast()
        guard isOverAll, !parent.isEmpty, !path.fromPage, path.steps.count > parent.count,
            path.steps.starts(with: parent)
        else { return nil }
        return Array(path.steps.dropFirst(parent.count))
    }
}
