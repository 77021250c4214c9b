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
        if let url, let text = url.text, !isAddress(text) {
            url.report("expected a URL that starts with https:// or http:// and names a host")
        }
        return Endpoint(url: url?.text, environment: environment)
    }

    private static func isAddress(_ text: String) -> Bool {
        guard let scheme = ["https://", "http://"].first(where: text.hasPrefix) else { return false }
        let rest = text.dropFirst(scheme.count)
        return rest.first.map { $0 != "/" } ?? false && rest.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
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
        let first = mapping.optional("first").map { number($0, 0...1_000_000) } ?? 1
        let size = mapping.required("size").flatMap { number($0, 1...100_000) }
        let pages = mapping.optional("maximumPages").map { number($0, 1...1_000_000) } ?? 1000
        let total = mapping.optional("total").map(FieldSection.path)
        mapping.finish()
        guard let first, let size, let pages, total != .some(nil) else { return nil }
        return Paging(firstPage: first, pageSize: size, maximumPages: pages, total: total ?? nil)
    }

    /// A whole number within `range`; anything else is a mistake.
    static func number(_ value: Value, _ range: ClosedRange<Int>) -> Int? {
        guard let number = value.integer else { return nil }
        guard range.contains(number) else {
            value.report("expected a number from \(range.lowerBound) to \(range.upperBound)")
            return nil
        }
        return number
    }

    private static func queries(_ value: Value) -> [String]? {
        guard let list = value.list else { return nil }
        guard !list.isEmpty else {
            value.report("the list must not be empty; leave the key out where there is nothing to choose")
            return nil
        }
        let texts = list.compactMap(\.text)
        for (index, text) in texts.enumerated() where texts[..<index].contains(text) {
            value.report("the query “\(text)” stands twice")
        }
        return texts.count == list.count ? texts : nil
    }

    private static func recheck(_ value: Value) -> RecheckRule? {
        guard let mapping = value.mapping else { return nil }
        let endpoint = mapping.required("endpoint").flatMap(endpoint)
        let parameters = mapping.optional("parameters").map {
            RequestSection.parameters($0, known: ["item"])
        }
        // Neither a status of success nor a blank text may ever count as gone.
        let status = mapping.optional("goneStatus")?.list?.compactMap { number($0, 400...599) } ?? [404, 410]
        let text = mapping.optional("goneText")?.list?.compactMap(\.word) ?? []
        mapping.finish()
        guard let endpoint else { return nil }
        if !(parameters ?? []).contains(where: { $0.template.contains("${item}") }) {
            value.report("nothing names the offer; use ${item} in a parameter")
        }
        return RecheckRule(
            endpoint: endpoint, parameters: parameters ?? [], goneStatus: Set(status), goneText: text)
    }
}
