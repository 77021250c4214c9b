/// Items that occur several times in one feed. An item counts once; if its copies contradict each other, its price and
/// its growth are not known.
package struct Repeats: Hashable, Sendable {
    /// The number of copies after the first of each item.
    package var copies = 0
    /// The number of items whose copies contradict each other.
    package var contradicted = 0
    /// The first of these items, by number.
    package private(set) var examples: [String] = []

    private static let mostExamples = 5

    package init() {}

    package mutating func addExample(_ item: String) {
        if examples.count < Self.mostExamples, !examples.contains(item) { examples.append(item) }
    }

    package var wantsExamples: Bool {
        examples.count < Self.mostExamples
    }
}

extension Screening {
    /// Which observations are copies of an earlier one.
    struct Copies {
        private(set) var repeats = Repeats()
        private(set) var isCopy: [Bool]
        /// By the index of the first copy.
        private(set) var isContradicted: [Bool]

        /// - Parameter agree: whether two copies of an item have the same price, title and growth.
        init(_ observations: [Observation], agree: (Observation, Observation) -> Bool) {
            isCopy = Array(repeating: false, count: observations.count)
            isContradicted = observations.map(\.isContradicted)
            repeats.contradicted = isContradicted.count { $0 }
            var firsts: [ListingKey: Int] = Dictionary(minimumCapacity: observations.count)
            for (index, observation) in observations.enumerated() {
                guard let first = firsts[observation.listing.key] else {
                    firsts[observation.listing.key] = index
                    continue
                }
                isCopy[index] = true
                repeats.copies += 1
                repeats.addExample(observation.listing.key.item)
                guard !isContradicted[first], !agree(observations[first], observation) else { continue }
                isContradicted[first] = true
                repeats.contradicted += 1
            }
        }
    }
}
