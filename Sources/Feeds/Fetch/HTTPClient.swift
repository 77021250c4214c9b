internal import Dispatch

/// Sends requests through libcurl, on threads of its own: a transfer blocks, and the machine has few cooperative threads.
package struct HTTPClient: Sendable {
    private static let threads = DispatchQueue(label: "sushai.http", attributes: .concurrent)

    package init() {}

    /// The answer, whatever its status. Cancelling the task breaks the transfer off.
    package func send(_ request: FetchRequest) async throws(FetchError) -> FetchResponse {
        let flag = CancellationFlag()
        let result: Result<FetchResponse, FetchError> = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                Self.threads.async {
                    do throws(FetchError) {
                        continuation.resume(returning: .success(try CurlTransfer(request, cancelled: flag).perform()))
                    } catch {
                        continuation.resume(returning: .failure(error))
                    }
                }
            }
        } onCancel: {
            flag.set()
        }
        return try result.get()
    }
}

extension FetchResponse {
    /// The answer where its status is 2xx, and the class of the error otherwise.
    package func usable() throws(FetchError) -> FetchResponse {
        switch status {
        case 200..<300: return self
        case 429: throw .throttled(retryAfterSeconds: headers["retry-after"].flatMap { Int64($0) })
        case 401, 403: throw .credentials("HTTP \(status)")
        case 500..<600: throw .transient("HTTP \(status)")
        default: throw .contract("HTTP \(status)")
        }
    }
}
