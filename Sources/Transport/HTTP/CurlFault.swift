internal import CCurl
internal import Domain

/// Translates an error of libcurl. The text of libcurl's error buffer is not used: it may quote a proxy with its
/// password.
enum CurlFault {
    static func error(
        _ code: CURLcode, of request: FetchRequest, on handle: UnsafeMutableRawPointer
    ) -> FetchError {
        let message = String(cString: curl_easy_strerror(code))
        switch code {
        case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL:
            return .ours("\(request.place) is not a usable address: \(message)")
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_ISSUER_ERROR:
            return .ours("the certificate of \(request.place) is not valid: \(message)")
        case CURLE_SSL_CACERT_BADFILE:
            return .ours("the file of trusted certificate authorities cannot be read")
        case CURLE_OUT_OF_MEMORY, CURLE_FAILED_INIT:
            return .ours("libcurl: \(message)")
        case CURLE_OPERATION_TIMEDOUT:
            return .transient(phase(request, handle))
        default:
            return .transient(message)
        }
    }

    /// The limit that a transfer exceeded.
    private static func phase(_ request: FetchRequest, _ handle: UnsafeMutableRawPointer) -> String {
        var connected: curl_off_t = 0
        var elapsed: curl_off_t = 0
        _ = sushai_curl_get_offset(handle, CURLINFO_PRETRANSFER_TIME_T, &connected)
        _ = sushai_curl_get_offset(handle, CURLINFO_TOTAL_TIME_T, &elapsed)
        // Checked first: on a busy machine the total time may end before the connection is made.
        if elapsed >= max(request.timeouts.total, 1) * 1_000_000 {
            return "not complete after \(request.timeouts.total) s"
        }
        // On a busy machine the limit of silence may end before the program notices that the connection was made. So
        // only the limit for connecting counts as a failed connection. A tenth of a second is allowed for rounding.
        let connecting = min(max(request.timeouts.connect, 1), max(request.timeouts.total, 1))
        return connected == 0 && elapsed >= curl_off_t(connecting) * 1_000_000 - 100_000
            ? "no connection within \(connecting) s" : "silent for \(request.timeouts.silence) s"
    }
}
