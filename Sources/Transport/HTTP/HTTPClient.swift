/// Sends requests through libcurl: HTTP/1.1 with connections kept, HTTP/2 with many requests on one connection where
/// TLS agrees on it.
///
/// All transfers of a client run on one thread of its own, which ends when there is nothing to do: a machine of two
/// cores has two cooperative threads, and none of them may wait for a network. TLS is verified, redirects are not
/// followed, and the environment's `http_proxy`, `https_proxy`, `all_proxy` and `no_proxy` count.
package struct HTTPClient: Sendable {
    private let loop: CurlLoop

    /// - Parameter authorities: a PEM file of the certificate authorities to trust instead of the system's.
    package init(authorities: String? = nil) {
        loop = CurlLoop(authorities: authorities)
    }

    /// The answer, whatever its status. Cancelling the task breaks the transfer off.
    package func send(_ request: FetchRequest) async throws(FetchError) -> FetchResponse {
        guard !Task.isCancelled else { throw .cancelled }
        let arrived = try await loop.run(request).get()
        return FetchResponse(
            status: arrived.status, headers: HeaderBlock.fields(arrived.headerBlock), body: arrived.body)
    }
}
