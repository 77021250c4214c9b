internal import Domain

/// The `paging` section of a crawler file.
enum PagingSection {
    enum Kind: String, CaseIterable {
        case page, offset, cursor, nextLink, linkHeader
    }

    /// The size if a page names the next one and no size is written. It is never used.
    private static let unusedSize = 100

    static func read(_ value: Value) -> Paging? {
        guard let mapping = value.mapping else { return nil }
        let kind = mapping.field("by") { $0.word(Kind.self) }.or(.page)
        let first = mapping.optional("first")
        let sizeValue = kind == .page || kind == .offset ? mapping.required("size") : mapping.optional("size")
        let next = mapping.optional("next")
        let pages = mapping.field("maximumPages") { $0.number(1...1_000_000) }.or(1000)
        let total = mapping.field("total", FieldSection.path)
        let hasMore = mapping.field("hasMore", FieldSection.path)
        let ends = mapping.field("ends", ends)
        mapping.finish()
        let size = Field(sizeValue) { $0.number(1...100_000) }.or(unusedSize)
        guard let kind, let advance = advance(kind, first, next, value), let size, let pages, !total.isFaulty,
            !hasMore.isFaulty, !ends.isFaulty
        else { return nil }
        let (path, values, statuses) = ends.value ?? (nil, [], [])
        return Paging(
            advance: advance, pageSize: size, maximumPages: pages, total: total.value,
            ends: .init(hasMore: hasMore.value, path: path, values: values, statuses: statuses))
    }

    /// `{path: …, equals: …}` for a value of a page, `{status: […]}` for the status of an answer, or both.
    private static func ends(_ value: Value) -> (FieldPath?, Set<String>, Set<Int>)? {
        guard let mapping = value.mapping else { return nil }
        let path = mapping.field("path", FieldSection.path)
        let values = mapping.field("equals", endValues)
        let statuses = mapping.field("status", endStatuses)
        mapping.finish()
        guard !path.isFaulty, !values.isFaulty, !statuses.isFaulty else { return nil }
        guard (path.value == nil) == (values.value == nil) else {
            value.report("path and equals go together: the value of a page, and what it is after the last record")
            return nil
        }
        guard path.value != nil || statuses.value != nil else {
            value.report("write path and equals, status, or both")
            return nil
        }
        return (path.value, values.value ?? [], statuses.value ?? [])
    }

    /// One text, or a list of texts. The empty text is allowed.
    private static func endValues(_ value: Value) -> Set<String>? {
        let values = value.isList ? value.list ?? [] : [value]
        guard !values.isEmpty else {
            value.report("the list of values must not be empty")
            return nil
        }
        let texts = values.compactMap(\.possiblyEmptyText)
        return texts.count == values.count ? Set(texts) : nil
    }

    /// Statuses that mean a refusal or a pause elsewhere cannot mean the end.
    private static func endStatuses(_ value: Value) -> Set<Int>? {
        guard let list = value.list else { return nil }
        let statuses = list.compactMap { $0.number(400...599) }
        for (status, place) in zip(statuses, list) where [401, 403, 429, 503].contains(status) {
            place.report("\(status) means refused credentials or a pause, never the end of a feed")
            return nil
        }
        return statuses.count == list.count && !list.isEmpty ? Set(statuses) : nil
    }

    private static func advance(_ kind: Kind, _ first: Value?, _ next: Value?, _ section: Value) -> Paging.Advance? {
        if kind != .cursor && kind != .nextLink { next?.report("next goes with by: cursor and by: nextLink") }
        if kind == .nextLink || kind == .linkHeader { first?.report("the first page is the endpoint itself") }
        switch kind {
        case .page: return Field(first) { $0.number(0...1_000_000) }.or(1).map { .page(first: $0) }
        case .offset: return Field(first) { $0.number(0...1_000_000) }.or(0).map { .offset(first: $0) }
        case .cursor:
            let first = Field(first, \.possiblyEmptyText).or("")
            guard let path = path(next, kind, section), let first else { return nil }
            return .cursor(path, first: first)
        case .nextLink: return path(next, kind, section).map { .nextLink($0) }
        case .linkHeader: return .linkHeader
        }
    }

    private static func path(_ next: Value?, _ kind: Kind, _ section: Value) -> FieldPath? {
        guard let next else {
            let what = kind == .cursor ? "the next cursor" : "the link of the next page"
            section.report("the key “next” is missing: the path at which a page gives \(what)")
            return nil
        }
        return FieldSection.path(next)
    }
}
