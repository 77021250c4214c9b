extension RecordFault.Code {
    /// The reason in Chinese, for the tables that officers read.
    package var name: String {
        switch self {
        case .notAnObject: "记录不是对象"
        case .missingField: "缺少字段"
        case .invalidText: "文字不是有效的 UTF-8"
        case .implausibleText: "文字是乱码或另一种编码，请平台按UTF-8重新导出"
        case .controlCharacter: "含有控制字符"
        case .wrongType: "字段类型不符"
        case .unreadablePrice: "价格无法读取"
        case .priceNotPositive: "价格不是正数"
        case .priceTooHigh: "价格过高"
        case .otherPrice: "不是展示价"
        case .binaryRemainder: "价格带有二进制尾数"
        case .priceNotValid: "价格不在有效期内"
        case .tooLong: "文字过长"
        case .empty: "字段为空"
        case .conflictingRepeat: "与同一商品的另一条记录不一致"
        case .wrongColumnCount: "列数不符"
        case .repeatedField: "字段重复"
        case .wrongCurrency: "币种不符"
        case .missingCurrency: "未写明币种"
        case .spoiltItem: "商品编号被电子表格改动"
        case .unlikelyItem: "不是商品编号"
        case .itemPattern: "商品编号形式不符"
        case .unreadableTime: "时间无法读取"
        case .unreadableRecord: "记录无法读取"
        case .unreadablePage: "页面无法读取"
        }
    }

    /// What to do, in Chinese; nil if only the platform can correct the record.
    package var advice: String? {
        switch self {
        case .missingField: "数据中没有这一字段；如果字段另有名称，请在 fields 中改写路径，或在列表中增加一条路径"
        case .wrongType: "路径指向列表或对象；请写到其中的值，如 skus.price。多个规格的价格用 {path: …, over: all} 读为区间"
        case .unreadablePrice:
            "请核对 price 的路径和 unit（yuan、fen、minor）；“面议”、“1.2万”、按斤计价等不是可比较的价格，保持隔离"
        case .priceTooHigh: "请核对 price 的 unit：以分为单位的价格应写 unit: fen"
        case .otherPrice: "请把 price 映射到商品的展示价；券后价、到手价映射到 priceAfterCoupon；会员价、活动价、定金等不作映射"
        case .binaryRemainder: "这是二进制小数的尾数；请映射以分为单位的字段（unit: fen），或请提供方按两位小数输出为文字"
        case .priceNotValid: "请在 price 的 from 中，把不限期的价格（如 g:price）写在有期限的价格之后"
        case .wrongCurrency: "只比较人民币价格；外币商品保持隔离"
        case .missingCurrency: "请核对 currency 的路径；数据确实不写币种而店铺以人民币计价时，写 currency: {default: CNY}"
        case .spoiltItem:
            "编号已经改变，无法复原；请从平台重新导出，不要双击打开：在表格软件中用“数据→从文本/CSV”导入，把编号列设为“文本”，"
                + "再另存；或直接使用平台导出的原文件"
        case .unlikelyItem: "请核对 item 的路径；没有编号的记录无法跟踪，保持隔离"
        case .itemPattern: "请核对 item 的路径；如果平台使用这种编号，请在 item 的 pattern 中增加这种形式"
        case .tooLong: "请核对路径是否指向这一字段"
        case .repeatedField: "同一名称出现两次，无法确定取哪一个；请向数据提供方反映"
        case .wrongColumnCount: "请核对 separator 和引号；如果分隔符出现在文字中，文字应加引号"
        case .invalidText: "请核对 format 中的 encoding（UTF-8、GB18030、Big5、UTF-16）"
        case .implausibleText: "这条记录的文字与文件的编码不同，或在导出前已经损坏；请向数据提供方索取编码一致的文件"
        case .notAnObject: "请核对 format 中 records 的路径"
        case .priceNotPositive, .empty, .controlCharacter, .conflictingRepeat, .unreadableTime, .unreadableRecord,
            .unreadablePage:
            nil
        }
    }
}

extension RecordFault {
    /// The fault in Chinese, with the value as received: `价格无法读取：“面议”`.
    package var sentence: String {
        value.map { "\(code.name)：“\($0)”" } ?? code.name
    }
}

extension UnreadValues.Reason {
    /// The reason in Chinese.
    package var name: String {
        switch self {
        case .sales(.form): "不是已知的销量写法"
        case .sales(.otherCount): "不是本商品的销量（评价、收藏、店铺等）"
        case .sales(.notExact): "没有确定的上下限（近、约）"
        case .sales(.window(let window)): "文字写明的期间是\(window.name)，与抓取器的 window 不同"
        case .validity: "价格有效期无法读取，该价格未采用"
        case .time: "时间无法读取"
        }
    }

    /// What to write in the crawler file, in Chinese.
    package var advice: String {
        switch self {
        case .sales(.form): "请核对 sales 的路径；不能确定的销量按未知处理"
        case .sales(.otherCount): "请把 sales 映射到本商品的销量；没有这样的字段时不写 sales"
        case .sales(.notExact): "不能确定的销量按未知处理；有准确数字的字段时请映射该字段"
        case .sales(.window(let window)): "请把 sales 的 window 改为 \(window.key)，或映射另一个字段"
        case .validity: "有效期应为 ISO 8601 的“开始/结束”，如 2026-11-01T00:00+08:00/2026-11-11T23:59+08:00"
        case .time: "请核对 changedAt 的 format 和 zone"
        }
    }
}

extension SalesFigure.Window {
    /// `累计`, `近30天`.
    package var name: String {
        switch self {
        case .cumulative: "累计"
        case .days(let days): "近\(days)天"
        }
    }

    /// As a crawler file writes it: `cumulative`, `30d`.
    package var key: String {
        switch self {
        case .cumulative: "cumulative"
        case .days(let days): "\(days)d"
        }
    }
}
