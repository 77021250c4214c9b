package import Domain

/// Reads one file of `Crawlers/`. Each section has its own reader in this folder. `Crawlers/crawler.schema.json`
/// describes the same keys for editors.
package enum CrawlerFile {
    /// The crawler in `bytes`, or every mistake in them. Mistakes name `file`. The base name of `file` must be the
    /// crawler's identifier.
    package static func read(_ bytes: [UInt8], file: String) throws(RulebookError) -> Crawler {
        let document = Document(file: file)
        let rule = RuleReference(file: file, hash: Digest.sha256(bytes))
        let root = document.root(bytes)
        let read = root.flatMap { crawler($0, rule) }
        // Sections are compared only if each is correct.
        if let root, let read, document.diagnostics.isEmpty { Contradictions(root: root, crawler: read).report() }
        guard let read, document.diagnostics.isEmpty else { throw RulebookError(document.diagnostics) }
        return read
    }

    private static func crawler(_ root: Mapping, _ rule: RuleReference) -> Crawler? {
        let identifier = root.required("crawler").flatMap { checkedIdentifier($0, file: rule.file) }
        let platform = root.required("platform")?.text
        let name = root.required("name")?.text
        let endpoint = root.required("endpoint").flatMap(EndpointSection.read)
        let every = root.required("every").flatMap(duration)
        let format = root.required("format").flatMap(FormatSection.read)
        let errors = root.field("errors", ErrorsSection.read)
        let request = root.required("request").flatMap(RequestSection.read)
        let paging = root.field("paging", PagingSection.read).or(Paging.onePage)
        let queries = root.field("queries", queries).or([""])
        let fields = root.required("fields").flatMap { FieldSection.read($0, of: format) }
        let watch = root.field("watch", WatchSection.read).or(FieldWatch())
        let recheck = root.optional("recheck").flatMap(RecheckSection.read)
        root.finish()
        guard let identifier, let platform, let name, let endpoint, let every, let request, let paging, let queries,
            let format, let fields, let watch, !errors.isFaulty
        else { return nil }
        return Crawler(
            identifier: identifier, platform: platform, name: name, endpoint: endpoint, every: every, request: request,
            paging: paging, queries: queries, format: format, errors: errors.value, fields: fields, watch: watch,
            recheck: recheck, rule: rule)
    }

    private static func checkedIdentifier(_ value: Value, file: String) -> String? {
        guard let text = value.text else { return nil }
        if let last = file.split(separator: "/").last, last != text + ".yaml" {
            value.report("the crawler “\(text)” must stand in a file \(text).yaml")
        }
        return text
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
}
