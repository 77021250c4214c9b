internal import Domain
package import Transport

extension FeedClient {
    /// Why a page was not received, with the bytes that arrived, if any.
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

        /// The wait that the platform requested, if any.
        package var retryAfterSeconds: Int64? {
            if case .fetch(.throttled(let seconds, _)) = cause { seconds } else { nil }
        }

        /// The party that can act on it. A page that cannot be read, or an error within HTTP 200, concerns the crawler
        /// file.
        package var audience: FetchError.Audience {
            switch cause {
            case .fetch(let error): error.audience
            // The transfer failed, not the mapping.
            case .page(.incomplete(.compressed)): .nobody
            case .page: .ruleAuthor
            }
        }

        /// The reason, for the log and the quarantine. It contains no secret.
        package var message: String {
            let text =
                switch cause {
                case .fetch(let error): error.description
                case .page(let fault): fault.message
                }
            return text.withoutControlCharacters
        }

        /// What happened, for the tables and errors that officers read.
        package var sentence: String {
            let text =
                switch cause {
                case .fetch(let error): error.sentence
                case .page(let fault): fault.sentence
                }
            return text.withoutControlCharacters
        }

        /// The error for the retry policy. A page that was incomplete or refused may be complete the next time.
        var asFetchError: FetchError {
            switch cause {
            case .fetch(let error): error
            case .page(let fault): .transient(fault.message)
            }
        }
    }
}
