/// The Chinese texts of notices and of decisions on takedowns.
package enum DispositionWording {
    static let basisMissing = "须写明下架的法律依据，例如《中华人民共和国电子商务法》第二十九条"
    static let basisTooLong = "法律依据不得超过500个字"
    static let basisUnclear = "法律依据须写明法律名称（用《》）和条款（第…条）"

    /// The name of the authority on a notice if none is configured.
    package static let defaultAuthority = "浙江省市场监督管理局"

    /// The reason for which the consequences of a result are withdrawn.
    package static let corrected = "检测结果已更正"

    package static func withdrawn(_ reason: String) -> String {
        "检测报告已撤回：" + reason
    }

    static func notice(_ notice: ProblemNotice) -> String {
        let boxes = HazardClass.allCases.map { ($0 == notice.hazard ? "☑" : "□") + $0.wording }.joined(separator: "/")
        let problems = notice.problems.enumerated().map { "  \($0.offset + 1). \($0.element)" }
        return """
            工业产品质量评价性抽查（风险速筛）问题告知书
            编号：\(notice.number)

            \(notice.enterprise)：
            \(notice.year)年\(notice.authority)委托\(notice.laboratory)开展\(notice.productName)产品的产品质量评价性抽查（风险速筛）\
            工作，检验产品涉及你单位□生产/☑销售的\(notice.productName)（\(notice.specification)）产品所检项目\
            \(JudgementWording.fails)，结果为（\(boxes)）。现将有关产品质量问题告知你单位（详见背面）。
            \(notice.contact.text(as: "联系人"))

            附：1.检验报告 \(notice.reportNumber)

            \(notice.issuedOn.chineseText)

            抄送：\(notice.bureau)。
            注：该通知书一式二份，一份给通知单位，一份下达单位留存，须有送达回证。

            （背面）
            机构名称（盖章）：\(notice.laboratory)
            \(notice.laboratoryContact.text(as: "机构联系人"))
            浙江省工业产品质量评价性抽查（风险速筛）发现问题：
            \(problems.joined(separator: "\n"))
            """
    }
}
