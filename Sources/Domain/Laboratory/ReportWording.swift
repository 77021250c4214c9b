/// The Chinese texts of the screening report.
package enum ReportWording {
    package static let program = "工业产品质量评价性抽查（风险速筛）"
    package static let title = "检验报告"
    package static let number = "报告编号"
    package static let label = "样品标签"
    package static let product = "产品名称"
    package static let edition = "实施细则版本"
    package static let standards = "判定依据"
    package static let authority = "委托单位"
    package static let laboratory = "承检机构"
    package static let seller = "销售单位"
    package static let region = "属地\n（区划代码）"
    package static let laboratoryAddress = "机构地址"
    package static let accreditation = "资质编号"
    package static let mark = "资质标志\n（粘贴或盖章处）"
    package static let acrossPages = "骑缝章"
    package static let listing = "平台及商品编号"
    package static let specification = "商品名称\n（规格型号）"
    package static let paid = "购样价格"
    package static let purchasedOn = "购样日期"
    package static let labelledOn = "封样送检日期"
    package static let testedOn = "检验日期"
    package static let producedOn = "生产日期"
    package static let receivedAt = "报告接收时间"
    package static let judgedAt = "判定时间"
    package static let declared = "产品明示"
    package static let sampling = "抽样方式"
    package static let samplingWay = "以消费者名义“无感”采样（买样），无备样"
    package static let conclusion = "检验结论"
    package static let remark = "备　注"
    package static let seal = "检验机构（盖章）"
    package static let signedOn = "签发日期：　　　　年　　月　　日"

    /// The names of the persons who approved, checked and tested, each with space for a signature.
    package static func signatures(_ report: ScreeningReport) -> [String] {
        let persons: [ReportParticular] = [.approvedBy, .checkedBy, .testedBy]
        return persons.map { $0.column.rawValue + "：" + (report.particulars[$0] ?? "") }
    }
    package static let results = "检验项目及结果"
    package static let notJudged = "未能判定的项目"
    package static let unknownItems = "实施细则未列、未作判定的项目"
    package static let evidence = "证据清单"
    package static let notes = "说　明"
    package static let trace = "溯源信息"
    package static let ruleFile = "实施细则文件"
    package static let ruleHash = "实施细则哈希\n（SHA-256）"
    package static let inputHash = "判定输入哈希\n（SHA-256）"
    package static let inputHashWithheld = "由监管部门留存备查"
    package static let none = "无"
    package static let missing = "—"
    package static let end = "（以下空白）"
    package static let notAMeasure = "（未报告）"
    package static let pictureUnreadable = "图像无法显示"
    package static let notAPicture = "非图像文件"
    package static let continued = "（续）"

    package static let columns = (
        ordinal: "序号", item: "检验项目", standard: "标准及条款", method: "检验方法", requirement: "技术要求",
        measured: "实测值", unit: "单位", verdict: "单项判定"
    )
    package static let evidenceColumns = (picture: "缩略图", particulars: "材料", hash: "SHA-256")

    package static func page(_ page: Int, of pages: Int) -> String {
        "第\(page)页　共\(pages)页"
    }

    package static func copy(for audience: ScreeningReport.Audience) -> String {
        switch audience {
        case .officer: "监管部门留存件"
        case .laboratory: "承检机构留存件"
        case .enterprise: "告知企业副本"
        }
    }

    package static func version(_ report: ScreeningReport) -> String {
        let reason = report.correctionReason.map { "，更正原因：" + $0 } ?? ""
        return "第\(report.version)版" + reason
    }

    package static func withdrawn(_ withdrawal: ScreeningReportFacts.History.Withdrawal) -> String {
        "本报告已于\(withdrawal.on.chineseText)撤回，不再有效。撤回原因：\(withdrawal.reason)"
    }

    package static func uncertainty(_ text: String) -> String {
        "（U=\(text)，95%）"
    }

    package static func superseded(by version: Int) -> String {
        "本报告已被第\(version)版取代，不再有效"
    }

    package static func listing(_ key: ListingKey) -> String {
        platform(key.platform) + "　" + key.item
    }

    /// The platform's usual name; its code if it is not a well-known platform.
    package static func platform(_ code: String) -> String {
        [
            "taobao": "淘宝", "tmall": "天猫", "jd": "京东", "pdd": "拼多多", "douyin": "抖音", "kuaishou": "快手",
            "xiaohongshu": "小红书", "ali1688": "1688",
        ][code] ?? code
    }

    /// The two boxes of the form (annex table). The box of the class is filled.
    package static func boxes(_ hazard: HazardClass) -> String {
        "结果为：" + HazardClass.allCases.map { ($0 == hazard ? "■" : "□") + $0.wording }.joined(separator: "　")
    }

    package static func specimens(_ count: Int) -> String {
        "（共\(count)件样品不符合）"
    }

    package static func more(_ count: Int) -> String {
        "另有\(count)项不符合，详见检验项目及结果。"
    }

    package static func standards(_ standards: [String]) -> String {
        guard !standards.isEmpty else { return missing }
        let shown = standards.prefix(12).joined(separator: "；")
        return standards.count > 12 ? shown + "等\(standards.count)项（详见检验项目及结果）" : shown
    }

    package static func specimen(_ number: Int) -> String {
        "（样品\(number)）"
    }

    package static func detectionLimit(_ text: String) -> String {
        "（检出限\(text)）"
    }

    package static func outcome(_ item: ScreeningReport.Item) -> String {
        JudgementWording.outcome(item.verdict, item.reason)
    }

    package static func explanation(_ sentence: String) -> String {
        "判定说明：" + sentence
    }

    package static func evidence(_ piece: ReportEvidence) -> String {
        let kind =
            switch piece.kind {
            case .purchase: "购样取证"
            case .laboratory: "检验取证"
            }
        let name = piece.name.map { "：" + $0 } ?? ""
        return "\(kind)\(name)\n\(piece.mediaType)\n\(piece.bytes)字节\n\(piece.arrivedAt.clockText())（北京时间）存证"
    }

    package static func withheld(_ count: Int) -> String {
        "另有购样取证材料\(count)件，涉及购样人信息，由监管部门留存，不随本副本提供。"
    }
}
