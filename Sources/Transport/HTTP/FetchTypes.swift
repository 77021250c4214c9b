package import Domain

/// One HTTP request, ready to be sent.
package struct FetchRequest: Hashable, Sendable {
    package let method: String
    package let url: String
    /// `Name: value` lines.
    package let headers: [String]
    package let body: [UInt8]?
    package let timeouts: Timeouts
    /// Maximum size of the answer, as it arrives and after each decompression.
    package let maximumBytes: Int

    package init(
        method: String, url: String, headers: [String] = [], body: [UInt8]? = nil, timeouts: Timeouts = Timeouts(),
        maximumBytes: Int = 16 << 20
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.timeouts = timeouts
        self.maximumBytes = maximumBytes
    }

    /// The URL without parameters and user, which may contain credentials: the form for messages.
    package var place: String {
        Self.place(of: url)
    }

    /// The form of `url` for messages.
    package static func place(of url: String) -> String {
        let bare = url.prefix { $0 != "?" && $0 != "#" }
        let parts = bare.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count >= 3, parts[1].isEmpty, let at = parts[2].lastIndex(of: "@") else { return String(bare) }
        let host = parts[2][parts[2].index(after: at)...]
        return ([parts[0], parts[1], host] + parts.dropFirst(3)).joined(separator: "/")
    }
}

/// What shows that a body is complete.
package enum BodyEnd: Hashable, Sendable {
    /// The stated length, the last chunk, the end of an HTTP/2 stream, or the end of the compressed bytes.
    case proved
    /// The connection closed. The end can only be shown by the content.
    case connectionClosed
    /// The compressed bytes end early or are damaged. The body is what arrived.
    case broken(DecompressionFault)
}

/// The answer to a request.
package struct FetchResponse: Hashable, Sendable {
    package let status: Int
    /// The values by name in lower case. If a name repeats, the last value counts; the values of lists are joined by
    /// commas.
    package let headers: [String: String]
    /// Without the encodings that `Content-Encoding` names.
    package private(set) var body: [UInt8]
    package let end: BodyEnd

    /// Moves the body out, so that the caller can change it without a copy.
    package mutating func takeBody() -> [UInt8] {
        var taken: [UInt8] = []
        swap(&taken, &body)
        return taken
    }

    package init(status: Int, headers: [String: String], body: [UInt8], end: BodyEnd = .proved) {
        self.status = status
        self.headers = headers
        self.body = body
        self.end = end
    }
}
