/// The Chinese words of the review of flags.
package enum FlagReviewWording {
    package static func name(_ state: FlagReviewState) -> String {
        switch state {
        case .pending: "待研判"
        case .buy: "已列入采样"
        case .watch: "持续关注"
        case .ignore: "已忽略"
        }
    }

    /// What a person does; for buttons.
    package static func name(_ decision: FlagDecision) -> String {
        switch decision {
        case .buy: "列入采样"
        case .watch: "持续关注"
        case .ignore: "忽略"
        case .undo: "撤销决定"
        }
    }

    package static func sentence(_ fault: FlagReviewFault) -> String {
        switch fault {
        case .reasonMissing: "忽略须写明理由，便于日后查考"
        case .reasonTooLong: "理由最多 \(FlagReviewRequest.longestReason) 字，请缩短"
        case .reasonUnreadable: "理由含有控制字符，请删去后重新填写"
        }
    }

    /// The author of a change: the name of an officer, 系统, 服务器操作人员.
    package static func who(_ actor: Actor) -> String {
        switch actor {
        case .operator: "服务器操作人员"
        case .worker: "系统"
        case .holder(_, let name, let person): person ?? name
        }
    }

    /// `officer-a 已于 2026-11-20 09:12 列入采样`.
    package static func done(_ decision: FlagDecision, by actor: Actor, at moment: Timestamp) -> String {
        "\(who(actor)) 已于 \(moment.clockText().prefix(16)) \(name(decision))"
    }

    package static func overtaken(_ decision: FlagDecision, by actor: Actor, at moment: Timestamp) -> String {
        done(decision, by: actor, at: moment) + "，早于本次办理；本次未作更改，请核对后再办理"
    }

    package static let flaggedAgain = "该商品在打开页面之后又有新的标记；本次未作更改，请重新查看"
    package static let nothingToUndo = "该商品没有可以撤销的决定"

    /// - Parameter runs: runs whose frames were frozen before and are not drawn yet.
    package static func frozen(in runs: [String]) -> String {
        "抽样框已冻结的批次不受影响，仍可能抽中：" + runs.joined(separator: "、")
    }
}
