package import Domain

extension FetchResponse {
    /// The answer where its status is 2xx, and the class of the error otherwise.
    ///
    /// - Parameter now: what a date in `Retry-After` is counted from.
    package func usable(at now: Timestamp) throws(FetchError) -> FetchResponse {
        switch status {
        case 200..<300: return self
        case 300..<400: throw .contract("HTTP \(status)" + redirection)
        case 429: throw .throttled(retryAfterSeconds: retryAfterSeconds(at: now))
        case 401, 403: throw .credentials("HTTP \(status)")
        case 503:
            guard let seconds = retryAfterSeconds(at: now) else { throw .transient("HTTP 503") }
            throw .throttled(retryAfterSeconds: seconds)
        case 500..<600: throw .transient("HTTP \(status)")
        default: throw .contract("HTTP \(status)")
        }
    }

    /// `Retry-After` in seconds from `now`, as a number or an HTTP date; nil where there is none that can be read.
    package func retryAfterSeconds(at now: Timestamp) -> Int64? {
        guard let text = headers["retry-after"] else { return nil }
        if let seconds = Int64(text) { return seconds }
        guard let date = HTTPDate.parse(text) else { return nil }
        return max(0, (date.milliseconds - now.milliseconds + 999) / 1000)
    }

    /// The page's validators, for a conditional request later.
    package var validator: PageValidator? {
        let etag = headers["etag"].flatMap { $0.isEmpty ? nil : $0 }
        let modified = headers["last-modified"].flatMap { $0.isEmpty ? nil : $0 }
        return etag == nil && modified == nil ? nil : PageValidator(etag: etag, lastModified: modified)
    }

    /// Where a redirect points: none is followed, because it could carry credentials to another host.
    private var redirection: String {
        guard let location = headers["location"] else { return "" }
        return " to " + FetchRequest.place(of: location)
    }
}
