/// Removes the content encodings of an answer (RFC 9110, section 8.4). libcurl does not do it, because it does not report
/// compressed bytes that end early.
enum ContentEncoding {
    /// The header that names the encodings that can be read.
    static let accepted = "Accept-Encoding: gzip, deflate, br, zstd"
    /// Maximum number of encodings of one answer. More are an attack.
    private static let most = 3

    /// The answer with its content.
    ///
    /// - Throws: `.contract` for an encoding that cannot be read and for content over `limit`. The status of an error
    ///   answer matters more than its content: it is returned with an empty body.
    static func response(_ answer: CurlAnswer, limit: Int) throws(FetchError) -> FetchResponse {
        let headers = HeaderBlock.fields(answer.headerBlock)
        func response(_ body: [UInt8], _ end: BodyEnd) -> FetchResponse {
            FetchResponse(status: answer.status, headers: headers, body: body, end: end)
        }
        let arrived: BodyEnd = answer.isEndProved ? .proved : .connectionClosed
        do throws(FetchError) {
            // libcurl removes the chunks. It would also expand such a body without a check of its end.
            if let other = HeaderBlock.names(headers["transfer-encoding"]).first(where: { $0 != "chunked" }) {
                throw unreadable(other, "Transfer-Encoding")
            }
            let names = HeaderBlock.names(headers["content-encoding"]).filter { $0 != "identity" }
            let isEmpty = answer.body.isEmpty && answer.isEndProved
            guard !names.isEmpty, !isEmpty else { return response(answer.body, arrived) }
            guard names.count <= most else { throw unreadable(names.joined(separator: ", "), "Content-Encoding") }
            var body = answer.body
            for name in names.reversed() {
                guard let compression = compression(name, body) else { throw unreadable(name, "Content-Encoding") }
                do throws(DecompressionFault) {
                    body = try Decompression.expanded(body, as: compression, limit: limit)
                } catch {
                    guard error.kind != .tooLarge else {
                        throw FetchError.contract("the answer is larger than \(limit) bytes")
                    }
                    return response(answer.body, .broken(error))
                }
            }
            return response(body, .proved)
        } catch {
            guard (200..<300).contains(answer.status) else { return response([], arrived) }
            throw error
        }
    }

    private static func compression(_ name: String, _ body: [UInt8]) -> Compression? {
        switch name {
        case "gzip", "x-gzip": .gzip
        case "zstd": .zstd
        case "br": .brotli
        // Some servers leave the header of zlib out.
        case "deflate": hasZlibHeader(body) ? .zlib : .deflate
        default: nil
        }
    }

    /// RFC 1950, section 2.2: the method is 8, and the two bytes are a multiple of 31.
    private static func hasZlibHeader(_ body: [UInt8]) -> Bool {
        guard body.count >= 2 else { return true }
        return body[0] & 0x0F == 8 && (Int(body[0]) << 8 | Int(body[1])) % 31 == 0
    }

    private static func unreadable(_ name: String, _ header: String) -> FetchError {
        .contract(
            "the answer has the \(header) “\(name.prefix(60))”, which cannot be read; gzip, deflate, br and zstd can")
    }
}
