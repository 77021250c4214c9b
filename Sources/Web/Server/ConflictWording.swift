/// What a request met that the present state does not allow, in Chinese. The store says it in English, to the operator and
/// the log; each of its reasons that a request can meet is known here by the words that no other reason has.
enum ConflictWording {
    private static let sentences = [
        ("is not waiting for a reviewer", "该上传不在等待复核"),
        ("is not read to its end", "该上传尚未读取完毕，请先重新上传同一文件"),
        ("names no person", "本机构实行双人复核，请使用写明本人的令牌"),
        ("only a reviewer of", "本机构实行双人复核，只有复核人可以进行该操作"),
        ("cannot withdraw it", "上传或改正该报告的人不能撤回该报告，请由另一名复核人撤回"),
        ("four eyes", "上传或改正该文件的人不能复核该文件"),
        ("not held", "该行未被暂扣"),
        ("of the sample is held", "该样品另有报告被暂扣，处理前不得判定为符合"),
        ("a receipt is not overwritten", "该样品已登记另一收样日期，收样记录不得覆盖"),
        // The day of the purchase is not for laboratories.
        ("cannot have been received on", "该样品不可能在该日期已收到"),
        ("not proposed", "该下架建议已处理，不再等待决定"),
        ("has not been judged yet", "该报告尚未判定，请稍后再试"),
        ("several laboratories have a report", "多家机构有该编号的报告，请改用样品标签"),
        ("went to the same laboratory", "两件样品送往同一机构；盲样比对须送往两家机构"),
        ("are of different products", "两件样品不是同一种产品"),
    ]

    static func sentence(of reason: String) -> String {
        let known = sentences.first { reason.contains($0.0) }?.1
        return known ?? "该操作与当前状态冲突，未作任何更改；请查询其当前状态后再试"
    }
}
