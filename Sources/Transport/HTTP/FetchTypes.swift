package import Domain

/// One HTTP request, ready to be sent.
package struct FetchRequest: Hashable, Sendable {
    package let method: String
    package let url: String
    /// `Name: value` lines.
    package let headers: [String]
    package let body: [UInt8]?
    package let timeouts: Timeouts
    /// A larger answer, counted after decompression, is broken off.
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

    /// The URL without its parameters and its user, which hold credentials: what a message may say.
    package var place: String {
        Self.place(of: url)
    }

    /// What a message may say of `url`.
    package static func place(of url: String) -> String {
        let bare = url.prefix { $0 != "?" && $0 != "#" }
        let parts = bare.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count >= 3, parts[1].isEmpty, let at = parts[2].lastIndex(of: "@") else { return String(bare) }
        let host = parts[2][parts[2].index(after: at)...]
        return ([parts[0], parts[1], host] + parts.dropFirst(3)).joined(separator: "/")
    }
}

/// The answer to a request.
package struct FetchResponse: Hashable, Sendable {
    package let status: Int
    /// Names in lower case; the last of equal names counts, save that equal `Link` headers are joined by commas.
    package let headers: [String: String]
    package private(set) var body: [UInt8]

    /// Gives the body away, so that its new owner may change it without copying it.
    package mutating func takeBody() -> [UInt8] {
        var taken: [UInt8] = []
        swap(&taken, &body)
        return taken
    }

    package init(status: Int, headers: [String: String], body: [UInt8]) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}
