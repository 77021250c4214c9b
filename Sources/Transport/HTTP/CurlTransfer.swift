internal import CCurl

/// One transfer: the request, the received bytes, and the caller. It is used only on the loop's thread.
final class CurlTransfer {
    /// Maximum size of all header lines of one answer.
    private static let maximumHeaderBytes = 256 << 10

    let handle: UnsafeMutableRawPointer
    private let order: CurlOrder
    private var lines: UnsafeMutablePointer<curl_slist>?
    private var headerBlock: [UInt8] = []
    private var body: [UInt8] = []
    private var refusal: FetchError?

    init(_ order: CurlOrder, handle: UnsafeMutableRawPointer) {
        self.order = order
        self.handle = handle
    }

    deinit {
        curl_slist_free_all(lines)
    }

    var number: UInt64 {
        order.number
    }

    /// The transfer of a handle.
    static func of(_ handle: UnsafeMutableRawPointer) -> CurlTransfer? {
        var context: UnsafeMutableRawPointer?
        guard sushai_curl_get_pointer(handle, CURLINFO_PRIVATE, &context) == CURLE_OK else { return nil }
        return context.map { Unmanaged<CurlTransfer>.fromOpaque($0).takeUnretainedValue() }
    }

    /// Prepares the handle; false if libcurl does not accept an option, the method or a header.
    func configure(authorities: String?) -> Bool {
        let setsEncoding = order.request.headers.contains { $0.lowercased().hasPrefix("accept-encoding:") }
        for header in order.request.headers + (setsEncoding ? [] : [ContentEncoding.accepted]) {
            guard let longer = curl_slist_append(lines, header) else { return false }
            lines = longer
        }
        return CurlOptions.set(order.request, headers: lines, authorities: authorities, on: handle)
            && CurlOptions.report(
                to: Unmanaged.passUnretained(self).toOpaque(), header: receiveHeader, body: receiveBody, on: handle)
    }

    func fail(_ error: FetchError) {
        finish(.failure(error))
    }

    func finish(_ outcome: CurlOrder.Outcome) {
        order.waiting.resume(returning: outcome)
    }

    /// The result of the transfer that libcurl ended with `code`.
    func outcome(_ code: CURLcode) -> CurlOrder.Outcome {
        if let refusal { return .failure(refusal) }
        guard code == CURLE_OK else { return .failure(CurlFault.error(code, of: order.request, on: handle)) }
        var status = 0
        _ = sushai_curl_get_long(handle, CURLINFO_RESPONSE_CODE, &status)
        var taken: [UInt8] = []
        // Moved out: the parser appends to it in place.
        swap(&taken, &body)
        return .success(
            CurlAnswer(status: status, headerBlock: headerBlock, body: taken, isEndProved: isEndProved(status)))
    }

    /// Whether the body has an end of its own. libcurl reports an error if a stated length, the last chunk or the end of
    /// an HTTP/2 stream does not arrive. Without any of them, a body ends when the connection closes.
    private func isEndProved(_ status: Int) -> Bool {
        var version = 0
        var length: curl_off_t = -1
        _ = sushai_curl_get_long(handle, CURLINFO_HTTP_VERSION, &version)
        _ = sushai_curl_get_offset(handle, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &length)
        return version >= Int(CURL_HTTP_VERSION_2_0) || length >= 0 || status == 204 || status == 304
            || order.request.method == "HEAD" || HeaderBlock.isChunked(headerBlock)
    }

    fileprivate func receive(body bytes: UnsafeBufferPointer<UInt8>) -> Int {
        if body.isEmpty { reserveBody() }
        guard body.count + bytes.count <= order.request.maximumBytes, refusal == nil else {
            refusal = refusal ?? tooLarge
            return 0
        }
        body.append(contentsOf: bytes)
        return bytes.count
    }

    /// A parser may append to the body in place: this many bytes, plus a quarter of the body for unescaped texts.
    private static let sparePadding = 1024

    /// Reserves memory for the whole body if its length is known, so that the growing body is not copied.
    private func reserveBody() {
        var length: curl_off_t = 0
        guard sushai_curl_get_offset(handle, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &length) == CURLE_OK, length > 0 else {
            return
        }
        guard length <= order.request.maximumBytes else {
            refusal = tooLarge
            return
        }
        body.reserveCapacity(Int(length) + Int(length) / 4 + Self.sparePadding)
    }

    private var tooLarge: FetchError {
        .contract("the answer is larger than \(order.request.maximumBytes) bytes")
    }

    fileprivate func receive(headerLine bytes: UnsafeBufferPointer<UInt8>) -> Int {
        // A status line begins another answer (after 100 Continue or an answer of a proxy).
        if bytes.starts(with: "HTTP/".utf8) { headerBlock.removeAll(keepingCapacity: true) }
        guard headerBlock.count + bytes.count <= Self.maximumHeaderBytes else {
            refusal = .contract("the headers of the answer are larger than \(Self.maximumHeaderBytes) bytes")
            return 0
        }
        headerBlock.append(contentsOf: bytes)
        return bytes.count
    }
}

private func receivedBytes(_ bytes: UnsafeMutablePointer<CChar>?, _ count: Int) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(
        start: UnsafeRawPointer(bytes)?.assumingMemoryBound(to: UInt8.self), count: bytes == nil ? 0 : count)
}

private func transfer(_ context: UnsafeMutableRawPointer?) -> CurlTransfer? {
    context.map { Unmanaged<CurlTransfer>.fromOpaque($0).takeUnretainedValue() }
}

private let receiveBody: sushai_curl_data_fn = { bytes, size, count, context in
    transfer(context)?.receive(body: receivedBytes(bytes, size * count)) ?? 0
}

private let receiveHeader: sushai_curl_data_fn = { bytes, size, count, context in
    transfer(context)?.receive(headerLine: receivedBytes(bytes, size * count)) ?? 0
}
