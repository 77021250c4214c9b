/// The kind of referral that a local bureau receives. Stored; never renamed.
package enum ReferralKind: String, CaseIterable, Sendable {
    /// 提醒, after a general hazard.
    case reminder
    /// 案件线索移交, after a serious hazard.
    case lead

    package var name: String {
        switch self {
        case .reminder: "提醒"
        case .lead: "案件线索"
        }
    }
}
