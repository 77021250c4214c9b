internal import Domain

/// The words of the program in Chinese.
extension Wording {
    /// `line 43：unreadable-price (price)：价格无法读取：“面议”`
    static func quarantined(_ record: QuarantinedRecord) -> String {
        let fault = record.fault
        let field = fault.field.map { " (\($0))" } ?? ""
        let reason = fault.value == nil ? "\(fault.code.name)（\(fault.detail)）" : fault.sentence
        return "\(record.place)：\(fault.code.rawValue)\(field)：\(reason)"
    }

    static func role(_ role: Role) -> String {
        AccessWording.role(role)
    }

    static func duty(_ duty: LaboratoryDuty) -> String {
        AccessWording.duty(duty)
    }

    /// How the first person gets access.
    static let firstAdministrator =
        "尚无管理员账号。请在本机运行 sushai user create --role administrator --name admin（账号名自定），"
        + "用所显示的临时密码登录，再新建其他账号"

    /// The names of the figures of `sushai status`.
    static func figure(_ name: String) -> String {
        figures[name] ?? name
    }

    private static let figures = [
        "listings": "链接", "snapshots": "链接快照", "quarantined": "隔离的记录", "flagged": "已标记的链接", "drawn": "已抽取",
        "purchased": "已购买", "results": "检测结果", "meets": "符合", "fails": "不符合", "cannotJudge": "无法判定",
        "general": "一般风险隐患", "serious": "严重风险隐患", "notices": "问题告知书", "reminders": "提醒", "leads": "案件线索",
        "takedowns": "已确认的下架", "receipts": "平台回执", "recheckedGone": "复核：确已消失",
        "recheckedStillThere": "复核：仍可访问", "rowsHeld": "暂扣的检测行", "rowsWaiting": "待处理的检测行",
        "reportsWithdrawn": "已撤回的报告", "heldPulls": "暂停标记的拉取", "alerts": "未解除的告警", "jobsWaiting": "待处理的工作",
        "jobsDead": "搁置的工作", "events": "事件",
    ]
}
