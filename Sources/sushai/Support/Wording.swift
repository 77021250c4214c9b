internal import Domain
internal import Store
internal import Terminal
internal import Web

/// The headings of the tables and the words of the program, in Chinese, for officers, buyers and laboratories.
enum Wording {
    static let crawler = Table.Column("crawler", "抓取器")
    static let platform = Table.Column("platform", "平台")
    static let item = Table.Column("item", "商品编号", widest: 24)
    static let title = Table.Column("title", "标题", widest: 30)
    static let product = Table.Column("product", "产品")
    static let price = Table.Column("price", "价格")
    static let label = Table.Column("label", "样品标签")
    static let region = Table.Column("region", "属地")
    static let state = Table.Column("state", "状态")
    static let hazard = Table.Column("hazard", "隐患")
    static let verdict = Table.Column("verdict", "结论")
    static let reason = Table.Column("reason", "理由", widest: 90)
    static let error = Table.Column("error", "原因", widest: 90)

    static func rematched(pull: Int64, listings: Int) -> String {
        "拉取\(pull)：\(listings)个链接归入产品，重新标记"
    }

    /// - Parameter pull: nil for a file.
    static func priceRanges(_ count: Int, pull: Int64? = nil) -> String {
        (pull.map { "拉取\($0)：" } ?? "") + "\(count)个链接的价格为区间、未计入统计"
    }

    /// Nil if no item occurs twice.
    static func repeats(_ repeats: Repeats) -> String? {
        guard repeats.copies > 0 || repeats.contradicted > 0 else { return nil }
        let contradicted =
            repeats.contradicted > 0
            ? "，其中\(repeats.contradicted)个商品前后标题、价格或销量不一致，未作比价" : ""
        let examples = repeats.examples.isEmpty ? "" : "（如\(repeats.examples.joined(separator: "、"))）"
        return "有\(repeats.copies)条记录重复已有商品\(examples)，每个商品只计一次\(contradicted)"
    }

    static func reportWritten(_ number: String, version: Int, to path: String) -> String {
        "\(number)（第\(version)版）：已写入 \(path)"
    }

    static func receipt(_ outcome: ReceiptOutcome) -> String {
        switch outcome {
        case .removed: "已下架"
        case .notFound: "未找到"
        case .refused: "拒绝"
        }
    }

    static func recheck(_ outcome: RecheckOutcome) -> String {
        switch outcome {
        case .gone: "确已消失"
        case .stillThere: "仍可访问"
        case .unknown: "未知"
        }
    }

    static func evidence(_ condition: EvidenceCondition) -> String {
        switch condition {
        case .whole: "完好"
        case .missing: "缺失"
        case .changed: "被改动"
        case .orphaned: "无记录"
        case .stray: "来历不明"
        }
    }

    static func evidence(_ use: EvidenceUse) -> String {
        switch use {
        case .sample(let label, let laboratory): "样品\(label)（\(laboratory)）"
        case .purchase(let task, let order): "购买任务\(task)（订单\(order)）"
        case .notice(let number): "\(number)送达回证"
        }
    }

    static func verified(files: Int64, bytes: Int64) -> String {
        "证据完好\(files)件，共\(bytes)字节"
    }

    static func takedown(_ state: TakedownState) -> String {
        switch state {
        case .proposed: "待确认"
        case .confirmed: "已确认"
        case .listed: "已下发"
        case .withdrawn: "已撤回"
        }
    }
}
