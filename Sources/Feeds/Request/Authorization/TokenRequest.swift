internal import Domain
internal import Transport

/// A token from the token endpoint.
struct AccessToken: Hashable, Sendable {
    let value: String
    /// Its lifetime; nil if the endpoint does not state it.
    let seconds: Int64?
}

/// The client credentials grant (RFC 6749, section 4.4).
enum TokenRequest {
    static func request(
        _ oauth: Authorization.OAuth, for crawler: Crawler, _ environment: (String) -> String?
    ) throws(FetchError) -> FetchRequest {
        let client = try Secret.value(of: oauth.clientEnvironment, for: crawler.identifier, environment)
        let secret = try Secret.value(of: oauth.secretEnvironment, for: crawler.identifier, environment)
        var form = [("grant_type", "client_credentials")]
        if let scope = oauth.scope { form.append(("scope", scope)) }
        // Both halves are form-encoded before they are joined (section 2.3.1).
        let basic = Base64.encode(Array((FormEncoding.escape(client) + ":" + FormEncoding.escape(secret)).utf8))
        return FetchRequest(
            method: "POST", url: try RequestBuilder.endpoint(oauth.tokenEndpoint, environment).text,
            headers: [
                "Authorization: Basic " + basic, "Accept: application/json",
                "Content-Type: application/x-www-form-urlencoded",
            ],
            body: Array(FormEncoding.encode(form).utf8), timeouts: crawler.request.timeouts, maximumBytes: 1 << 16)
    }

    /// - Throws: `.credentials` if the endpoint refuses the client. An error contains only the error code of the
    ///   answer.
    static func token(_ response: FetchResponse, from place: String, at now: Timestamp) throws(FetchError)
        -> AccessToken
    {
        if response.status == 400 || response.status == 401 {
            let code = errorCode(response.body).map { " (\($0))" } ?? ""
            throw .credentials("the token endpoint \(place) answers HTTP \(response.status)\(code)")
        }
        let body = try response.usable(at: now).body
        guard let node = try? JSONParser.parse(body) else { throw .contract("the token from \(place) is not JSON") }
        let page = JSONCursor(bytes: body, node: node)
        guard let value = text(page, "access_token"), !value.isEmpty else {
            throw .contract("the answer of the token endpoint \(place) has no access_token")
        }
        if let type = text(page, "token_type"), type.lowercased() != "bearer" {
            throw .contract("the token endpoint \(place) gives tokens of another type than Bearer")
        }
        let seconds = text(page, "expires_in").flatMap { Int64($0) }
        return AccessToken(value: value, seconds: seconds.map { min(max($0, 0), 365 * 86_400) })
    }

    private static func errorCode(_ body: [UInt8]) -> String? {
        guard let node = try? JSONParser.parse(body),
            let code = text(JSONCursor(bytes: body, node: node), "error"), code.utf8.count <= 40,
            code.utf8.allSatisfy({ $0 == UInt8(ascii: "_") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) })
        else { return nil }
        return code
    }

    private static func text(_ page: JSONCursor, _ name: String) -> String? {
        (try? page.member(name)?.text()) ?? nil
    }
}

/// RFC 4648, section 4.
enum Base64 {
    static func encode(_ bytes: [UInt8]) -> String {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var text: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let bits = group.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } << UInt32(8 * (3 - group.count))
            for index in 0..<4 {
                let letter = letters[Int(bits >> UInt32(18 - 6 * index) & 63)]
                text.append(index <= group.count ? letter : UInt8(ascii: "="))
            }
        }
        return String(decoding: text, as: UTF8.self)
    }
}
