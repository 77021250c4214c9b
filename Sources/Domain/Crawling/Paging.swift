/// How a feed is divided into pages, and how one leads to the next.
package struct Paging: Hashable, Sendable {
    package enum Advance: Hashable, Sendable {
        /// `${page}` counts pages.
        case page(first: Int)
        /// `${offset}` counts records.
        case offset(first: Int)
        /// `${cursor}` is a text that each page gives for the next one; no such text ends the feed.
        case cursor(FieldPath, first: String)
        /// Each page names the URL of the next one.
        case nextLink(FieldPath)
        /// The `Link` header of each answer names the next one (RFC 8288, `rel="next"`).
        case linkHeader
    }

    package let advance: Advance
    package let pageSize: Int
    /// Pages of one query after which a feed that still goes on is broken off, as a gap.
    package let maximumPages: Int
    /// Where the page states how many records there are in all.
    package let total: FieldPath?

    package init(advance: Advance, pageSize: Int, maximumPages: Int = 1000, total: FieldPath?) {
        self.advance = advance
        self.pageSize = pageSize
        self.maximumPages = maximumPages
        self.total = total
    }

    package init(firstPage: Int, pageSize: Int, maximumPages: Int = 1000, total: FieldPath?) {
        self.init(advance: .page(first: firstPage), pageSize: pageSize, maximumPages: maximumPages, total: total)
    }

    /// The number of the first page, as it is kept and shown.
    package var firstPage: Int {
        if case .page(let first) = advance { first } else { 1 }
    }

    /// Whether any page can be asked for without the one before it.
    package var isAddressable: Bool {
        switch advance {
        case .page, .offset: true
        case .cursor, .nextLink, .linkHeader: false
        }
    }

    /// Where to start.
    package var start: PagePosition {
        if case .cursor(_, let first) = advance { return PagePosition(page: firstPage, token: first) }
        return PagePosition(page: firstPage, token: nil)
    }

    /// `${offset}` of a page: how many records stand before it.
    package func offset(of page: Int) -> Int {
        if case .offset(let first) = advance { return first + (page - firstPage) * pageSize }
        return (page - firstPage) * pageSize
    }

    /// Whether a further page is to be asked for after `page`, which held `records` records.
    ///
    /// - Parameter next: the cursor or link that the page gave, where paging reads one.
    package func continues(afterPage page: Int, records: Int, total: Int64?, next: String? = nil) -> Bool {
        guard isAddressable else { return next != nil }
        guard records > 0 else { return false }
        guard let total else { return records >= pageSize }
        return Int128(page - firstPage + 1) * Int128(pageSize) < Int128(total)
    }
}

/// One page of one query: its number, and the cursor or link that leads to it where pages cannot be addressed by number.
package struct PagePosition: Hashable, Sendable {
    package let page: Int
    package let token: String?

    package init(page: Int, token: String?) {
        self.page = page
        self.token = token
    }
}
