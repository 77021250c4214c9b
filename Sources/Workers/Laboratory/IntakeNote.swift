internal import Domain
internal import Store

/// What a laboratory reads beside its file in a watched folder: what became of it, and every row that was not taken.
enum IntakeNote {
    /// So many rows are named; the rest is counted.
    private static let mostRows = 10_000

    static func text(_ intake: IntakeSummary, store: Store) async throws -> String {
        let upload = intake.upload
        var lines = [
            "上传编号\(upload.id)，共\(upload.rows)行：已接收\(upload.taken)，待放行\(upload.waiting)，"
                + "重复\(upload.duplicates)，隔离\(upload.quarantined)，已关闭\(upload.dismissed)"
        ]
        lines += intake.remarks.map { $0.place + "：" + $0.sentence }
        if upload.review == .pending { lines.append("等待本机构复核人复核") }
        let rows = try await store.intakeRows(.init(upload: upload.id, state: .quarantined), limit: mostRows, most: 0)
        for row in rows {
            lines.append(
                "\(row.place) 隔离编号\(row.id) [\(row.code ?? "")] \(row.field.map { "“\($0)”：" } ?? "")\(row.detail ?? "")"
            )
        }
        if upload.quarantined > rows.count { lines.append("另有\(upload.quarantined - rows.count)行未列出") }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Of a file that cannot be read as a whole.
    static func refusal(_ reason: String) -> String {
        "未能接收，未保存任何内容；修改后将自动重新读取\n" + reason + "\n"
    }

    /// Of one whose reading was broken off: parts of it may have been kept.
    static func failure(_ reason: String) -> String {
        "未能接收完毕；将自动重新读取，已保存的行不会重复\n" + reason + "\n"
    }
}
