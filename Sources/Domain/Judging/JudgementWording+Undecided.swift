extension JudgementWording {
    /// A conclusion with what keeps it from being more: results in quarantine.
    static func undecided(_ sentence: String, _ names: [String], hasOthers: Bool) -> String {
        let what = names + (hasOthers ? ["无法确定所属项目的结果"] : [])
        return sentence + "；隔离区中尚有未处理的结果（" + what.joined(separator: "、") + "），处理前不得判定为符合"
    }
}
