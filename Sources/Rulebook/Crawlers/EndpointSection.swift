internal import Domain

/// An `endpoint` of a crawler file: for the feed, for its tokens, or for the links that are checked again.
enum EndpointSection {
    static func read(_ value: Value) -> Endpoint? {
        guard let mapping = value.mapping else { return nil }
        let url = mapping.optional("url")
        let environment = mapping.optional("environment")
        mapping.finish()
        if url == nil, environment == nil { value.report("write url, environment, or both") }
        if let url, let text = url.text, let mistake = mistake(in: text) { url.report(mistake) }
        return Endpoint(url: url?.text, environment: environment?.variable)
    }

    private static func mistake(in text: String) -> String? {
        guard let scheme = ["https://", "http://"].first(where: text.hasPrefix), isWellFormed(text, scheme) else {
            return "expected a URL that starts with https:// or http:// and names a host"
        }
        if text.contains("?") || text.contains("#") { return "write what follows the “?” under parameters" }
        if authority(text).contains("@") { return "a URL here holds no user name and no password; use authorization" }
        return nil
    }

    private static func isWellFormed(_ text: String, _ scheme: String) -> Bool {
        let rest = text.dropFirst(scheme.count)
        return rest.first.map { $0 != "/" } ?? false && rest.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
    }

    private static func authority(_ url: String) -> Substring {
        url.split(separator: "://", maxSplits: 1).last?.prefix { $0 != "/" } ?? ""
    }

    /// Whether others could read credentials sent to this URL: it is `http://` and not on this machine.
    static func isOpenToReaders(_ endpoint: Endpoint) -> Bool {
        guard let url = endpoint.url, url.hasPrefix("http://") else { return false }
        let host = authority(url)
        return !["127.0.0.1", "localhost", "[::1]"].contains { host == $0 || host.hasPrefix($0 + ":") }
    }
}
