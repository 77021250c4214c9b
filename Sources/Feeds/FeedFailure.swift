internal import Domain
package import Transport

extension FeedClient {
    /// A page that came to nothing, with the bytes that came instead, if any.
    package struct Failure: Error, Sendable {
        package enum Cause: Hashable, Sendable {
            case fetch(FetchError)
            case page(PageFault)
        }

        package let cause: Cause
        package let bytes: [UInt8]

        package init(cause: Cause, bytes: [UInt8] = []) {
            self.cause = cause
            self.bytes = bytes
        }

        /// The wait that the platform asked for, where it asked for one.
        package var retryAfterSeconds: Int64? {
            if case .fetch(.throttled(let seconds)) = cause { seconds } else { nil }
        }

        /// Who is to be told. A page that cannot be read, or is an error within HTTP 200, concerns the crawler file.
        package var audience: FetchError.Audience {
            switch cause {
            case .fetch(let error): error.audience
            case .page: .ruleAuthor
            }
        }

        /// What happened, for the log and the quarantine.
        package var message: String {
            let text =
                switch cause {
                case .fetch(let error): error.description
                case .page(.unreadable(let why)): "the page cannot be read: \(why)"
                case .page(.refused(let why)): "the platform answered with an error: \(why)"
                }
            return text.withoutControlCharacters
        }

        /// How the retry policy sees it: a page cut off or refused may well be whole the next time.
        var asFetchError: FetchError {
            switch cause {
            case .fetch(let error): error
            case .page(.unreadable(let why)), .page(.refused(let why)): .transient(why)
            }
        }
    }
}
