/// The Chinese words of the steps from the parcel to the laboratory.
package enum CustodyWording {
    package static func name(_ step: CustodyStep) -> String {
        switch step {
        case .unpacked: "开箱"
        case .sealed: "封样"
        case .sent: "寄出"
        }
    }

    /// The name of the number of a step; nil if it has none.
    package static func number(_ step: CustodyStep) -> String? {
        switch step {
        case .unpacked: nil
        case .sealed: "封样编号"
        case .sent: "快递单号"
        }
    }

    /// What the pictures of a step must show.
    package static func pictures(_ step: CustodyStep) -> String {
        switch step {
        case .unpacked: "开箱的视频或照片：面单、外包装、商品正反面和标签"
        case .sealed: "封条的照片：封条完整，封样编号清楚"
        case .sent: "快递面单的照片：单号清楚"
        }
    }

    /// The fault, and what to do.
    package static func sentence(_ fault: CustodyFault) -> String {
        switch fault {
        case .missing(let step): "还没有登记\(name(step))，请先登记\(name(step))"
        case .withoutEvidence(let step): "缺\(pictures(step))，且须不同于此前各步的照片"
        case .withoutNumber(let step): "请填\(number(step) ?? "编号")，1 至 50 个字符"
        case .differs(let step, let known):
            "已登记的\(number(step) ?? "编号")是“\(known)”。确需更正的，请写明原因；原来的记录会保留"
        }
    }
}
