/// The requirement that applied to one sample.
///
/// A class: the judgements of one item share it instead of copying it.
package final class AppliedRequirement: Sendable {
    package let demand: Demand
    package let origin: Origin

    /// Where the demand comes from.
    package enum Origin: Hashable, Sendable {
        case standard
        /// What the product declares under this name.
        case declared(String)
    }

    init(_ demand: Demand, origin: Origin) {
        self.demand = demand
        self.origin = origin
    }
}

extension AppliedRequirement: Hashable {
    package static func == (left: AppliedRequirement, right: AppliedRequirement) -> Bool {
        left === right || (left.demand == right.demand && left.origin == right.origin)
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(demand)
        hasher.combine(origin)
    }
}
