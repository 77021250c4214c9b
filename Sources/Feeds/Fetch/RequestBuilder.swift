package import Domain

/// Makes the request for one page from a crawler file. A pure function of its arguments.
package enum RequestBuilder {
    /// - Parameter environment: gives the value of an environment variable; the only way credentials come in.
    package static func request(
        for crawler: Crawler, query: String, page: Int, cursor: String? = nil, validator: PageValidator? = nil,
        at now: Timestamp, environment: (String) -> String?
    ) throws(FetchError) -> FetchRequest {
        var values = [
            "page": String(page), "pageSize": String(crawler.paging.pageSize), "query": query,
            "time": now.clockText(.china), "timeMillisZone": timeWithZone(now),
            "unixSeconds": String(now.milliseconds / 1000), "cursor": cursor ?? "",
            "offset": String(crawler.paging.offset(of: page)),
        ]
        for (name, variable) in crawler.request.credentials {
            values[name] = try credential(variable, crawler, environment)
        }
        var parameters = crawler.request.parameters.map { ($0.name, filled($0.template, values)) }
        if let signing = crawler.request.signing {
            let secret = try credential(signing.secretEnvironment, crawler, environment)
            parameters.append((signing.parameter, Signature.sign(parameters, signing, secret: secret)))
        }
        let url = try endpoint(crawler.endpoint, environment)
        let encoded = FormEncoding.encode(parameters)
        switch crawler.request.method {
        case .get:
            return FetchRequest(
                method: "GET", url: encoded.isEmpty ? url : url + "?" + encoded,
                headers: [
                    validator?.etag.map { "If-None-Match: " + $0 },
                    validator?.lastModified.map { "If-Modified-Since: " + $0 },
                ].compactMap { $0 }, timeoutSeconds: crawler.request.timeouts.total)
        case .post:
            return FetchRequest(
                method: "POST", url: url,
                headers: ["Content-Type: application/x-www-form-urlencoded;charset=utf-8"],
                body: Array(encoded.utf8), timeoutSeconds: crawler.request.timeouts.total)
        }
    }

    /// The request that looks at a link again.
    package static func recheck(
        _ rule: RecheckRule, item: String, environment: (String) -> String?
    ) throws(FetchError) -> FetchRequest {
        let parameters = rule.parameters.map { ($0.name, filled($0.template, ["item": item])) }
        let encoded = FormEncoding.encode(parameters)
        let url = try endpoint(rule.endpoint, environment)
        return FetchRequest(
            method: "GET", url: encoded.isEmpty ? url : url + "?" + encoded, maximumBytes: 1 << 20)
    }

    private static func endpoint(
        _ endpoint: Endpoint, _ environment: (String) -> String?
    ) throws(FetchError) -> String {
        let replaced = endpoint.environment.flatMap(environment) ?? ""
        guard let url = replaced.isEmpty ? endpoint.url : replaced else {
            throw .ours("no endpoint is set; set the environment variable \(endpoint.environment ?? "")")
        }
        return url
    }

    private static func credential(
        _ variable: String, _ crawler: Crawler, _ environment: (String) -> String?
    ) throws(FetchError) -> String {
        guard let value = environment(variable), !value.isEmpty else {
            throw .ours("the crawler \(crawler.identifier) needs the environment variable \(variable)")
        }
        return value
    }

    private static func filled(_ template: String, _ values: [String: String]) -> String {
        guard template.contains("${") else { return template }
        var result = ""
        var rest = Substring(template)
        while let start = rest.range(of: "${") {
            result += rest[..<start.lowerBound]
            rest = rest[start.upperBound...]
            guard let end = rest.firstIndex(of: "}") else { break }
            result += values[String(rest[..<end])] ?? ""
            rest = rest[rest.index(after: end)...]
        }
        return result + rest
    }

    /// `2026-11-02 08:00:00.000+0800`, as JD wants it.
    private static func timeWithZone(_ now: Timestamp) -> String {
        let milliseconds = String(1000 + now.milliseconds % 1000).dropFirst()
        return now.clockText(.china) + "." + milliseconds + "+0800"
    }
}

extension Substring {
    fileprivate func range(of needle: String) -> Range<Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(needle) { return start..<index(start, offsetBy: needle.count) }
            start = index(after: start)
        }
        return nil
    }
}

/// `application/x-www-form-urlencoded`, in UTF-8.
package enum FormEncoding {
    package static func encode(_ parameters: [(String, String)]) -> String {
        parameters.map { escape($0.0) + "=" + escape($0.1) }.joined(separator: "&")
    }

    private static func escape(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var result: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."),
                UInt8(ascii: "~"):
                result.append(byte)
            default:
                result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}

/// The platforms' signatures over request parameters.
package enum Signature {
    /// The signature of `parameters` under `signing`.
    package static func sign(_ parameters: [(String, String)], _ signing: Signing, secret: String) -> String {
        let signed = parameters.filter { signing.over?.contains($0.0) ?? true }.sorted { $0.0 < $1.0 }
        let text = secret + signed.map { $0.0 + $0.1 }.joined() + secret
        switch signing.algorithm {
        case .md5: return Digest.md5(text.utf8).uppercased()
        default: return Digest.hmacSHA256(text.utf8, key: secret)
        }
    }
}
