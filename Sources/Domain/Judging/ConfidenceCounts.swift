/// The number of figures of each confidence.
package struct ConfidenceCounts: Hashable, Sendable {
    package private(set) var counts: [FigureSource.Confidence: Int] = [:]

    package init() {}

    /// The figures of all editions. A figure that two editions state counts twice, because each is confirmed by itself.
    package init(_ criteria: ProductCriteria) {
        self = criteria.editions.map { ConfidenceCounts($0) }.reduce(ConfidenceCounts(), +)
    }

    package init(_ edition: CriteriaEdition) {
        for figure in edition.items.flatMap(\.figures) { counts[figure.source.confidence, default: 0] += 1 }
    }

    package subscript(confidence: FigureSource.Confidence) -> Int {
        counts[confidence] ?? 0
    }

    package var total: Int {
        counts.values.reduce(0, +)
    }

    package static func + (left: ConfidenceCounts, right: ConfidenceCounts) -> ConfidenceCounts {
        var sum = left
        sum.counts.merge(right.counts, uniquingKeysWith: +)
        return sum
    }
}

/// A figure that is not verified, with its place in the criteria.
package struct OpenFigure: Sendable {
    package let product: String
    package let edition: String
    package let item: TestItem
    package let figure: CriteriaFigure

    /// The figures that an officer must confirm, in this order: the items that fail most often among the items of their
    /// product, then the products by code, then the order of the file. Items without a rank come last.
    package static func all(_ criteria: [ProductCriteria]) -> [OpenFigure] {
        let found = criteria.flatMap { product in
            product.editions.flatMap { edition in
                edition.items.flatMap { item in
                    item.unverifiedFigures.map {
                        OpenFigure(product: product.product, edition: edition.identifier, item: item, figure: $0)
                    }
                }
            }
        }
        return found.enumerated().sorted { left, right in
            let (one, other) = (left.element, right.element)
            return (one.rank, one.product, left.offset) < (other.rank, other.product, right.offset)
        }.map(\.element)
    }

    private var rank: Int {
        item.failing?.rank ?? .max
    }
}
