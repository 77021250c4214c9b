internal import CScan

/// How the tokens of lines of JSON are found before they are parsed. The listings are the same for all cases.
package enum TokenIndexing: Int, CaseIterable, Sendable {
    /// No index: every record is read byte by byte.
    case none = -1
    /// An index made byte by byte. It is slower than `none` and serves as the reference for the other cases.
    case plain, avx2, avx512

    /// The fastest case that this processor supports.
    package static let best: TokenIndexing = {
        let best = TokenIndexing(rawValue: Int(sushai_best_index_way().rawValue)) ?? .none
        return best == .plain ? .none : best
    }()

    /// All cases that this processor supports.
    package static var available: [TokenIndexing] {
        allCases.filter { $0.rawValue <= max(best.rawValue, plain.rawValue) }
    }

    /// Nil if no index is made.
    var way: sushai_index_way? {
        self == .none ? nil : sushai_index_way(UInt32(rawValue))
    }
}
