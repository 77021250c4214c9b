package import Domain

/// Reads what laboratories upload.
package enum LaboratoryUpload {
    /// Results of one report as JSON.
    static let maximumResults = 10_000
    static let textLimit = 200
    static let maximumDeclared = 50

    /// A report as JSON.
    package static func report(json bytes: [UInt8]) throws(UploadFault) -> ReportSubmission {
        try ReportJSON.read(bytes)
    }

    /// The results of a report as JSON, each a row.
    ///
    /// - Throws: `UploadFault` where the file as a whole cannot be read.
    package static func rows(json bytes: [UInt8]) throws(UploadFault) -> UploadedRows {
        try ReportJSON.rows(bytes)
    }

    /// The rows of a table, at least one. Rows that cannot be read are among them, each with its reason.
    ///
    /// - Throws: `UploadFault` where the table as a whole cannot be read.
    package static func rows(of table: RowTable) throws(UploadFault) -> UploadedRows {
        try ReportTable.rows(of: table)
    }

    /// Reads a kept result of a report as JSON again.
    package static func reread(
        json bytes: [UInt8], ordinal: Int, place: String, stored: StoredRow?
    ) throws(UploadFault) -> ReadRow {
        .row(try ReportJSON.reread(bytes, ordinal: ordinal, place: place, stored: stored))
    }

    /// Reads a kept row of a table again, as a table of that row alone.
    package static func reread(
        _ table: RowTable, ordinal: Int, place: String, stored: StoredRow?
    ) throws(UploadFault) -> ReadRow {
        try ReportTable.reread(table, ordinal: ordinal, place: place, stored: stored)
    }
}

/// Fields of a report that both forms share.
struct ReportFields {
    /// More than anyone reads; a file of nothing but mistakes must not make as many sentences.
    private static let mostProblems = 1000

    private(set) var problems: [UploadFault.Problem] = []

    mutating func report(_ place: String, _ sentence: String) {
        guard problems.count < Self.mostProblems else { return }
        problems.append(.init(place: place, sentence: sentence))
    }

    /// A text that must be there. Its length is checked where it is read.
    mutating func text(_ value: String?, _ place: String) -> String {
        guard let value, !value.isEmpty else {
            report(place, UploadWording.missing)
            return ""
        }
        return value
    }

    mutating func day(_ value: String?, _ place: String) -> CalendarDay? {
        guard let value, !value.isEmpty else { return nil }
        guard let day = CalendarDay(text: value) else {
            report(place, UploadWording.notADay(value))
            return nil
        }
        return day
    }

    mutating func requiredDay(_ value: String?, _ place: String) -> CalendarDay {
        if value?.isEmpty ?? true { report(place, UploadWording.missing) }
        return day(value, place) ?? CalendarDay(daysSince1970: 0)
    }
}

/// The Chinese sentences about uploads.
enum UploadWording {
    static let missing = "缺少该项，请补充后重新上传"
    static let controlCharacter = "含有控制字符，请删除后重新上传"
    static let tooManyDeclared = "明示值过多，最多50项"
    static let tooManyColumns = "列过多，最多256列"
    static let tooManyRows = "数据行过多，最多250000行，请拆分后分次上传"
    static let noHeader = "该单元格上方没有列名，请补充列名或删除该单元格"
    static let tooLong = "内容过长，最多200字节"
    static let notText = "应为文本"
    static let notUTF8 = "不是有效的UTF-8文本，请将文件另存为UTF-8或GB18030"
    static let neitherCharacterSet = "既不是UTF-8也不是GB18030文字，请将文件另存为UTF-8或GB18030"
    static let noResults = "没有任何检测结果"
    static let tooMany = "结果过多，每份报告最多10000条"
    static let scopeKind = "应为“项目”或“标准”"
    static let scopeSpan = "起始日期晚于截止日期"
    static let emptyRow = "该行为空"
    static let severalRows = "应只有一行"
    static let oneResult = "应只有一条结果"
    static let emptyFile = "文件为空，第一行应为列名"
    static let notList = "应为列表"
    static let notObject = "应为JSON对象"
    static let repeatedKey = "该字段出现了两次"
    static let specimen = "样品序号应为1至1000的整数"

    static func notADay(_ text: String) -> String {
        "“\(text.prefix(40))”不是日期，应写作2026-11-02"
    }

    static func unknownKey(_ known: [String]) -> String {
        "未知的字段，可用的字段为" + known.joined(separator: "、")
    }

    static func missingColumn(_ name: String, found: [String]) -> String {
        "缺少列“\(name)”，文件中的列为" + found.prefix(20).map { $0.prefix(40) }.joined(separator: "、")
    }

    static func repeatedColumn(_ name: String) -> String {
        "列“\(name)”出现了两次"
    }

    static func unknownColumn(_ name: String) -> String {
        "未知的列“\(name.prefix(40))”"
    }

    static func columnCount(_ found: Int, _ expected: Int) -> String {
        "有\(found)列，列名有\(expected)个"
    }

    static func unreadable(_ why: String) -> String {
        "无法读取：" + why
    }

    static func declaredTwice(_ name: String) -> String {
        "“\(name.prefix(40))”出现了两次"
    }

    static func declared(_ text: String) -> String {
        "“\(text)”不是“名称=值”，多项之间用分号分隔"
    }
}
