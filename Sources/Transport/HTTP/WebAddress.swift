internal import CCurl

/// Scheme, host and port of a request. Credentials are sent to one origin only.
package struct Origin: Hashable, Sendable {
    package let scheme: String
    package let host: String
    package let port: String
}

/// The parts of an `http` or `https` URL. libcurl parses it, as it does for the connection, so both use the same host.
package struct WebAddress: Hashable, Sendable {
    package let text: String
    package let origin: Origin
    /// Begins with a slash; percent-encoding is not decoded.
    package let path: String

    /// Nil unless `text` is an absolute `http` or `https` URL.
    package init?(_ text: String) {
        self.init(text, relativeTo: nil)
    }

    /// `reference`, which may be relative to `base` (RFC 3986, section 5). Nil if the reference has a user: a page must
    /// not supply credentials.
    package init?(_ reference: String, relativeTo base: WebAddress?) {
        guard !reference.isEmpty, let handle = curl_url() else { return nil }
        defer { curl_url_cleanup(handle) }
        if let base, curl_url_set(handle, CURLUPART_URL, base.text, 0) != CURLUE_OK { return nil }
        let user = Self.part(handle, CURLUPART_USER)
        guard curl_url_set(handle, CURLUPART_URL, reference, 0) == CURLUE_OK else { return nil }
        _ = curl_url_set(handle, CURLUPART_FRAGMENT, nil, 0)
        if base != nil, let given = Self.part(handle, CURLUPART_USER), given != user { return nil }
        let port = Self.part(handle, CURLUPART_PORT, UInt32(CURLU_DEFAULT_PORT))
        guard let scheme = Self.part(handle, CURLUPART_SCHEME)?.lowercased(), scheme == "http" || scheme == "https",
            let host = Self.part(handle, CURLUPART_HOST)?.lowercased(), !host.isEmpty, let port,
            let path = Self.part(handle, CURLUPART_PATH), let text = Self.part(handle, CURLUPART_URL)
        else { return nil }
        self.text = text
        self.path = path
        origin = Origin(scheme: scheme, host: host, port: port)
    }

    private static func part(_ handle: OpaquePointer, _ part: CURLUPart, _ flags: UInt32 = 0) -> String? {
        var text: UnsafeMutablePointer<CChar>?
        guard curl_url_get(handle, part, &text, flags) == CURLUE_OK, let text else { return nil }
        defer { curl_free(text) }
        return String(cString: text)
    }
}
