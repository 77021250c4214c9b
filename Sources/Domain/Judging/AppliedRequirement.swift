/// The requirement that applied to one sample.
///
/// A class, so that all judgements of one item share one instance.
package final class AppliedRequirement: Sendable {
    package let demand: Demand
    package let origin: Origin

    /// The origin of the demand.
    package enum Origin: Hashable, Sendable {
        case standard
        /// The value that the product declares under this name.
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
