package import Domain

/// Reads one file of `Crawlers/`.
package enum CrawlerFile {
    /// The crawler of `bytes`, or every mistake in them. `file` is named in the mistakes; its base name must be the
    /// crawler's identifier.
    package static func read(_ bytes: [UInt8], file: String) throws(RulebookError) -> Crawler {
        let document = Document(file: file)
        let rule = RuleReference(file: file, hash: Digest.sha256(bytes))
        let read = document.root(bytes).flatMap { crawler($0, rule) }
        guard let read, document.diagnostics.isEmpty else { throw RulebookError(document.diagnostics) }
        return read
    }

    private static func crawler(_ root: Mapping, _ rule: RuleReference) -> Crawler? {
        let identifier = root.required("crawler").flatMap { checkedIdentifier($0, file: rule.file) }
        let platform = root.required("platform")?.text
        let name = root.required("name")?.text
        let endpoint = root.required("endpoint").flatMap(endpoint)
        let every = root.required("every").flatMap(duration)
        let format = root.required("format").flatMap(FormatSection.read)
        let request = root.required("request").flatMap(RequestSection.read)
        let paging = root.optional("paging").map(paging) ?? Paging(firstPage: 1, pageSize: Int.max, total: nil)
        let queries = root.optional("queries").map(queries) ?? [""]
        let fields = root.required("fields").flatMap { FieldSection.read($0, of: format) }
        let recheck = root.optional("recheck").flatMap(recheck)
        root.finish()
        guard let identifier, let platform, let name, let endpoint, let every, let request, let paging, let queries,
            let format, let fields
        else { return nil }
        return Crawler(
            identifier: identifier, platform: platform, name: name, endpoint: endpoint, every: every, request: request,
            paging: paging, queries: queries, format: format, fields: fields, recheck: recheck, rule: rule)
    }

    private static func checkedIdentifier(_ value: Value, file: String) -> String? {
        guard let text = value.text else { return nil }
        if let last = file.split(separator: "/").last, last != text + ".yaml" {
            value.report("the crawler “\(text)” must stand in a file \(text).yaml")
        }
        return text
    }

    static func endpoint(_ value: Value) -> Endpoint? {
        guard let mapping = value.mapping else { return nil }
        let url = mapping.optional("url")
        let environment = mapping.optional("environment")?.text
        mapping.finish()
        if url == nil, environment == nil { value.report("write url, environment, or both") }
        if let url, let text = url.text, !text.hasPrefix("https://"), !text.hasPrefix("http://") {
            url.report("expected a URL that starts with https:// or http://")
        }
        return Endpoint(url: url?.text, environment: environment)
    }

    /// `24h`, `30m`: whole hours or minutes.
    private static func duration(_ value: Value) -> Int64? {
        guard let text = value.text else { return nil }
        let number = Int64(text.dropLast())
        guard let number, number > 0, number <= 10_000, let unit = ["h": 3600, "m": 60][text.last] else {
            value.report("expected a duration such as 24h or 30m")
            return nil
        }
        return number * Int64(unit)
    }

    private static func paging(_ value: Value) -> Paging? {
        guard let mapping = value.mapping else { return nil }
        let first = mapping.optional("first").map(\.integer) ?? 1
        let size = mapping.required("size")?.integer
        let total = mapping.optional("total").map(FieldSection.path)
        mapping.finish()
        guard let first, let size, total != .some(nil) else { return nil }
        guard size > 0 else {
            value.report("a page must hold at least one record")
            return nil
        }
        return Paging(firstPage: first, pageSize: size, total: total ?? nil)
    }

    private static func queries(_ value: Value) -> [String]? {
        guard let list = value.list else { return nil }
        guard !list.isEmpty else {
            value.report("the list must not be empty; leave the key out where there is nothing to choose")
            return nil
        }
        let texts = list.compactMap(\.text)
        return texts.count == list.count ? texts : nil
    }

    private static func recheck(_ value: Value) -> RecheckRule? {
        guard let mapping = value.mapping else { return nil }
        let endpoint = mapping.required("endpoint").flatMap(endpoint)
        let parameters = mapping.optional("parameters").map {
            RequestSection.parameters($0, known: ["item"])
        }
        let status = mapping.optional("goneStatus")?.list?.compactMap(\.integer) ?? [404, 410]
        let text = mapping.optional("goneText")?.list?.compactMap(\.text) ?? []
        mapping.finish()
        guard let endpoint else { return nil }
        return RecheckRule(
            endpoint: endpoint, parameters: parameters ?? [], goneStatus: Set(status), goneText: text)
    }
}
