internal import Domain
internal import Files

/// The form of an exported list. The raw values are the endings of the files.
package enum ExportFormat: String, CaseIterable, Sendable {
    case csv, xlsx

    package var mediaType: String {
        switch self {
        case .csv: "text/csv; charset=utf-8"
        case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        }
    }
}

/// A file for a person.
package struct ExportFile: Sendable {
    package let name: String
    package let mediaType: String
    package let bytes: [UInt8]
}

/// The rows of a list that are written to a file. A file has at most `most` rows; if there are more, the name and the
/// first line of the file state it.
struct ExportTable: Sendable {
    /// A spreadsheet with more rows opens slowly in an office, and nobody reads it.
    static let most = 50_000

    /// The beginning of the file's name, and the name of the sheet: `标记`.
    let title: String
    let heads: [String]
    /// The width of each column in characters.
    let widths: [Double]
    let rows: [[String]]
    /// The number of rows that match; more than `rows` if the file is cut.
    let total: Int

    var isCut: Bool {
        total > rows.count
    }

    /// `标记-2026-11-20-共1284条.csv`, `标记-2026-11-20-仅前50000条-共61234条.csv`.
    func name(on day: CalendarDay, _ format: ExportFormat) -> String {
        title + "-" + day.text + "-" + (isCut ? "仅前\(rows.count)条-" : "") + "共\(total)条." + format.rawValue
    }

    /// The first line of a file that is cut.
    var notice: String {
        "本文件仅含前 \(rows.count.grouped) 条，符合条件的共 \(total.grouped) 条；请缩小条件后分次导出"
    }

    /// The file. It computes for seconds; do not call it on a cooperative thread.
    func file(_ format: ExportFormat, at now: Timestamp) throws -> ExportFile {
        let bytes =
            switch format {
            case .csv: csv
            case .xlsx: try workbook(at: now)
            }
        return ExportFile(name: name(on: now.day(), format), mediaType: format.mediaType, bytes: bytes)
    }

    private var csv: [UInt8] {
        // Without this mark, Excel reads the file in the character set of the system.
        var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]
        if isCut { CSVText.append([notice], to: &bytes) }
        for cells in [heads] + rows { CSVText.append(cells.map(Self.harmless), to: &bytes) }
        return bytes
    }

    /// A text that a spreadsheet does not take for a formula. Titles and shop names come from sellers.
    private static func harmless(_ text: String) -> String {
        guard let first = text.utf8.first else { return text }
        return "=+-@\t\r".utf8.contains(first) ? "'" + text : text
    }

    private func workbook(at now: Timestamp) throws -> [UInt8] {
        let notices = isCut ? [[WorkbookPlan.Cell(notice, .title)]] : []
        let sheet = WorkbookPlan.Sheet(
            name: title, widths: widths,
            rows: notices + [heads.map { WorkbookPlan.Cell($0, .header) }]
                + rows.map { $0.map { WorkbookPlan.Cell(String($0.prefix(Self.longestCell)), .open) } },
            frozenRows: notices.count + 1)
        return try WorkbookWriter.bytes(of: WorkbookPlan(title: title, created: now, sheets: [sheet]))
    }

    /// A cell of a workbook has at most 32,767 UTF-16 units. No text of a feed reaches that.
    private static let longestCell = 16_000
}
