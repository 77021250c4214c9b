internal import CCurl
package import Domain

extension FetchResponse {
    /// The answer if its status is 2xx and its compressed bytes are complete, and the class of the error otherwise.
    ///
    /// - Parameter now: the moment from which a date in `Retry-After` is counted.
    package func usable(at now: Timestamp) throws(FetchError) -> FetchResponse {
        switch status {
        case 206: throw .transient("HTTP 206: a part of the answer")
        case 200..<300:
            if case .broken(let fault) = end { throw .transient(fault.message) }
            return self
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

    /// `Retry-After` in seconds from `now`, written as a number or as an HTTP date in any of the three forms of RFC
    /// 9110, section 5.6.7; nil if it is missing or cannot be read.
    package func retryAfterSeconds(at now: Timestamp) -> Int64? {
        guard let text = headers["retry-after"] else { return nil }
        if let seconds = Int64(text) { return seconds }
        let date = curl_getdate(text, nil)
        return date == -1 ? nil : max(0, Int64(date) - now.milliseconds / 1000)
    }

    /// The page's validators, for a later conditional request to the same address.
    ///
    /// - Parameters:
    ///   - request: identifies the request; see `PageValidator.request`.
    ///   - now: the time of the answer if it has no `Date`.
    package func validator(of request: String, at now: Timestamp) -> PageValidator? {
        let etag = headers["etag"].flatMap { $0.isEmpty ? nil : $0 }
        let modified = headers["last-modified"].flatMap { isStrong($0, at: now) ? $0 : nil }
        return etag == nil && modified == nil
            ? nil : PageValidator(etag: etag, lastModified: modified, request: request)
    }

    /// A time with a resolution of one second says nothing about changes within that second. It counts only if the
    /// answer is a minute younger (RFC 9110, section 8.8.2.2).
    private func isStrong(_ lastModified: String, at now: Timestamp) -> Bool {
        let changed = curl_getdate(lastModified, nil)
        guard changed != -1 else { return false }
        let date = headers["date"].map { curl_getdate($0, nil) } ?? -1
        let answered = date == -1 ? Int64(now.milliseconds / 1000) : Int64(date)
        return Int64(changed) <= answered - 60
    }

    /// The target of a redirect. Redirects are not followed, because they could send credentials to another host.
    private var redirection: String {
        guard let location = headers["location"] else { return "" }
        return " to " + FetchRequest.place(of: location)
    }
}
