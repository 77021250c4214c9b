/// The Chinese words of events: kind, author and subject.
package enum EventWording {
    /// The name of a kind as it is stored; an unknown text as it is.
    package static func name(_ kind: String) -> String {
        EventKind(rawValue: kind).map { name($0) } ?? kind
    }

    package static func name(_ kind: EventKind) -> String {
        names[kind] ?? kind.rawValue
    }

    /// `管理员 admin`, `承检机构 LAB-01（0017）`; an unknown text as it is.
    package static func actor(_ text: String) -> String {
        switch Actor(text: text) {
        case .operator: "服务器上的操作者"
        case .worker: "系统"
        case .holder(let role, let name, let person):
            AccessWording.role(role) + " " + name + (person.map { "（\($0)）" } ?? "")
        case nil: text
        }
    }

    /// `下架 17`; an unknown text as it is.
    package static func subject(_ text: String) -> String {
        guard let colon = text.firstIndex(of: ":"), let noun = nouns[String(text[..<colon])] else { return text }
        return noun + " " + text[text.index(after: colon)...]
    }

    private static let nouns: [String: String] = [
        "account": "账号", "alert": "告警", "bulk": "批量办理", "conclusion": "判定", "crawler": "采集来源",
        "criteria": "实施细则", "evidence": "证据", "import": "导入", "job": "后台任务", "laboratory": "承检机构",
        "listing": "商品", "notice": "问题告知书", "product": "产品", "proof": "日志校验", "pull": "采集",
        "referral": "提醒或线索", "report": "检验报告", "run": "采样批次", "sample": "样品", "storage": "存储",
        "takedown": "下架", "task": "采样任务", "token": "接口密钥", "upload": "上传",
    ]

    /// A test requires a name for every kind.
    private static let names: [EventKind: String] = [
        .alertRaised: "发出告警", .alertResolved: "办结告警", .jobDead: "后台任务停止", .jobRevived: "重新运行任务",
        .tokenIssued: "制作接口密钥", .tokenRevoked: "吊销接口密钥", .storageRemoved: "按期限删除",
        .proofRequested: "要求校验日志", .proofFinished: "校验日志完毕",
        .accountCreated: "建立账号", .accountReset: "重置密码", .accountDisabled: "停用", .accountEnabled: "启用",
        .accountPasswordChanged: "更改密码", .accountSecondFactorSet: "开通两步验证",
        .accountRecoveryCodeUsed: "使用恢复码", .accountSignedIn: "登录", .accountSignInRefused: "登录被拒",
        .accountSessionEnded: "登录结束",
        .pageUnreadable: "页面无法读取", .pagesClosed: "采集页面存毕", .pullCertified: "核定采集完整性",
        .pullCompleted: "采集完成", .pullHeld: "暂停标记", .pullIncomplete: "采集缺页", .pullOpened: "开始采集",
        .pullRematched: "重新归类", .pullReleased: "恢复标记", .pullRequested: "要求采集", .pullScreened: "标记完毕",
        .queryEnded: "查询到末页",
        .quarantineReplayed: "重读未能读取的记录", .supervisionImported: "导入监管数据", .twinsFound: "查找同款",
        .flagReviewed: "研判标记", .bulkRequested: "要求批量办理", .bulkFinished: "批量办理完毕",
        .runOpened: "冻结抽样框", .runDrawn: "抽签", .taskCancelled: "取消购买任务", .purchaseRecorded: "登记购买",
        .purchaseEvidenceAdded: "补充购买证据", .custodyRecorded: "登记开箱、封样或寄出",
        .evidenceKept: "保存证据", .evidenceOrphanSetAside: "移出无记录的证据文件", .evidenceUploadBegun: "开始上传证据",
        .evidenceUploadCancelled: "取消上传证据", .evidenceUploadExpired: "上传证据逾期", .evidenceUploadRefused: "证据被拒收",
        .laboratorySet: "更改机构设置", .scopeSet: "登记检测能力", .scopeWaived: "不核对检测能力",
        .scopeEnforced: "恢复核对检测能力", .sampleReceived: "承检机构收到样品", .sampleDuplicated: "登记盲样平行样",
        .uploadReceived: "收到上传", .uploadRead: "读取上传", .uploadReplayed: "重读上传", .uploadApproved: "复核同意",
        .uploadRejected: "复核退回", .rowCorrected: "更正单元格", .rowsDismissed: "关闭数据行", .rowsSuperseded: "数据行被取代",
        .reportFiled: "接收检验报告", .reportCorrected: "更正检验报告", .reportWithdrawn: "撤回检验报告",
        .reportAwaitsEvidence: "报告等待证据", .reportReleased: "报告证据齐全", .reportJudged: "判定检验报告",
        .criteriaConfirmationBegun: "开始核实数值", .criteriaConfirmed: "核实数值", .criteriaConfirmationDropped: "核实未写入",
        .conclusionRouted: "按判定结果处置", .noticeServed: "送达问题告知书", .noticeWithdrawn: "撤回问题告知书",
        .referralWithdrawn: "撤回提醒或线索", .takedownConfirmed: "确认下架", .takedownListed: "下发下架",
        .takedownWithdrawn: "撤回下架", .receiptFiled: "平台提交回执", .linkRechecked: "查看链接",
    ]
}
