internal import CCurl
internal import Domain

/// Sets the options of a transfer.
enum CurlOptions {
    /// Size of libcurl's receive buffer.
    private static let bufferBytes = 64 << 10

    static func set(
        _ request: FetchRequest, headers: UnsafeMutablePointer<curl_slist>?, authorities: String?,
        on handle: UnsafeMutableRawPointer
    ) -> Bool {
        let isSecure = request.url.prefix(6).lowercased() == "https:"
        var codes = [
            sushai_curl_set_string(handle, CURLOPT_URL, request.url),
            sushai_curl_set_string(handle, CURLOPT_PROTOCOLS_STR, "http,https"),
            sushai_curl_set_string(handle, CURLOPT_USERAGENT, "sushai"),
            sushai_curl_set_list(handle, CURLOPT_HTTPHEADER, headers),
            sushai_curl_set_long(handle, CURLOPT_NOSIGNAL, 1),
            sushai_curl_set_long(handle, CURLOPT_FOLLOWLOCATION, 0),
            sushai_curl_set_long(handle, CURLOPT_SSL_VERIFYPEER, 1),
            sushai_curl_set_long(handle, CURLOPT_SSL_VERIFYHOST, 2),
            // HTTP/2 if TLS negotiates it. Not without TLS: libcurl 7.88.1 fails when it reuses such a connection.
            sushai_curl_set_long(handle, CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS)),
            // Wait until it is known whether the first connection multiplexes, instead of opening one for each request.
            sushai_curl_set_long(handle, CURLOPT_PIPEWAIT, isSecure ? 1 : 0),
        ]
        codes += limit(request, on: handle)
        // This setting only affects speed, so a failure is ignored: a handle whose buffer an HTTP/2 connection uses
        // keeps the old one.
        _ = sushai_curl_set_long(handle, CURLOPT_BUFFERSIZE, bufferBytes)
        if let authorities { codes.append(sushai_curl_set_string(handle, CURLOPT_CAINFO, authorities)) }
        return codes.allSatisfy { $0 == CURLE_OK } && setMethod(request, on: handle)
    }

    /// Passes arriving bytes to two functions, together with `context`.
    static func report(
        to context: UnsafeMutableRawPointer, header: sushai_curl_data_fn, body: sushai_curl_data_fn,
        on handle: UnsafeMutableRawPointer
    ) -> Bool {
        [
            sushai_curl_set_pointer(handle, CURLOPT_PRIVATE, context),
            sushai_curl_on_header(handle, header, context),
            sushai_curl_on_body(handle, body, context),
        ].allSatisfy { $0 == CURLE_OK }
    }

    private static func limit(_ request: FetchRequest, on handle: UnsafeMutableRawPointer) -> [CURLcode] {
        // Zero means no limit.
        let total = max(request.timeouts.total, 1)
        return [
            sushai_curl_set_long(handle, CURLOPT_TIMEOUT, total),
            sushai_curl_set_long(handle, CURLOPT_CONNECTTIMEOUT, min(max(request.timeouts.connect, 1), total)),
            sushai_curl_set_long(handle, CURLOPT_LOW_SPEED_LIMIT, 1),
            sushai_curl_set_long(handle, CURLOPT_LOW_SPEED_TIME, max(request.timeouts.silence, 1)),
        ]
    }

    private static func setMethod(_ request: FetchRequest, on handle: UnsafeMutableRawPointer) -> Bool {
        var codes: [CURLcode] = []
        if let content = request.body ?? (request.method == "POST" ? [] : nil) {
            codes.append(
                content.withUnsafeBytes {
                    // An empty array has no address, which means “no body” to libcurl.
                    $0.baseAddress == nil
                        ? sushai_curl_set_body(handle, "", 0)
                        : sushai_curl_set_body(handle, $0.bindMemory(to: CChar.self).baseAddress, $0.count)
                })
        }
        if request.method == "HEAD" { codes.append(sushai_curl_set_long(handle, CURLOPT_NOBODY, 1)) }
        codes.append(sushai_curl_set_string(handle, CURLOPT_CUSTOMREQUEST, request.method))
        return codes.allSatisfy { $0 == CURLE_OK }
    }
}
