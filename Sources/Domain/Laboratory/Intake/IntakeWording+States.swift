// The Chinese names of the states of uploads and their rows.
extension IntakeWording {
    package static func text(_ review: ReviewState) -> String {
        switch review {
        case .none: "无需复核"
        case .pending: "待复核"
        case .approved: "已同意"
        case .rejected: "已退回"
        }
    }

    package static func text(_ state: IntakeRowState) -> String {
        switch state {
        case .taken: "已接收"
        case .duplicate: "重复"
        case .waiting: "待复核"
        case .held: "暂扣"
        case .dismissed: "已关闭"
        }
    }
}
