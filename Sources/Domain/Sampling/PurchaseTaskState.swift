/// The states of a purchase task. Stored; never renamed.
package enum PurchaseTaskState: String, CaseIterable, Sendable {
    case open, purchased, cancelled

    package var name: String {
        switch self {
        case .open: "待购买"
        case .purchased: "已购买"
        case .cancelled: "已取消"
        }
    }
}

/// The details of a purchase that must be the same if an order is recorded again.
package enum PurchaseParticular: String, CaseIterable, Sendable {
    case task, paid, on, seller, region, laboratory

    package var name: String {
        switch self {
        case .task: "购买任务"
        case .paid: "金额"
        case .on: "购买日期"
        case .seller: "卖家"
        case .region: "属地"
        case .laboratory: "承检机构"
        }
    }
}
