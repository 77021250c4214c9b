/// The two classes of hazard of the source document (annex §3).
package enum HazardClass: String, CaseIterable, Comparable, Sendable {
    /// 一般风险隐患
    case general
    /// 严重风险隐患. Annex §4 writes 重要风险隐患 for the same class; see `sourceWordings`.
    case serious

    package static func < (left: HazardClass, right: HazardClass) -> Bool {
        left == .general && right == .serious
    }

    /// The term that a report must use.
    package var wording: String {
        switch self {
        case .general: "一般风险隐患"
        case .serious: "严重风险隐患"
        }
    }

    /// All terms of the source document for this class. The record of each classification contains them.
    package var sourceWordings: String {
        switch self {
        case .general: "一般风险隐患（附件三、四）"
        case .serious: "严重风险隐患（附件三）；重要风险隐患（附件四）"
        }
    }
}

/// Classifies a failing sample by the items that fail.
package enum HazardClassification {
    /// The highest class of the failing items; nil if none fails, so that "cannot judge" never becomes "serious".
    package static func classify(failing items: [TestItem]) -> HazardClass? {
        items.map(\.hazard).max()
    }
}
