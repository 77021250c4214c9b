internal import Mustache

/// A state as every page shows it: colour, sign and word. No page writes such a word itself. Partial `tag`.
///
/// The style sheet has the colour and the sign of each style.
enum StateTag: Hashable, Sendable {
    enum Style: String, CaseIterable, Sendable {
        /// Harm, an error, or overdue.
        case bad
        /// To be noted, no harm yet.
        case warn
        /// A person must act.
        case wait
        /// Done or under way, not proven.
        case run
        /// A good result that was verified.
        case ok
        /// Ended.
        case end
        /// Cannot be concluded.
        case open
    }

    // Flags.
    case flagWaiting, flagSampled, flagWatched, flagIgnored
    // Pulls, and their records that could not be read.
    case pullRunning, pullComplete, pullUnproven, pullShort, pullGap, pullChanged, pullRefused, pullPaused
    case recordWaiting, recordRead, recordUnreadable
    case alertOpen, alertResolved
    // Sampling runs.
    case runDraft, runAwaitsSeed, runBuying, runDone, runPaused, runStopped
    // Purchase tasks.
    case taskOpen, taskOrdered, taskShipped, taskArrived, taskUnpacked, taskSealed, taskSent, taskDelivered
    case taskPriceChanged, taskUnavailable, taskRefused, taskCancelled
    // Reports.
    case reportReading, reportFiled, reportHeld, reportForReview, reportRejected, reportLacksEvidence
    case reportDuplicate, reportCorrected, reportWithdrawn, reportClosed, reportAwaited
    // Whether the scope of a laboratory is checked.
    case scopeMissing, scopeRecorded, scopeWaived
    // Judgements and hazards.
    case meets, fails, cannotJudge, notJudged, judging
    case hazardGeneral, hazardSerious
    // Notices.
    case noticeUnserved, noticeServed, noticeDeclined, noticeUndeliverable, noticeWithdrawn
    // Reminders and leads.
    case referralSent, referralAccepted, referralReturned, referralVisited, referralAnswered, referralRemedied
    case referralCriminal, referralClosed, referralWithdrawn, referralWithoutPlace
    // Takedowns: our decision, what the platform answers, and what the link shows.
    case takedownProposed, takedownConfirmed, takedownListed, takedownWithdrawn, takedownReplaced
    case receiptWaiting, receiptRemoved, receiptNotFound, receiptRefused
    case receiptPostponed(day: String)
    case linkGone, linkStillThere, linkAgain, linkUnknown
    // Evidence.
    case evidenceWhole, evidenceUploading, evidenceWaiting, evidenceMissing, evidenceChanged, evidenceUnknown
    // Enterprises.
    case riskLow, riskHigh, riskOpen, riskDisputed
    // Jobs.
    case jobQueued, jobRunning, jobRetrying, jobDone, jobDead, jobPaused
    // Criteria.
    case editionInForce, editionTrial, editionUnverified, editionEnded
    case editionFrom(day: String)
    // Accounts and tokens.
    case valid, awaitsFirstSignIn, expired, disabled, revoked
    case ends(days: Int)
    // Everything with a time limit.
    case overdue(days: Int)

    var style: Style {
        parts.style
    }

    var word: String {
        parts.word
    }
}

extension StateTag: MustacheParent {
    func child(named name: String) -> Any? {
        switch name {
        case "style": style.rawValue
        case "word": word
        default: nil
        }
    }
}

extension StateTag {
    /// One switch, so that the compiler requires a word for every state.
    private var parts: (style: Style, word: String) {
        switch self {
        case .flagWaiting: (.wait, "待研判")
        case .flagSampled: (.run, "已列入采样")
        case .flagWatched: (.run, "持续关注")
        case .flagIgnored: (.end, "已忽略")
        case .pullRunning: (.run, "进行中")
        case .pullComplete: (.ok, "完整")
        case .pullUnproven: (.warn, "末页未证实")
        case .pullShort: (.warn, "记录不足")
        case .pullGap: (.bad, "缺数据")
        case .pullChanged: (.bad, "与上次不符")
        case .pullRefused: (.bad, "凭证被拒")
        case .pullPaused: (.end, "已暂停")
        case .recordWaiting: (.wait, "待处理")
        case .recordRead: (.ok, "已恢复")
        case .recordUnreadable: (.bad, "仍不可读")
        case .alertOpen: (.wait, "待处理")
        case .alertResolved: (.end, "已办结")
        case .runDraft: (.end, "草拟")
        case .runAwaitsSeed: (.wait, "等待种子")
        case .runBuying: (.run, "采购中")
        case .runDone: (.ok, "已完成")
        case .runPaused: (.warn, "已暂停")
        case .runStopped: (.bad, "未能继续")
        case .taskOpen: (.wait, "待购买")
        case .taskOrdered: (.run, "已下单")
        case .taskShipped: (.run, "已发货")
        case .taskArrived: (.run, "已收货")
        case .taskUnpacked: (.run, "已开箱")
        case .taskSealed: (.run, "已封样")
        case .taskSent: (.run, "已寄出")
        case .taskDelivered: (.ok, "已到机构")
        case .taskPriceChanged: (.warn, "价格待定")
        case .taskUnavailable: (.end, "买不到")
        case .taskRefused: (.end, "店铺拒绝")
        case .taskCancelled: (.end, "已取消")
        case .reportReading: (.run, "读取中")
        case .reportFiled: (.ok, "已接收")
        case .reportHeld: (.bad, "待修改")
        case .reportForReview: (.wait, "待复核")
        case .reportRejected: (.bad, "复核退回")
        case .reportLacksEvidence: (.warn, "缺证据")
        case .reportDuplicate: (.end, "重复")
        case .reportCorrected: (.end, "已更正")
        case .reportWithdrawn: (.end, "已撤回")
        case .reportClosed: (.end, "已关闭")
        case .reportAwaited: (.wait, "待报告")
        case .scopeMissing: (.wait, "待登记")
        case .scopeRecorded: (.run, "已登记")
        case .scopeWaived: (.warn, "不核对")
        case .judging: (.run, "判定中")
        case .meets: (.ok, "符合")
        case .fails: (.bad, "不符合")
        case .cannotJudge: (.open, "无法判定")
        case .notJudged: (.end, "不作判定")
        case .hazardGeneral: (.warn, "一般风险隐患")
        case .hazardSerious: (.bad, "严重风险隐患")
        case .noticeUnserved: (.wait, "待送达")
        case .noticeServed: (.ok, "已送达")
        case .noticeDeclined: (.warn, "拒收")
        case .noticeUndeliverable: (.bad, "无法送达")
        case .noticeWithdrawn: (.end, "已撤回")
        case .referralSent: (.run, "已移交")
        case .referralAccepted: (.run, "已受理")
        case .referralReturned: (.warn, "已退回")
        case .referralVisited: (.run, "现场核查")
        case .referralAnswered: (.run, "已反馈")
        case .referralRemedied: (.ok, "已整改")
        case .referralCriminal: (.bad, "涉刑移送")
        case .referralClosed: (.end, "已办结")
        case .referralWithdrawn: (.end, "已撤回")
        case .referralWithoutPlace: (.open, "属地不明")
        case .takedownProposed: (.wait, "待确认")
        case .takedownConfirmed: (.run, "已确认")
        case .takedownListed: (.run, "已下发")
        case .takedownWithdrawn: (.end, "已撤回")
        case .takedownReplaced: (.end, "已被取代")
        case .receiptWaiting: (.wait, "待回执")
        case .receiptRemoved: (.run, "已下架")
        case .receiptNotFound: (.run, "未找到")
        case .receiptRefused: (.warn, "拒绝下架")
        case .receiptPostponed(let day): (.wait, "延期至 " + day)
        case .linkGone: (.ok, "确已消失")
        case .linkStillThere: (.bad, "仍可访问")
        case .linkAgain: (.bad, "再次出现")
        case .linkUnknown: (.open, "未能查看")
        case .evidenceWhole: (.ok, "完好")
        case .evidenceUploading: (.run, "上传中")
        case .evidenceWaiting: (.wait, "待补传")
        case .evidenceMissing: (.bad, "缺失")
        case .evidenceChanged: (.bad, "被改动")
        case .evidenceUnknown: (.warn, "无记录")
        case .riskLow: (.ok, "低风险")
        case .riskHigh: (.bad, "高风险")
        case .riskOpen: (.open, "待定")
        case .riskDisputed: (.warn, "异议中")
        case .jobQueued: (.run, "排队中")
        case .jobRunning: (.run, "运行中")
        case .jobRetrying: (.warn, "重试中")
        case .jobDone: (.ok, "已完成")
        case .jobDead: (.bad, "已停止")
        case .jobPaused: (.end, "已暂停")
        case .editionInForce: (.ok, "现行")
        case .editionTrial: (.open, "试算")
        case .editionUnverified: (.warn, "含未核实数值")
        case .editionEnded: (.end, "已失效")
        case .editionFrom(let day): (.run, day + " 起施行")
        case .valid: (.ok, "有效")
        case .awaitsFirstSignIn: (.wait, "待首次登录")
        case .ends(let days): (.warn, "\(days) 天后到期")
        case .expired: (.bad, "已过期")
        case .disabled: (.end, "已停用")
        case .revoked: (.end, "已吊销")
        case .overdue(let days): (.bad, "逾期 \(days) 天")
        }
    }
}
