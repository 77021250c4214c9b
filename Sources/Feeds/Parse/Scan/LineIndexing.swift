internal import CScan

/// How the tokens of lines of JSON are found before they are walked over. What is read is the same with all of them.
package enum LineIndexing: Int, CaseIterable, Sendable {
    /// Not at all: every record is read byte by byte.
    case none
    /// Byte by byte: slower than `none`; what the others are held against.
    case plain
    case avx2
    case avx512

    /// The fastest that this processor has.
    package static let best: LineIndexing =
        switch sushai_best_index_way() {
        case sushai_index_avx512: .avx512
        case sushai_index_avx2: .avx2
        default: .none
        }

    /// All that this processor has.
    package static var available: [LineIndexing] {
        allCases.filter { $0.rawValue <= max(best.rawValue, plain.rawValue) }
    }

    /// Nil where no index is made.
    var way: sushai_index_way? {
        switch self {
        case .none: nil
        case .plain: sushai_index_plain
        case .avx2: sushai_index_avx2
        case .avx512: sushai_index_avx512
        }
    }
}
