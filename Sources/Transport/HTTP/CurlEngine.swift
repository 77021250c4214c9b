internal import CCurl
internal import CMemory

/// libcurl's multi handle, the running transfers, and the easy handles kept for reuse.
///
/// `@unchecked Sendable`: everything except `wake` runs in blocks of the loop's serial queue, one after the other.
/// `wake` reads a constant and calls `curl_multi_wakeup`, which libcurl allows from any thread. The loop owns the
/// engine, and every block retains the loop, so `deinit` runs after the last block.
final class CurlEngine: @unchecked Sendable {
    /// Maximum number of easy handles kept for reuse.
    private static let spareHandles = 32
    /// Maximum number of idle connections kept open.
    private static let spareConnections = 64
    /// libcurl must be initialised once, before any thread uses it.
    private static let isReady: Bool = {
        // Every page is one block of memory that is used for a few milliseconds.
        sushai_keep_freed_memory(CurlEngine.keptBytes)
        return curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK
    }()
    /// Freed memory that a thread keeps for later pages, in bytes.
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

    /// Ends the current or the next `wait`.
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

    /// Advances all transfers, and finishes those that are done.
    func advance() {
        guard let multi, isBusy else { return }
        var running: Int32 = 0
        check(curl_multi_perform(multi, &running))
        finishTransfers(multi)
    }

    /// Sleeps until a transfer can advance or a timer of libcurl ends.
    func wait() {
        guard let multi else { return }
        check(curl_multi_poll(multi, nil, 0, 1000, nil))
    }

    /// An error of the multi handle fails all transfers.
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
