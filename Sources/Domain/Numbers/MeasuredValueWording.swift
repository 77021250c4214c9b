/// The sentence about a result that cannot be read: the fault, and what the laboratory must write instead.
package enum MeasuredValueWording {
    /// - Parameter name: what the text is: `结果`, `检出限`.
    package static func sentence(_ value: UnreadableValue, of name: String = "结果") -> String {
        "\(name)“\(shortened(value.text))”" + explanation(value.reason)
    }

    /// A cell may contain a very long text, so a sentence quotes only its beginning.
    private static func shortened(_ text: String) -> String {
        let text = text.withoutControlCharacters
        return text.count > 40 ? text.prefix(40) + "…" : text
    }

    private static func explanation(_ reason: UnreadableReason) -> String {
        number(reason) ?? other(reason)
    }

    private static func number(_ reason: UnreadableReason) -> String? {
        switch reason {
        case .comma: "含有逗号，无法区分小数点与千分位；小数请用“.”，千分位请去掉逗号"
        case .spaceInside: "的数字之间有空格；请连续书写一个数值"
        case .twoPoints: "有两个以上小数点；请核对后重填"
        case .barePoint: "的小数点前后缺少数字；请写成“0.5”或“5”"
        case .wrongPoint: "的小数点不是“.”；请改用“.”"
        case .unitAttached: "的数值后带有单位或其他文字；请只填数值，单位填入单位栏，低于检出限请写“<检出限”"
        case .range: "不是一个数值；请填写单一实测值，多个试样请分行填写"
        case .uncertainty: "带有“±”；请只填测得值，不确定度另行填写"
        case .approximate: "是约数；请填写实测值"
        case .looksLikeLimit: "是限值的写法，不是实测结果；请填写实测值，低于检出限请写“<检出限”"
        case .comparisonWithoutNumber: "的“<”或“>”后面没有数值；请写成“<0.01”或“>300”"
        case .trailingSign: "末尾的正负号不明；已修约的数值请写成“16.50(+)”或“16.50(-)”，负数请把负号写在前面"
        case .tooManyDigits: "的整数部分超过15位有效数字，或小数超过18位；请按方法标准规定的位数填写"
        case .otherDigits: "不是阿拉伯数字；请用0～9书写"
        default: nil
        }
    }

    private static func other(_ reason: UnreadableReason) -> String {
        switch reason {
        case .notAGrade: "不是色牢度级别；请写1～5级，半级写成“3-4”"
        case .date: "像是日期，可能是表格软件把“3-4”一类的级别改成了日期；请把单元格设为文本后重填"
        case .notReported: "表示没有结果；未检测的项目请删去该行并说明原因，未检出请写“未检出”和检出限"
        case .tickMark: "是勾叉符号；请写“合格”或“不合格”"
        case .spreadsheetError: "是表格软件的错误值；请修正公式后重填"
        case .damagedText: "含有乱码；请以UTF-8或GB18030编码重新保存文件"
        default: "不是可识别的结果；请填写数值、“<检出限”、“未检出”、级别，或“合格”“不合格”"
        }
    }
}
