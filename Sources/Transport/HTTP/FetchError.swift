/// Why there is no usable answer. The case determines whether to try again and who can act.
package enum FetchError: Error, Hashable, Sendable, CustomStringConvertible {
    /// No answer, an incomplete one, or HTTP 5xx. Retried.
    case transient(String)
    /// HTTP 429, 503 with `Retry-After`, or an error of the platform with this meaning. Retried after that number of
    /// seconds. `why` is the platform's own error; empty if it gives none.
    case throttled(retryAfterSeconds: Int64?, why: String = "")
    /// HTTP 401 or 403, an error of the platform with this meaning, or no token was issued.
    case credentials(String)
    /// The platform reports that what was requested no longer exists.
    case gone(String)
    /// Any other HTTP status, an answer over the size limit, a next page at another host: the crawler file does not
    /// match the platform.
    case contract(String)
    /// The request could not be sent: a missing credential, an invalid URL, an invalid certificate.
    case ours(String)
    case cancelled

    /// Who can act on an error.
    package enum Audience: Hashable, Sendable {
        /// The operator: sets credentials, environment and network.
        case `operator`
        /// The author of the crawler file.
        case ruleAuthor
        /// Nobody needs to act: the error is temporary, or was requested.
        case nobody
    }

    package var isRetryable: Bool {
        switch self {
        case .transient, .throttled: true
        case .credentials, .gone, .contract, .ours, .cancelled: false
        }
    }

    /// Who can act on this error. An error that nobody can act on still leaves a gap, which is reported to the
    /// operator.
    package var audience: Audience {
        switch self {
        case .credentials, .ours: .operator
        case .contract, .gone: .ruleAuthor
        case .transient, .throttled, .cancelled: .nobody
        }
    }

    /// The text for tables and errors that officers read, by the kind of error. Details from HTTP or libcurl are not
    /// translated.
    package var sentence: String {
        switch self {
        case .transient(let why): "平台没有可用的应答（\(why)），稍后重试"
        case .throttled(let seconds, let why):
            "平台要求降低请求频率" + (seconds.map { "，请等待\($0)秒" } ?? "") + (why.isEmpty ? "" : "（\(why)）")
        case .credentials(let why): "平台拒绝了密钥（\(why)）"
        case .gone(let why): "平台称所查询的内容已不存在（\(why)）；请在抓取器文件的 queries 中删去或更换这一项"
        case .contract(let why): "平台的应答与抓取器文件不符（\(why)）"
        case .ours(let why): "请求无法发出（\(why)）"
        case .cancelled: "已取消"
        }
    }

    /// The text for logs. It contains no parameter, no header and no secret.
    package var description: String {
        switch self {
        case .transient(let why): "no usable answer: \(why)"
        case .throttled(let seconds, let why):
            "asked to slow down" + (seconds.map { ", wait \($0) s" } ?? "") + (why.isEmpty ? "" : ": " + why)
        case .credentials(let why): "the platform refuses the credentials: \(why)"
        case .gone(let why): "the platform reports that this no longer exists: \(why)"
        case .contract(let why): "the answer is not what the crawler file expects: \(why)"
        case .ours(let why): why
        case .cancelled: "cancelled"
        }
    }
}
