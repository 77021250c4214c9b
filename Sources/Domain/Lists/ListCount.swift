/// The number of rows that match a query. Rows are counted up to a bound, so that a page is fast.
package enum ListCount: Hashable, Sendable {
    case exact(Int)
    case atLeast(Int)

    /// The number up to which list pages count.
    package static let bound = 10_000

    /// - Parameters:
    ///   - found: the number of counted rows, at most one more than `bound`.
    ///   - bound: nil if all rows were counted.
    package init(found: Int, bound: Int?) {
        self = bound.map { found > $0 } == true ? .atLeast(bound ?? found) : .exact(found)
    }

    package var number: Int {
        switch self {
        case .exact(let number), .atLeast(let number): number
        }
    }

    package var isExact: Bool {
        if case .exact = self { true } else { false }
    }
}
