package import Domain

/// The rows and sentences about storage that the command and the page share.
package enum StorageText {
    /// `2026-11-30测得：数据库 1.2 GB（其中空闲 12.0 MB），预写日志 8.0 MB，证据 40.1 GB`
    package static func measured(_ report: StorageReport) -> String {
        guard let measure = report.measure else {
            return "尚未测量；serve 和 work 每天测量一次，sushai storage 当场测量"
        }
        let sizes = [
            measure.databaseBytes, measure.parts[.free] ?? 0, measure.logBytes, measure.evidenceBytes,
        ].map(StorageWording.size)
        return "\(measure.day.text) 测得：数据库 \(sizes[0])（其中空闲 \(sizes[1])），预写日志 \(sizes[2])，证据 \(sizes[3])"
    }

    /// Over which days the growth was measured, or why it is not known.
    package static func growth(_ report: StorageReport) -> String {
        guard let forecast = report.forecast else {
            return "未知：至少需要两天的测量值（每天自动测量一次）"
        }
        return "按 \(forecast.from.text) 至 \(forecast.until.text) 的变化推算"
    }

    /// Place, per day, per year, free space of the disk, and when that is full.
    package static func growthRows(_ report: StorageReport) -> [[String]] {
        let forecast = report.forecast
        func size(_ bytes: Int64?) -> String {
            bytes.map(StorageWording.size) ?? StorageWording.unknown
        }
        return [
            [
                "数据库", size(forecast?.databaseBytesPerDay), size(forecast?.databaseBytesPerYear),
                size(report.databaseDisk?.freeBytes), StorageWording.full(report.databaseDiskFull),
            ],
            [
                "证据", size(forecast?.evidenceBytesPerDay), size(forecast?.evidenceBytesPerYear),
                report.areOnOneDisk ? "同一磁盘" : size(report.evidenceDisk?.freeBytes),
                StorageWording.full(report.evidenceDiskFull),
            ],
        ]
    }

    /// What is kept how long.
    package static func retentionRows(_ rules: RetentionRules) -> [[String]] {
        RetentionKind.allCases.map { [StorageWording.name($0), StorageWording.period($0, rules)] }
            + [["其余全部内容", "永久保存"]]
    }
}
