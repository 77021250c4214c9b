/// The Chinese of the API's problem documents and of its pages.
enum WebWording {
    static let unauthenticatedTitle = "未认证"
    static let unauthenticated = "请在 Authorization 头中提供有效的 Bearer 令牌"
    static let forbiddenTitle = "无权限"
    static let forbidden = "该令牌的角色不能访问此接口"
    static let notFoundTitle = "不存在"
    static let notFound = "没有该资源，或该资源不属于本令牌"
    static let tooLargeTitle = "内容过大"
    static let tooLarge = "请求内容超过大小限制，请拆分后重新上传"
    static let tooSlowTitle = "请求超时"
    static let tooSlow = "请求内容未在60秒内到达，请重试"
    static let brokenBody = "请求内容未完整到达，请重新发送"
    static let controlCharacter = "含有控制字符"
    static let tooManyTitle = "请求过多"
    static let tooMany = "请求过于频繁，请在60秒后重试"
    static let unavailableTitle = "暂时无法存储"
    static let unavailable = "存储暂不可用，请稍后原样重试；已保存的内容不会重复"
    static let internalTitle = "内部错误"
    static let internalError = "服务内部错误，请将请求编号告知运维人员"
    static let badRequestTitle = "请求有误"
    static let badRequest = "请求的格式有误"
    static let conflictTitle = "状态冲突"
    static let uploadTitle = "上传内容有误"
    static let refusedTitle = "报告未被接收"
    static let mediaType = "Content-Type 须为 application/json 或 text/csv"
    static let body = "请求内容不是所要求的JSON对象"
    static let limit = "limit 须为1至1000的整数"
    static let number = "须为不小于0的整数"
    static let sequence = "sequence 须为大于0的整数"
    static let outcome = "outcome 须为 removed、not-found 或 refused"
    static let actedAt = "actedAt 须为带时区的时间，例如 2026-11-12T10:00:00+08:00"
    static let note = "note 最多500字"
    static let reason = "reason 须为1至500字"
    static let state = "state 须为 proposed、confirmed、listed 或 withdrawn"

    static let audience = "for 须为 officer、laboratory 或 enterprise"
    static let format = "format 须为 html 或 pdf"
    static let version = "version 须为大于0的整数"
    static let notAcceptableTitle = "没有所要求的格式"
    static let notAcceptable = "本文档只有 text/html 和 application/pdf 两种格式，请修改 Accept 头或使用 ?format=html、?format=pdf"

    static let missingKey = "缺少该字段"

    static func unknownKey(_ known: [String]) -> String {
        "未知的字段，可用的字段为" + known.joined(separator: "、")
    }

    static let future = "actedAt 不得晚于当前时间"

    static func conflict(_ why: String) -> String {
        "该操作与当前状态冲突（" + why + "）"
    }

    static func upload(_ count: Int) -> String {
        "共发现\(count)处问题，未保存任何内容，请修改后重新上传"
    }
}
