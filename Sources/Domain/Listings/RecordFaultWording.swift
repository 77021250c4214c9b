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
        case .tooLong: "文字过长"
        case .empty: "字段为空"
        case .conflictingRepeat: "与同一商品的另一条记录不一致"
        case .wrongColumnCount: "列数不符"
        case .repeatedField: "字段重复"
        case .wrongCurrency: "币种不符"
        case .unreadableTime: "时间无法读取"
        case .unreadableRecord: "记录无法读取"
        case .unreadablePage: "页面无法读取"
        }
    }
}
