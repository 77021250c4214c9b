internal import Domain

/// The Chinese sentences for users.
extension Conflict {
    package var sentence: String {
        switch self {
        case .pullNotComplete(let pull): "第\(pull)次拉取尚未完成，请先重新拉取"
        case .pullNotHeld(let pull): "第\(pull)次拉取未被暂停，无需放行"
        case .sightingsRemoved(let pull): "第\(pull)次拉取见到的链接已按保存期限删除，不能再更改或重读"
        case .quarantinedBytesRemoved(let record): "隔离记录\(record)早已读出，其原文已按保存期限删除"
        case .reviewOvertaken(_, let decision, let actor, let moment):
            FlagReviewWording.overtaken(decision, by: actor, at: moment)
        case .tooManyViews(let most): "一个页面最多保存\(most)个视图，请先删除一个"
        case .flaggedAgain: FlagReviewWording.flaggedAgain
        case .nothingToUndo: FlagReviewWording.nothingToUndo
        case .accountExists: "该账号名已被使用，请另取一个"
        case .sessionMovedOn: "登录已结束，或该步骤已在另一窗口完成；请重新打开页面"
        case .runExists(let name): "抽样批次“\(name)”已存在且方案不同；已冻结的抽样框不得更改，请另取名称"
        case .nothingToDraw(let products):
            "没有已标记的链接可供抽样（产品：\(products.joined(separator: "、"))），请先拉取并标记"
        case .runDrawn(let name): "抽样批次“\(name)”已抽取，不得重复抽取"
        case .purchaseWithoutEvidence: "购买记录至少需要一份证据：没有备样，记录是唯一的证明"
        case .orderDiffers(let order, let particulars):
            "订单\(order)已登记，且\(particulars.map(\.name).joined(separator: "、"))不同；记录不得覆盖，请核对订单号"
        case .taskNotOpen(let task, let state): "购买任务\(task)\(state.name)，不能再办理"
        case .custody(let fault): CustodyWording.sentence(fault)
        case .personSpelledDifferently(let laboratory, let known):
            "\(laboratory)已有该人员，登记为“\(known)”，请使用相同的写法"
        case .personRequired: "本机构实行双人复核，请使用写明本人的令牌"
        case .reviewerRequired: "本机构实行双人复核，只有复核人可以进行该操作"
        case .authorCannotReview: "上传或改正该文件的人不能复核该文件，请由另一名复核人复核"
        case .authorCannotWithdraw: "上传或改正该报告的人不能撤回该报告，请由另一名复核人撤回"
        case .uploadNotPending: "该上传不在等待复核"
        case .uploadNotRead: "该上传尚未读取完毕，请先重新上传同一文件"
        case .rowNotHeld: "该行未被暂扣"
        case .sampleReceived: "该样品已登记另一收样日期，收样记录不得覆盖"
        // Laboratories must not see the day of the purchase.
        case .receivedBeforePurchase: "该样品不可能在该日期已收到"
        case .sameLaboratory: "两件样品送往同一机构；盲样比对须送往两家机构"
        case .differentProducts: "两件样品不是同一种产品"
        case .reportNotJudged: "该报告尚未判定，请稍后再试"
        case .sampleHeld: "该样品另有报告被暂扣，处理前不得判定为符合"
        case .reportAmbiguous: "多家机构有该编号的报告，请改用样品标签"
        case .noticeWithdrawn(let number): "告知书\(number)已撤回"
        case .noticeServed(let number): "告知书\(number)已凭另一份送达回证登记送达"
        case .takedownNotProposed: "该下架建议已处理，不再等待决定"
        }
    }
}
