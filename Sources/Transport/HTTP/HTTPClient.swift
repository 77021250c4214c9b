internal import CCurl

/// Sends requests through libcurl: HTTP/1.1 with persistent connections, or HTTP/2 if TLS negotiates it.
///
/// All transfers of a client run on one thread, which ends when no transfer is left. The reason: a machine with two
/// cores has two cooperative threads, and neither may wait for a network. TLS is verified, redirects are not followed,
/// and the variables `http_proxy`, `https_proxy`, `all_proxy` and `no_proxy` apply.
package struct HTTPClient: Sendable {
    private let loop: CurlLoop

    /// - Parameter authorities: a PEM file of the certificate authorities to trust instead of the system's.
    package init(authorities: String? = nil) {
        loop = CurlLoop(authorities: authorities)
    }

    /// The versions of libcurl and of the libraries it uses.
    package static var libraryVersion: String { String(cString: curl_version()) }

    /// The answer with any status, with its content encodings removed. Cancelling the task ends the transfer.
    package func send(_ request: FetchRequest) async throws(FetchError) -> FetchResponse {
        guard !Task.isCancelled else { throw .cancelled }
        return try ContentEncoding.response(try await loop.run(request).get(), limit: request.maximumBytes)
    }
}
