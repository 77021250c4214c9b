/// The Chinese texts about storage and retention.
package enum StorageWording {
    package static func name(_ kind: RetentionKind) -> String {
        switch kind {
        case .sightings: "各次拉取见到的链接"
        case .versions: "不再使用的旧属性"
        case .quarantine: "已读出的隔离记录的原文"
        case .jobs: "已完成的拉取和标记工作"
        }
    }

    package static func name(_ part: StoragePart) -> String {
        switch part {
        case .listings: "链接（现状）"
        case .versions: "链接属性"
        case .sightings: "各次拉取见到的链接"
        case .pulls: "拉取、页面和完整性证明"
        case .flags: "标记和快照"
        case .quarantine: "隔离区"
        case .sampling: "抽样和购买"
        case .laboratory: "检测报告和判定"
        case .cases: "告知书、线索和下架"
        case .events: "事件记录"
        case .jobs: "后台工作"
        case .other: "其他"
        case .free: "空闲页"
        }
    }

    package static func reason(_ reason: SightingRetention.Reason) -> String {
        switch reason {
        case .recent: "未到期"
        case .held: "暂停标记，等待人工处理"
        case .unscreened: "尚未标记"
        case .inWork: "有未完成的工作"
        case .incomplete: "缺页，仍可补齐"
        }
    }

    /// `120天`, `永久保存`.
    package static func period(_ kind: RetentionKind, _ rules: RetentionRules) -> String {
        switch kind {
        case .sightings: rules.sightingDays.map { "\($0)天" } ?? forever
        case .versions: rules.removesUnusedVersions ? "不再使用时删除" : forever
        case .quarantine: rules.quarantineDays.map { "读出后\($0)天" } ?? forever
        case .jobs: rules.jobDays.map { "完成后\($0)天" } ?? forever
        }
    }

    private static let forever = "永久保存"

    /// `812 B`, `12.5 MB`, `1.3 GB`: powers of 1024, one decimal, rounded to the nearest.
    package static func size(_ bytes: Int64) -> String {
        let magnitude = bytes.magnitude
        let sign = bytes < 0 ? "-" : ""
        guard magnitude >= 1024 else { return "\(sign)\(magnitude) B" }
        var unit: UInt64 = 1024
        var names = ["KB", "MB", "GB", "TB", "PB", "EB"][...]
        while names.count > 1, tenths(magnitude, of: unit) >= 10_240 {
            unit *= 1024
            names = names.dropFirst()
        }
        let tenths = tenths(magnitude, of: unit)
        return "\(sign)\(tenths / 10).\(tenths % 10) \(names[names.startIndex])"
    }

    private static func tenths(_ bytes: UInt64, of unit: UInt64) -> UInt64 {
        let (whole, rest) = bytes.quotientAndRemainder(dividingBy: unit)
        return whole * 10 + (rest * 10 + unit / 2) / unit
    }

    package static let unknown = "未知"

    package static func full(_ full: StorageForecast.Full?) -> String {
        switch full {
        case nil: unknown
        case .never: "没有增长"
        case .farAway: "一百年以后"
        case .on(let day): day.text
        }
    }
}
