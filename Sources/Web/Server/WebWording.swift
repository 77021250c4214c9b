/// The Chinese texts of problem documents and pages.
enum WebWording {
    static let unauthenticatedTitle = "未认证"
    static let unauthenticated = "请在 Authorization 头中提供有效的 Bearer 令牌"
    static let forbiddenTitle = "无权限"
    static let forbidden = "该令牌的角色不能访问此接口"
    static let overseerOnly = "只有本级（安装所属区域）的监管人员可以办理，其他监管人员只能查看"
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
    static let busyTitle = "读取繁忙"
    static let busy = "正在读取的文件过多，请在几秒后原样重新上传；本次未保存任何内容"
    static let unavailableTitle = "暂时无法存储"
    static let unavailable = "存储暂不可用，请稍后原样重试；已保存的内容不会重复"
    static let accessTitle = "暂时不能核对身份"
    static let access = "服务器不能核对密码或验证码：密钥文件缺失或不能使用，或内存不足"
    static let internalTitle = "内部错误"
    static let internalError = "服务内部错误，请将请求编号告知运维人员"
    static let badRequestTitle = "请求有误"
    static let badRequest = "请求的格式有误"
    static let conflictTitle = "状态冲突"
    static let uploadTitle = "上传内容有误"
    static let refusedTitle = "报告未被接收"
    static let mediaType =
        "Content-Type 须为 application/json、text/csv 或 application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
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
    static let label = "after 须为样品标签"
    static let day = "receivedOn 须为日期，例如 2026-11-10"
    static let futureDay = "receivedOn 不得晚于今天"
    static let scopeKind = "kind 须为 item 或 standard"
    static let scopeName = "name 须为1至200字节，不得含控制字符"
    static let scopeDay = "须为日期，例如 2026-11-10"
    static let scopeSpan = "until 不得早于 from"
    static let uploadName = "name 最多200字节，不得含控制字符"
    static let decision = "decision 须为 approve 或 reject"
    static let flagDecision = "decision 须为 buy、watch、ignore 或 undo"

    /// Where the rows of a refused report are kept.
    static func kept(upload: Int64, rows: Int) -> String {
        "；该报告已整份暂扣，共\(rows)行（上传编号\(upload)）"
    }

    static let missingKey = "缺少该字段"

    static let evidenceTitle = "证据未被接收"
    static let uploadLength = "Upload-Length 须为大于0的整数（字节），且须在新建上传时给出"
    static let uploadOffset = "Upload-Offset 须为不小于0的整数（字节）"
    static let uploadMetadata = "Upload-Metadata 须为以逗号分隔的“名称 Base64值”，每个名称一次"
    static let sha256 = "sha256 须为64位小写十六进制"
    static let evidenceKind = "kind 须为 photo、video、instrument 或 document"
    static let fileName = "filename 须为1至200字节的文件名，不含路径和控制字符"
    static let tusVersion = "须带 Tus-Resumable: 1.0.0"
    static let partType = "Content-Type 须为 application/offset+octet-stream"
    static let partTooSlow = "该部分未在15分钟内传完，已到达的内容已保存，请以 HEAD 查询进度后续传"
    static let brokenPart = "连接中断，已到达的内容已保存，请以 HEAD 查询进度后续传"
    static let noSpaceTitle = "存储空间不足"
    static let rangeTitle = "范围无效"
    static let range = "所请求的范围超出文件长度"
    static let evidenceDamaged = "所存证据与记录不符，请将请求编号告知运维人员"

    static func unknownKey(_ known: [String]) -> String {
        "未知的字段，可用的字段为" + known.joined(separator: "、")
    }

    static let future = "actedAt 不得晚于当前时间"

    static func upload(_ count: Int) -> String {
        "共发现\(count)处问题，未保存任何内容，请修改后重新上传"
    }
}
