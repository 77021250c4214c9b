internal import Domain

extension HistoryEntry {
    /// An event as a page shows it: what happened, when, and by whom. Values of the event are not shown.
    init(_ event: ChainedEvent) {
        time = Shown.full(event.at)
        text = EventKind(rawValue: event.kind).flatMap(HistoryWording.name) ?? event.kind
        small = HistoryWording.actor(event.actor)
    }
}

/// The Chinese words of events in the history of one thing.
enum HistoryWording {
    static func name(_ kind: EventKind) -> String? {
        switch kind {
        case .accountCreated: "建立账号"
        case .accountReset: "重置密码"
        case .accountDisabled: "停用"
        case .accountEnabled: "启用"
        case .accountPasswordChanged: "更改密码"
        case .accountSecondFactorSet: "开通两步验证"
        case .accountRecoveryCodeUsed: "使用恢复码"
        case .accountSignedIn: "登录"
        case .accountSignInRefused: "登录被拒"
        case .accountSessionEnded: "登录结束"
        case .flagReviewed: "研判标记"
        case .runOpened: "冻结抽样框"
        case .runDrawn: "抽签"
        case .taskCancelled: "取消购买任务"
        case .purchaseRecorded: "登记购买"
        case .purchaseEvidenceAdded: "补充购买证据"
        case .custodyRecorded: "登记开箱、封样或寄出"
        case .reportFiled: "接收检验报告"
        case .reportCorrected: "更正检验报告"
        case .reportWithdrawn: "撤回检验报告"
        case .reportAwaitsEvidence: "报告等待证据"
        case .reportReleased: "报告证据齐全"
        case .reportJudged: "判定检验报告"
        case .laboratorySet: "更改机构设置"
        case .scopeSet: "登记检测能力"
        case .scopeWaived: "不核对检测能力"
        case .scopeEnforced: "恢复核对检测能力"
        case .sampleReceived: "承检机构收到样品"
        case .evidenceKept: "保存证据"
        case .conclusionRouted: "按判定结果处置"
        case .noticeServed: "送达问题告知书"
        case .noticeWithdrawn: "撤回问题告知书"
        case .referralWithdrawn: "撤回提醒或线索"
        case .receiptFiled: "平台提交回执"
        case .linkRechecked: "查看链接"
        case .takedownConfirmed: "确认下架"
        case .takedownListed: "下发下架"
        case .takedownWithdrawn: "撤回下架"
        case .tokenIssued: "制作接口密钥"
        case .tokenRevoked: "吊销接口密钥"
        default: nil
        }
    }

    /// `管理员 admin`, `承检机构 LAB-01（0017）`.
    static func actor(_ text: String) -> String {
        switch Actor(text: text) {
        case .operator: "服务器上的操作者"
        case .worker: "系统"
        case .holder(let role, let name, let person):
            AccessWording.role(role) + " " + name + (person.map { "（\($0)）" } ?? "")
        case nil: text
        }
    }
}
