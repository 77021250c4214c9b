/// Why there is no usable answer. The class decides whether to try again and whom to tell.
package enum FetchError: Error, Hashable, Sendable, CustomStringConvertible {
    /// No answer, a broken one, or HTTP 5xx: worth another try.
    case transient(String)
    /// HTTP 429, or 503 with a time to come back at: worth another try, not before so many seconds have passed.
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
        /// Whoever runs this program: sets the credentials, the environment, the network.
        case `operator`
        /// Whoever wrote the crawler file.
        case ruleAuthor
        /// No one needs to: it passes, or was wanted.
        case nobody
    }

    package var isWorthRetrying: Bool {
        switch self {
        case .transient, .throttled: true
        case .credentials, .contract, .ours, .cancelled: false
        }
    }

    /// Who is to be told. What is told to nobody may still be counted: a feed that never gets better is a gap, and a
    /// gap is told to the operator by whoever counts them.
    package var audience: Audience {
        switch self {
        case .credentials, .ours: .operator
        case .contract: .ruleAuthor
        case .transient, .throttled, .cancelled: .nobody
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
