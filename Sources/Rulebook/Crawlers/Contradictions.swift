internal import Domain

/// Reports contradictions between two sections of a crawler file that are each correct.
struct Contradictions {
    let root: Mapping
    let crawler: Crawler

    func report() {
        reportOpenEndpoint()
        reportPaging()
        reportUnusedCredentials()
        reportWatch()
    }

    private var request: FeedRequest {
        crawler.request
    }

    /// The placeholders that occur anywhere in the request.
    private var used: Set<String> {
        var texts = (request.parameters + request.headers).map(\.template)
        if case .json(let body) = request.body { texts.append(body) }
        return Set(texts.flatMap(Template.placeholders))
    }

    /// The operator chooses an endpoint that comes from the environment, for example a gateway inside a closed network.
    private func reportOpenEndpoint() {
        let carriesCredentials =
            !request.credentials.isEmpty || request.signing != nil || request.authorization != nil
        guard carriesCredentials, EndpointSection.isOpenToReaders(crawler.endpoint) else { return }
        root.optional("endpoint")?.report(AuthorizationSection.openEndpoint)
    }

    private func reportPaging() {
        guard let section = root.optional("paging") else {
            for name in ["page", "offset", "cursor", "pageSize"] where used.contains(name) {
                root.optional("request")?.report("${\(name)} is used and there is no paging section")
            }
            return
        }
        switch crawler.paging.advance {
        case .page, .offset:
            if used.isDisjoint(with: ["page", "offset"]) {
                section.report(
                    "the request asks for the same page every time; use ${page} or ${offset} in a parameter, or leave "
                        + "paging out")
            }
        case .cursor:
            if !used.contains("cursor") {
                section.report("the request never says where to go on; use ${cursor} in a parameter or in json")
            }
        case .nextLink, .linkHeader:
            if request.method == .post { section.report("a link is followed with GET; leave method: POST out") }
        }
        reportPageValues(section)
        if used.contains("cursor"), !isCursor { section.report("${cursor} is used; write by: cursor and next") }
        if used.contains("pageSize"), section.mapping?.optional("size") == nil {
            section.report("${pageSize} is used and the key “size” is missing")
        }
    }

    /// A page in CSV, NDJSON or JSON-LD has no values beside its records.
    private func reportPageValues(_ section: Value) {
        switch crawler.format {
        case .json, .xml: return
        case .csv, .ndjson, .jsonLD: break
        }
        for key in ["next", "total", "hasMore"] {
            section.mapping?.optional(key)?.report(
                "a page of this format has no value beside its records; leave \(key) out")
        }
        if crawler.paging.ends.path != nil {
            section.mapping?.optional("ends")?.report(
                "a page of this format has no value beside its records; only status can be written")
        }
    }

    private var isCursor: Bool {
        if case .cursor = crawler.paging.advance { true } else { false }
    }

    private func reportUnusedCredentials() {
        for name in request.credentials.keys.sorted() where !used.contains(name) {
            root.optional("request")?.report("the credential “\(name)” is never used; write ${\(name)} where it goes")
        }
    }

    private func reportWatch() {
        for field in FieldWatch.fields
        where crawler.watch.percentMissing[field] != nil && !crawler.fields.isMapped(field) {
            root.optional("watch")?.report("“\(field.rawValue)” is watched and not mapped under fields")
        }
    }
}
