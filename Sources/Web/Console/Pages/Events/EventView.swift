internal import Domain
internal import Foundation

/// Makes the page of one event.
struct EventView: Sendable {
    let event: ChainedEvent
    /// The number of the last event.
    let last: Int64
    let principal: Principal

    var page: RecordPage {
        var page = RecordPage(crumb: PageLink(EventPages.path, "事件日志"), sub: "第 \(event.sequence.grouped) 行")
        page.tags = [event.hash == event.expectedHash ? .evidenceWhole : .evidenceChanged]
        if event.sequence > 1 { page.actions.append(PageLink(EventPages.path(event.sequence - 1), "上一条")) }
        if event.sequence < last { page.actions.append(PageLink(EventPages.path(event.sequence + 1), "下一条")) }
        page.facts = facts
        page.sections = [particulars, chain]
        return page
    }

    private var facts: [Fact] {
        var (sameActor, sameSubject) = (EventQuery(), EventQuery())
        sameActor.actor = event.actor
        sameSubject.subject = event.subject
        let subject = EventWording.subject(event.subject)
        return [
            Fact("时间", event.at.clockText() + "（北京时间）"), Fact("操作者", EventWording.actor(event.actor)),
            Fact("对象", subject, href: Self.link(to: event.subject, for: principal)),
            Fact("此操作者", "全部事件", href: EventPages.links.list(sameActor)),
            Fact("此对象", "全部事件", href: EventPages.links.list(sameSubject)),
        ]
    }

    private var particulars: RecordPage.Section {
        guard principal.may(.readEventDetails) else {
            return RecordPage.Section(heading: "内容", notes: ["您的账号看不到事件的内容。"])
        }
        guard let details = try? JSONDecoder().decode([String: String].self, from: Data(event.detailsJSON.utf8)) else {
            return RecordPage.Section(heading: "内容", notes: ["内容不是程序写入的形式：", event.detailsJSON])
        }
        let filled = details.filter { !$0.value.isEmpty }.sorted { $0.key < $1.key }
        guard !filled.isEmpty else { return RecordPage.Section(heading: "内容", notes: ["没有内容。"]) }
        return RecordPage.Section(
            heading: "内容", facts: filled.map { Fact(EventParticulars.name($0.key), $0.value) })
    }

    private var chain: RecordPage.Section {
        RecordPage.Section(
            heading: "校验",
            notes: ["校验值由本行内容和前一行的校验值算出。改动任何一行，以后各行都不再相符。"],
            facts: [
                Fact("前一行校验值", event.previousHash), Fact("校验值", event.hash),
                Fact("存储的名称", event.kind + "　" + event.actor + "　" + event.subject),
            ])
    }

    /// The page of the thing, if this person may open it.
    private static func link(to subject: String, for principal: Principal) -> String? {
        let parts = subject.split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return nil }
        let id = Int64(parts[1])
        return switch parts[0] {
        case "takedown" where principal.may(.readCases): id.map { TakedownPages.path($0) }
        case "notice" where principal.may(.readCases): id.map { NoticePages.document($0) }
        case "sample" where principal.may(.readReports): id.map(SamplePages.path)
        case "listing" where principal.may(.readListings): id.map { ListingPages.path($0) }
        case "criteria" where principal.may(.readCriteria): CriteriaPages.path(parts[1])
        case "proof": ProofPages.path
        default: nil
        }
    }
}

/// The Chinese words of the particulars of events. A name without a word is shown as it is stored.
enum EventParticulars {
    static func name(_ stored: String) -> String {
        words[stored] ?? stored
    }

    private static let words: [String: String] = [
        "action": "操作", "address": "网络地址", "attempts": "次数", "basis": "依据", "begun": "开始的事件", "budgetFen": "预算（分）",
        "bulk": "批量办理", "bytes": "字节", "case": "情形", "changed": "已更改", "check": "检查", "commitment": "承诺",
        "confirmedBy": "核实人", "confirmedOn": "核实日期", "contactPerson": "联系人", "contactPhone": "联系电话",
        "content": "内容校验值", "crawler": "采集来源", "decision": "决定", "detail": "详情", "dismissed": "已关闭",
        "drawn": "已抽取", "duty": "职责", "edition": "版本", "editions": "版本", "error": "错误", "events": "有效事件",
        "evidence": "证据", "expected": "条数", "failed": "未更改", "fault": "原因", "file": "文件", "fourEyes": "双人复核",
        "hash": "校验值", "hashAfter": "改后校验值", "hashBefore": "改前校验值", "hazard": "隐患", "head": "末行校验值",
        "ignored": "已忽略", "input": "输入校验值", "interrupted": "是否中断", "item": "项目", "key": "键", "kind": "种类",
        "label": "标签", "laboratory": "承检机构", "leftOut": "未列入", "legalBasis": "法律依据", "listings": "商品数",
        "message": "说明", "missing": "缺少", "name": "名称", "note": "备注", "number": "编号", "on": "日期", "order": "订单",
        "organisation": "单位", "outcome": "结果", "page": "页面", "pages": "页数", "paidFen": "实付（分）", "person": "人员",
        "platform": "平台", "proof": "凭证", "quarantined": "未能读取", "query": "条件", "reason": "理由", "region": "区域",
        "report": "报告", "requirementAfter": "新要求", "requirementBefore": "原要求", "review": "复核", "role": "角色",
        "row": "行", "rows": "行数", "rule": "规则", "seed": "种子", "sequence": "序号", "session": "登录", "sessions": "登录数",
        "sourceAfter": "新来源", "sourceBefore": "原来源", "subject": "对象", "through": "校验到", "title": "标题",
        "unchanged": "未变", "verdict": "判定", "version": "版本", "with": "与",
    ]
}
