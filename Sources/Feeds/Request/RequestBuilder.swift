package import Domain
package import Transport

/// Builds the request for one page from a crawler file. It reads only its arguments, and the secret files that the
/// environment names.
package enum RequestBuilder {
    /// - Parameters:
    ///   - environment: returns the value of an environment variable; the only source of credentials.
    ///   - accessToken: the token of a crawler that is authorised by OAuth.
    ///   - validator: makes the request conditional.
    /// - Throws: `.ours` for a missing setting, `.contract` for a next page at another host. Neither contains a secret.
    package static func request(
        for crawler: Crawler, query: String, position: PagePosition, at now: Timestamp,
        environment: (String) -> String?, accessToken: String? = nil, validator: PageValidator? = nil
    ) throws(FetchError) -> FetchRequest {
        let place = try address(of: position, crawler, environment)
        let values = try Placeholders.values(crawler, query, position, now, environment)
        var parameters = crawler.request.parameters.map { ($0.name, Template.fill($0.template, values)) }
        let json = body(crawler, values)
        if let signing = crawler.request.signing {
            let secret = try Secret.value(of: signing.secretEnvironment, for: crawler.identifier, environment)
            let signature = Signature.sign(
                parameters, signing, secret: secret, path: place.address.path, body: json ?? "")
            parameters.append((signing.parameter, signature))
        }
        let encoded = FormEncoding.encode(parameters)
        var headers = try crawler.request.headers.map { header throws(FetchError) in
            try line(header.name, Template.fill(header.template, values), of: crawler)
        }
        if let token = try bearer(crawler, environment, accessToken) {
            headers.append(try line("Authorization", "Bearer " + token, of: crawler))
        }
        headers += try conditions(validator, crawler)
        let isForm = crawler.request.method == .post && json == nil
        if isForm { addType("application/x-www-form-urlencoded;charset=utf-8", to: &headers) }
        if json != nil { addType("application/json;charset=utf-8", to: &headers) }
        return FetchRequest(
            method: crawler.request.method.rawValue,
            url: isForm || place.isComplete ? place.address.text : joined(place.address.text, encoded),
            headers: headers, body: isForm ? Array(encoded.utf8) : json.map { Array($0.utf8) },
            timeouts: crawler.request.timeouts, maximumBytes: crawler.request.maximumBytes)
    }

    /// Identifies the content that a request asks for: SHA-256 over its method, address, parameters, body and headers.
    /// The times, the signature and the access token are left out, because they change without another content.
    package static func identity(
        for crawler: Crawler, query: String, position: PagePosition, environment: (String) -> String?
    ) throws(FetchError) -> String {
        var values = try Placeholders.values(
            crawler, query, position, Timestamp(milliseconds: 0), environment)
        for name in Placeholders.times { values[name] = "" }
        let request = crawler.request
        var parts = [request.method.rawValue, try address(of: position, crawler, environment).address.text]
        parts += (request.parameters + request.headers).flatMap { [$0.name, Template.fill($0.template, values)] }
        parts.append(body(crawler, values) ?? "")
        return Digest.sha256(parts.map { "\($0.utf8.count):\($0)" }.joined().utf8)
    }

    /// The request that checks a listing's link again.
    package static func recheck(
        _ rule: RecheckRule, item: String, timeouts: Timeouts = Timeouts(), environment: (String) -> String?
    ) throws(FetchError) -> FetchRequest {
        let parameters = rule.parameters.map { ($0.name, Template.fill($0.template, ["item": item])) }
        let address = try endpoint(rule.endpoint, environment)
        return FetchRequest(
            method: "GET", url: joined(address.text, FormEncoding.encode(parameters)), timeouts: timeouts,
            maximumBytes: 1 << 20)
    }

    /// The address of `endpoint`; a variable replaces its URL.
    package static func endpoint(
        _ endpoint: Endpoint, _ environment: (String) -> String?
    ) throws(FetchError) -> WebAddress {
        let replaced = endpoint.environment.flatMap(environment) ?? ""
        guard let url = replaced.isEmpty ? endpoint.url : replaced else {
            throw .ours("no endpoint is set; set the environment variable \(endpoint.environment ?? "")")
        }
        guard let address = WebAddress(url) else {
            let source = replaced.isEmpty ? "" : ", as the environment variable \(endpoint.environment ?? "") sets it,"
            throw .ours("the endpoint \(FetchRequest.place(of: url))\(source) is no http or https address")
        }
        return address
    }

    /// The address of a page. A link on a page is the whole address. It must lead to the endpoint's host, because the
    /// request carries credentials.
    private static func address(
        of position: PagePosition, _ crawler: Crawler, _ environment: (String) -> String?
    ) throws(FetchError) -> (address: WebAddress, isComplete: Bool) {
        let endpoint = try endpoint(crawler.endpoint, environment)
        guard crawler.paging.advance.followsLinks, let link = position.token else { return (endpoint, false) }
        guard let address = WebAddress(link, relativeTo: endpoint) else {
            throw .contract("page \(position.page) would be at \(FetchRequest.place(of: link)), which is no address")
        }
        guard address.origin == endpoint.origin else {
            throw .contract(
                "page \(position.page) would be at \(FetchRequest.place(of: address.text)), another host than the "
                    + "endpoint's; it is not asked, because the request carries credentials")
        }
        return (address, true)
    }

    private static func body(_ crawler: Crawler, _ values: [String: String]) -> String? {
        guard case .json(let template) = crawler.request.body else { return nil }
        return Template.fill(template) { name in
            values[String(name)].map { String(JSONText.quoted($0).dropFirst().dropLast()) }
        }
    }

    private static func bearer(
        _ crawler: Crawler, _ environment: (String) -> String?, _ accessToken: String?
    ) throws(FetchError) -> String? {
        switch crawler.request.authorization {
        case .bearer(let variable): try Secret.value(of: variable, for: crawler.identifier, environment)
        case .oauth: accessToken
        case nil: nil
        }
    }

    private static func conditions(_ validator: PageValidator?, _ crawler: Crawler) throws(FetchError) -> [String] {
        var lines: [String] = []
        if let etag = validator?.etag { lines.append(try line("If-None-Match", etag, of: crawler)) }
        if let moment = validator?.lastModified { lines.append(try line("If-Modified-Since", moment, of: crawler)) }
        return lines
    }

    /// A header line. A value with a line break could inject further headers.
    private static func line(_ name: String, _ value: String, of crawler: Crawler) throws(FetchError) -> String {
        guard value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }) else {
            throw .ours("the header \(name) of the crawler \(crawler.identifier) would hold a control character")
        }
        // libcurl omits a header without a value unless it ends in a semicolon.
        return value.isEmpty ? name + ";" : name + ": " + value
    }

    private static func addType(_ type: String, to headers: inout [String]) {
        guard !headers.contains(where: { $0.lowercased().hasPrefix("content-type:") }) else { return }
        headers.append("Content-Type: " + type)
    }

    private static func joined(_ url: String, _ parameters: String) -> String {
        parameters.isEmpty ? url : url + (url.utf8.contains(UInt8(ascii: "?")) ? "&" : "?") + parameters
    }
}

extension Paging.Advance {
    /// Whether a page's token is its address.
    var followsLinks: Bool {
        switch self {
        case .nextLink, .linkHeader: true
        case .page, .offset, .cursor: false
        }
    }
}
