internal import CCurl
internal import Synchronization

/// One transfer through libcurl. Blocks the calling thread; `HTTPClient` keeps it off the cooperative ones.
final class CurlTransfer {
    private let request: FetchRequest
    private let cancelled: CancellationFlag
    private var body: [UInt8] = []
    private var headers: [String: String] = [:]
    private var tooLarge = false

    init(_ request: FetchRequest, cancelled: CancellationFlag) {
        self.request = request
        self.cancelled = cancelled
    }

    /// libcurl must be initialised once, before any thread uses it.
    private static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    func perform() throws(FetchError) -> FetchResponse {
        guard Self.isReady, let handle = curl_easy_init() else { throw .ours("libcurl could not be started") }
        defer { curl_easy_cleanup(handle) }
        var lines: UnsafeMutablePointer<curl_slist>?
        for header in request.headers { lines = curl_slist_append(lines, header) }
        defer { curl_slist_free_all(lines) }
        guard configure(handle, lines) else { throw .ours("libcurl refuses the request to \(request.place)") }
        let code = curl_easy_perform(handle)
        if tooLarge { throw .contract("the answer is larger than \(request.maximumBytes) bytes") }
        guard code == CURLE_OK else { throw error(code) }
        var status = 0
        _ = sushai_curl_response_code(handle, &status)
        return FetchResponse(status: status, headers: headers, body: body)
    }

    private func configure(_ raw: UnsafeMutableRawPointer, _ lines: UnsafeMutablePointer<curl_slist>?) -> Bool {
        let context = Unmanaged.passUnretained(self).toOpaque()
        var codes = [
            sushai_curl_set_string(raw, CURLOPT_URL, request.url),
            sushai_curl_set_string(raw, CURLOPT_PROTOCOLS_STR, "http,https"),
            sushai_curl_set_string(raw, CURLOPT_USERAGENT, "sushai"),
            sushai_curl_set_string(raw, CURLOPT_ACCEPT_ENCODING, ""),
            sushai_curl_set_long(raw, CURLOPT_NOSIGNAL, 1),
            sushai_curl_set_long(raw, CURLOPT_CONNECTTIMEOUT, min(request.timeoutSeconds, 10)),
            sushai_curl_set_long(raw, CURLOPT_TIMEOUT, request.timeoutSeconds),
            sushai_curl_set_list(raw, CURLOPT_HTTPHEADER, lines),
            sushai_curl_on_body(raw, receiveBody, context),
            sushai_curl_on_header(raw, receiveHeader, context),
            sushai_curl_on_progress(raw, checkProgress, context),
        ]
        if let content = request.body {
            codes.append(
                content.withUnsafeBytes {
                    sushai_curl_set_body(raw, $0.bindMemory(to: CChar.self).baseAddress, curl_off_t($0.count))
                })
        }
        codes.append(sushai_curl_set_string(raw, CURLOPT_CUSTOMREQUEST, request.method))
        return codes.allSatisfy { $0 == CURLE_OK }
    }

    private func error(_ code: CURLcode) -> FetchError {
        let message = String(cString: curl_easy_strerror(code))
        switch code {
        case CURLE_ABORTED_BY_CALLBACK: return .cancelled
        case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL: return .ours("\(request.place): \(message)")
        case CURLE_PEER_FAILED_VERIFICATION: return .contract("TLS: \(message)")
        default: return .transient(message)
        }
    }

    fileprivate func receive(_ bytes: UnsafeRawBufferPointer) -> Int {
        guard body.count + bytes.count <= request.maximumBytes else {
            tooLarge = true
            return 0
        }
        body.append(contentsOf: bytes)
        return bytes.count
    }

    fileprivate func receive(headerLine bytes: UnsafeRawBufferPointer) {
        let line = String(decoding: bytes, as: UTF8.self)
        guard let colon = line.firstIndex(of: ":") else { return }
        let value = line[line.index(after: colon)...].drop { $0 == " " }
        headers[line[..<colon].lowercased()] = String(value.prefix { !$0.isNewline })
    }

    fileprivate var isCancelled: Bool {
        cancelled.isSet
    }
}

/// A mark that one side sets and the other looks at.
final class CancellationFlag: Sendable {
    private let value = Atomic<Bool>(false)

    var isSet: Bool {
        value.load(ordering: .relaxed)
    }

    func set() {
        value.store(true, ordering: .relaxed)
    }
}

private func transfer(_ context: UnsafeMutableRawPointer?) -> CurlTransfer? {
    context.map { Unmanaged<CurlTransfer>.fromOpaque($0).takeUnretainedValue() }
}

private let receiveBody: sushai_curl_data_fn = { bytes, size, count, context in
    transfer(context)?.receive(UnsafeRawBufferPointer(start: bytes, count: size * count)) ?? 0
}

private let receiveHeader: sushai_curl_data_fn = { bytes, size, count, context in
    transfer(context)?.receive(headerLine: UnsafeRawBufferPointer(start: bytes, count: size * count))
    return size * count
}

private let checkProgress: sushai_curl_progress_fn = { context, _, _, _, _ in
    transfer(context)?.isCancelled == true ? 1 : 0
}
