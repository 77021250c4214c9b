internal import CScan

/// How the tokens of lines of JSON are found before they are parsed. The listings are the same for all cases.
package enum LineIndexing: Int, CaseIterable, Sendable {
    /// No index: every record is read byte by byte.
    case none
    /// An index made byte by byte. It is slower than `none` and serves as the reference for the other cases.
    case plain
    case avx2
    case avx512

    /// The fastest case that this processor supports.
    package static let best: LineIndexing =
        switch sushai_best_index_way() {
        case sushai_index_avx512: .avx512
        case sushai_index_avx2: .avx2
        default: .none
        }

    /// All cases that this processor supports.
    package static var available: [LineIndexing] {
        allCases.filter { $0.rawValue <= max(best.rawValue, plain.rawValue) }
    }

    /// Nil if no index is made.
    var way: sushai_index_way? {
        switch self {
        case .none: nil
        case .plain: sushai_index_plain
        case .avx2: sushai_index_avx2
        case .avx512: sushai_index_avx512
        }
    }
}
