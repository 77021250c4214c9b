internal import Domain

/// The `paging` section of a crawler file.
enum PagingSection {
    enum Kind: String, CaseIterable {
        case page, offset, cursor, nextLink, linkHeader
    }

    /// A feed without a paging section has one page.
    static let onePage = Paging(firstPage: 1, pageSize: Int.max, total: nil)

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
        mapping.finish()
        let size = Field(sizeValue) { $0.number(1...100_000) }.or(unusedSize)
        guard let kind, let advance = advance(kind, first, next, value), let size, let pages, !total.isFaulty
        else { return nil }
        return Paging(advance: advance, pageSize: size, maximumPages: pages, total: total.value)
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
