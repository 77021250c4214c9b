internal import CCurl
internal import CMemory

/// libcurl's multi handle with the transfers under way and the easy handles that wait for the next one.
///
/// `@unchecked Sendable`: everything but `wake` runs in blocks of the loop's serial queue, one after the other. `wake`
/// reads a constant and calls `curl_multi_wakeup`, which libcurl allows from any thread. The loop owns the engine and
/// every such block holds the loop, so that no block is left when `deinit` runs.
final class CurlEngine: @unchecked Sendable {
    /// Easy handles kept for reuse; more than these are only needed at once for a short time.
    private static let spareHandles = 32
    /// Connections kept open without a request on them.
    private static let spareConnections = 64
    /// libcurl must be initialised once, before any thread uses it.
    private static let isReady: Bool = {
        // Every page is a block of its own that lives for some milliseconds.
        sushai_keep_freed_memory(CurlEngine.keptBytes)
        return curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK
    }()
    /// Freed memory that a thread keeps for the next pages.
    private static let keptBytes: Int32 = 32 << 20

    private let multi: UnsafeMutableRawPointer?
    private let authorities: String?
    private var active: [UInt64: CurlTransfer] = [:]
    private var spare: [UnsafeMutableRawPointer] = []

    init(authorities: String?) {
        self.authorities = authorities
        multi = Self.isReady ? curl_multi_init() : nil
        if let multi { _ = sushai_curl_multi_set_long(multi, CURLMOPT_MAXCONNECTS, Self.spareConnections) }
    }

    deinit {
        for handle in spare { curl_easy_cleanup(handle) }
        if let multi { curl_multi_cleanup(multi) }
    }

    var isBusy: Bool {
        !active.isEmpty
    }

    /// Ends a `wait`, or the next one.
    func wake() {
        if let multi { curl_multi_wakeup(multi) }
    }

    func start(_ order: CurlOrder) {
        guard let multi, let handle = spare.popLast() ?? curl_easy_init() else {
            order.waiting.resume(returning: .failure(.ours("libcurl could not be started")))
            return
        }
        let transfer = CurlTransfer(order, handle: handle)
        guard transfer.configure(authorities: authorities), curl_multi_add_handle(multi, handle) == CURLM_OK else {
            recycle(handle)
            transfer.fail(.ours("libcurl refuses the request to \(order.request.place)"))
            return
        }
        active[order.number] = transfer
    }

    func cancel(_ number: UInt64) {
        guard let transfer = active.removeValue(forKey: number) else { return }
        release(transfer.handle)
        transfer.fail(.cancelled)
    }

    /// Moves all transfers on, and hands over those that are done.
    func advance() {
        guard let multi, isBusy else { return }
        var running: Int32 = 0
        check(curl_multi_perform(multi, &running))
        finishTransfers(multi)
    }

    /// Sleeps until a transfer can move on. libcurl's own timers cut the sleep short where a transfer needs it.
    func wait() {
        guard let multi else { return }
        check(curl_multi_poll(multi, nil, 0, 1000, nil))
    }

    /// An error of the multi handle as a whole leaves nothing to wait for.
    private func check(_ code: CURLMcode) {
        guard code != CURLM_OK else { return }
        let message = String(cString: curl_multi_strerror(code))
        for transfer in active.values {
            release(transfer.handle)
            transfer.fail(.transient("libcurl: \(message)"))
        }
        active = [:]
    }

    private func finishTransfers(_ multi: UnsafeMutableRawPointer) {
        var left: Int32 = 0
        while let message = curl_multi_info_read(multi, &left)?.pointee {
            guard message.msg == CURLMSG_DONE, let handle = message.easy_handle,
                let transfer = CurlTransfer.of(handle)
            else { continue }
            active.removeValue(forKey: transfer.number)
            let outcome = transfer.outcome(message.data.result)
            release(handle)
            transfer.finish(outcome)
        }
    }

    private func release(_ handle: UnsafeMutableRawPointer) {
        if let multi { curl_multi_remove_handle(multi, handle) }
        recycle(handle)
    }

    private func recycle(_ handle: UnsafeMutableRawPointer) {
        guard spare.count < Self.spareHandles else {
            curl_easy_cleanup(handle)
            return
        }
        curl_easy_reset(handle)
        spare.append(handle)
    }
}
