/// Why there is no usable answer. The case decides whether to try again, and who must act.
package enum FetchError: Error, Hashable, Sendable, CustomStringConvertible {
    /// No answer, a broken one, or HTTP 5xx: another try may help.
    case transient(String)
    /// HTTP 429, or 503 with `Retry-After`: another try may help after that number of seconds.
    case throttled(retryAfterSeconds: Int64?)
    /// HTTP 401 or 403, or a token that is not granted.
    case credentials(String)
    /// Any other HTTP status, an answer over the size limit, a next page at another host: the crawler file does not fit
    /// the platform.
    case contract(String)
    /// The request could not be made: a missing credential, a URL that is none, a certificate that does not hold.
    case ours(String)
    case cancelled

    /// Who can do something about an error.
    package enum Audience: Hashable, Sendable {
        /// The operator, who sets the credentials, the environment and the network.
        case `operator`
        /// The author of the crawler file.
        case ruleAuthor
        /// Nobody: the error passes, or was intended.
        case nobody
    }

    package var isWorthRetrying: Bool {
        switch self {
        case .transient, .throttled: true
        case .credentials, .contract, .ours, .cancelled: false
        }
    }

    /// Who must act. An error that concerns nobody is still counted as a gap, and gaps are reported to the operator.
    package var audience: Audience {
        switch self {
        case .credentials, .ours: .operator
        case .contract: .ruleAuthor
        case .transient, .throttled, .cancelled: .nobody
        }
    }

    /// For the tables and errors that officers read, by the kind of error. The detail of HTTP or libcurl stays as it is.
    package var sentence: String {
        switch self {
        case .transient(let why): "平台没有可用的应答（\(why)），稍后重试"
        case .throttled(let seconds): "平台要求降低请求频率" + (seconds.map { "，请等待\($0)秒" } ?? "")
        case .credentials(let why): "平台拒绝了密钥（\(why)）"
        case .contract(let why): "平台的应答与抓取器文件不符（\(why)）"
        case .ours(let why): "请求无法发出（\(why)）"
        case .cancelled: "已取消"
        }
    }

    /// For logs; holds no parameter, no header and no secret.
    package var description: String {
        switch self {
        case .transient(let why): "no usable answer: \(why)"
        case .throttled(let seconds): "asked to slow down" + (seconds.map { ", wait \($0) s" } ?? "")
        case .credentials(let why): "the platform refuses the credentials: \(why)"
        case .contract(let why): "the answer is not what the crawler file expects: \(why)"
        case .ours(let why): why
        case .cancelled: "cancelled"
        }
    }
}
