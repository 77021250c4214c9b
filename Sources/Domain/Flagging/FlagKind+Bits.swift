extension FlagKind {
    /// The bit of the kind in a stored set of kinds; never changed.
    package var bit: Int64 {
        switch self {
        case .lowPrice: 1
        case .baitVariant: 2
        case .salesBurst: 4
        case .livestream: 8
        case .injuryRisk: 16
        case .publicAttention: 32
        case .failingShop: 64
        case .unnamedMaker: 128
        case .certificate: 256
        case .forbiddenClaim: 512
        }
    }
}

extension Set<FlagKind> {
    /// The stored form of the set.
    package var bits: Int64 {
        reduce(0) { $0 | $1.bit }
    }

    /// Reads the stored form. Unknown bits are left out.
    package init(bits: Int64) {
        self = Set(FlagKind.allCases.filter { bits & $0.bit != 0 })
    }
}
