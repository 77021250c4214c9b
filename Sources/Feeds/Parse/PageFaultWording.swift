internal import Domain

extension PageFault {
    /// The fault in English, for the log and for the quarantine.
    package var message: String {
        switch self {
        case .unreadable(let why): "the page cannot be read: \(why)"
        case .refused(let why): "the platform answered with an error: \(why)"
        case .incomplete(let end): "the page is incomplete: \(end.message)"
        case .damaged(let line, let column, let why): "line \(line), column \(column): \(why)"
        case .empty: "the page is empty"
        case .webPage(let words): "the platform answered with a web page: “\(words)”"
        case .plainText(let words): "the platform answered with plain text: “\(words)”"
        case .otherFormat(let expected, let found): "the page is \(found.rawValue), not \(expected.rawValue)"
        case .noRecordList(let path, let members, let words):
            "there is no list of records at \(path); the members there are \(members.joined(separator: ", ")); "
                + "the page begins with “\(words)”"
        case .noLinkedData(let words): "the page has no <script type=\"application/ld+json\">: “\(words)”"
        case .noRecordOfType(let wanted, let found):
            "the JSON-LD has no \(wanted); its types are \(found.joined(separator: ", "))"
        case .otherEncoding(let declared, let probable):
            "the text is \(probable?.rawValue ?? "in an unknown character set"), not \(declared.rawValue)"
        case .otherSeparator(let expected, let count, let found, let foundCount):
            "the first line contains \(count) of '\(Self.name(expected))' and \(foundCount) of '\(Self.name(found))'"
        case .missingColumn(let field, let wanted, let found):
            "there is no column \(wanted.map { "“\($0)”" }.joined(separator: " or ")) for the field \(field.rawValue); "
                + "the columns are \(found.joined(separator: ", "))"
        case .repeatedColumn(let name, let line): "line \(line): the column “\(name)” occurs twice"
        }
    }

    /// What happened and what to do, for the people who read tables and errors.
    package var sentence: String {
        switch self {
        case .unreadable(let why): "页面无法读取（\(why)）"
        case .refused(let why): "平台返回错误（\(why)）"
        case .incomplete(let end): end.sentence
        case .damaged(let line, let column, _):
            "页面第\(line)行第\(column)列处内容损坏或被截断，其后的记录从哪里开始无法确定，整页未采用；请重新获取该页，仍有此错请让平台核对输出"
        case .empty: "平台返回的是空内容，没有任何数据；请稍后重试，并核对地址与凭据"
        case .webPage(let words): "平台返回的是网页：“\(words)”，不是数据；可能要求登录、验证或已限流，请核对地址与凭据"
        case .plainText(let words): "平台返回的是一段文字：“\(words)”，不是数据；请按其内容处理，并核对地址与凭据"
        case .otherFormat(let expected, let found):
            "返回内容是\(found.rawValue)，抓取器文件写的是\(expected.rawValue)；请核对地址，或更正抓取器文件中的格式"
        case .noRecordList(let path, let members, let words): Self.noList(path, members, words)
        case .noLinkedData(let words): "平台返回的网页中没有JSON-LD商品数据：“\(words)”；可能是登录页、验证页，或网站已改版"
        case .noRecordOfType(let wanted, let found):
            "网页的JSON-LD中没有\(wanted)类型的数据，\(found.isEmpty ? "也没有任何类型" : "现有类型：" + found.joined(separator: "、"))；请核对地址，或更正抓取器文件中的类型"
        case .otherEncoding(let declared, let probable):
            probable.map { "文件的编码像是\($0.rawValue)，抓取器文件写的是\(declared.rawValue)；请把抓取器文件的encoding改为\($0.rawValue)" }
                ?? "文件的编码不是抓取器文件所写的\(declared.rawValue)，也看不出是哪一种；请让平台按UTF-8重新导出"
        case .otherSeparator(let expected, let count, let found, let foundCount):
            "文件第一行有\(count)个“\(Self.name(expected))”、\(foundCount)个“\(Self.name(found))”；请把抓取器文件的separator改为\"\(Self.name(found))\""
        case .missingColumn(let field, let wanted, let found):
            "文件中没有字段\(field.rawValue)所取的列\(wanted.map { "“\($0)”" }.joined(separator: "或"))；"
                + "现有的列：\(found.joined(separator: "、"))；请更正抓取器文件中的列名，或让平台恢复该列"
        case .repeatedColumn(let name, let line):
            "第\(line)行的列名“\(name)”出现了不止一次，无法确定取哪一列；请让平台去掉重复的列"
        }
    }

    private static func noList(_ path: String, _ members: [String], _ words: String) -> String {
        let found = members.isEmpty ? "" : "，现有的成员：" + members.joined(separator: "、")
        return "返回内容中没有记录列表\(path)\(found)；内容开头：“\(words)”；可能是平台的错误回答，请核对其内容与抓取器文件中的路径"
    }

    private static func name(_ separator: UInt8) -> String {
        separator == 0x09 ? "tab" : String(decoding: [separator], as: UTF8.self)
    }
}
