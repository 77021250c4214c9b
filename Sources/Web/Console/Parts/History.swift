internal import Domain
internal import FoundationEssentials

extension HistoryEntry {
    /// An event as a page shows it: what happened, when, and by whom. Values of the event are not shown.
    init(_ event: ChainedEvent) {
        time = Shown.full(event.at)
        text = EventKind(rawValue: event.kind).flatMap(HistoryWording.name) ?? event.kind
        small = HistoryWording.actor(event.actor)
    }

    /// The same with the values of some of its particulars, which a person wrote.
    init(_ event: ChainedEvent, showing names: Set<String>) {
        self.init(event)
        // The text is that of `Event.detailsJSON`: an object of texts.
        let details = try? JSONDecoder().decode([String: String].self, from: Data(event.detailsJSON.utf8))
        let shown = names.sorted().compactMap { details?[$0] }.filter { !$0.isEmpty }
        if !shown.isEmpty { small = ([small ?? ""] + shown).joined(separator: "：") }
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
        case .alertRaised: "提出告警"
        case .alertResolved: "办结告警"
        case .jobDead: "任务停止"
        case .jobRevived: "重新运行任务"
        case .pageUnreadable: "一页未能读取"
        case .pagesClosed: "收到页面"
        case .pullCertified: "重新计算完整性"
        case .pullCompleted: "采集完成"
        case .pullHeld: "暂停标记"
        case .pullIncomplete: "采集不完整"
        case .pullOpened: "开始采集"
        case .pullRematched: "重新匹配产品"
        case .pullReleased: "恢复标记"
        case .pullRequested: "要求采集"
        case .pullScreened: "标记商品"
        case .queryEnded: "一个查询采集到末页"
        case .quarantineReplayed: "重读未能读取的记录"
        case .flagReviewed: "研判标记"
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
