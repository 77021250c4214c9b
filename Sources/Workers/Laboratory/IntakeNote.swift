internal import Domain
internal import Store

/// The text of the result file next to a file in a watched folder: its counts, and each row with a fault.
enum IntakeNote {
    /// The maximum number of listed rows.
    private static let mostRows = 10_000

    static func text(_ intake: IntakeSummary, store: Store) async throws -> String {
        let upload = intake.upload
        var lines = [
            "上传编号\(upload.id)，共\(upload.rows)行：已接收\(upload.taken)，待复核\(upload.waiting)，"
                + "重复\(upload.duplicates)，暂扣\(upload.held)，已关闭\(upload.dismissed)"
        ]
        lines += upload.remarks.map(UploadRemarkWording.line)
        if upload.review == .pending { lines.append("等待本机构复核人复核") }
        let rows = try await store.intakeRows(
            .init(upload: upload.id, state: .held, faulty: true), limit: mostRows, most: 0)
        for row in rows {
            lines.append(
                "\(row.place) 行编号\(row.id) [\(row.code ?? "")] \(row.field.map { "“\($0)”：" } ?? "")\(row.detail ?? "")"
            )
        }
        if rows.count == mostRows { lines.append("其余有问题的行未列出") }
        if upload.held > 0 { lines.append("有问题的报告整份暂扣，改正后整份接收；请更正上列各行，或改正后重新上传") }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The note for a file that cannot be read as a whole.
    static func refusal(_ reason: String) -> String {
        "未能接收，未保存任何内容；修改后将自动重新读取\n" + reason + "\n"
    }

    /// The note for a file whose import was interrupted. Some of its reports may be filed.
    static func failure(_ reason: String) -> String {
        "未能接收完毕；将自动重新读取，已保存的行不会重复\n" + reason + "\n"
    }
}
