/// One HTTP request, ready to be sent.
package struct FetchRequest: Hashable, Sendable {
    package let method: String
    package let url: String
    /// `Name: value` lines.
    package let headers: [String]
    package let body: [UInt8]?
    package let timeoutSeconds: Int
    /// A larger answer is broken off.
    package let maximumBytes: Int

    package init(
        method: String, url: String, headers: [String] = [], body: [UInt8]? = nil, timeoutSeconds: Int = 20,
        maximumBytes: Int = 16 << 20
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.timeoutSeconds = timeoutSeconds
        self.maximumBytes = maximumBytes
    }

    /// The URL without its parameters, which hold credentials: what a message may say.
    var place: String {
        String(url.prefix { $0 != "?" })
    }
}

/// The answer to a request.
package struct FetchResponse: Hashable, Sendable {
    package let status: Int
    /// Names in lower case; the last of equal names counts.
    package let headers: [String: String]
    package let body: [UInt8]
}

/// Why there is no usable answer. The class decides whether to try again and whom to tell.
package enum FetchError: Error, Hashable, Sendable, CustomStringConvertible {
    /// No answer, a broken one, or HTTP 5xx: worth another try.
    case transient(String)
    /// HTTP 429: worth another try, not before so many seconds have passed.
    case throttled(retryAfterSeconds: Int64?)
    /// HTTP 401 or 403: the operator must look at the credentials.
    case credentials(String)
    /// Any other HTTP status, or an answer over the size limit: the crawler file does not fit the platform.
    case contract(String)
    /// The request could not be made: a missing credential, a URL that is none.
    case ours(String)
    case cancelled

    package var isWorthRetrying: Bool {
        switch self {
        case .transient, .throttled: true
        case .credentials, .contract, .ours, .cancelled: false
        }
    }

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
