/// The Chinese sentences about uploads.
enum UploadWording {
    static let missing = "缺少该项，请补充后重新上传"
    static let controlCharacter = "含有控制字符，请删除后重新上传"
    static let tooManyDeclared = "明示值过多，最多50项"
    static let tooManyColumns = "列过多，最多256列"
    static let tooManyRows = "数据行过多，最多250000行，请拆分后分次上传"
    static let noHeader = "该单元格上方没有列名，请补充列名或删除该单元格"
    static let tooLong = tooLong(LaboratoryUpload.textLimit)
    static let wholeReport = "全部"
    static let partOfReport = "部分"
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
    static let notBoolean = "应为true或false"
    static let notObject = "应为JSON对象"
    static let repeatedKey = "该字段出现了两次"
    static let specimen = "样品序号应为1至1000的整数"

    static func tooLong(_ limit: Int) -> String {
        "内容过长，最多\(limit)字节"
    }

    static func correctionScope(_ text: String) -> String {
        "“\(text.prefix(40))”不可用，应填“\(partOfReport)”，或留空（更正整份报告）"
    }

    static func notADay(_ text: String) -> String {
        "“\(text.prefix(40))”不是日期，应写作2026-11-02（年份在前；日、月在前的写法有两种含义，不接收）"
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
