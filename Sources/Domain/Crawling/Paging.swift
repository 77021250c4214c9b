/// How a feed is divided into pages, and how the next page is found.
package struct Paging: Hashable, Sendable {
    package enum Advance: Hashable, Sendable {
        /// `${page}` is the number of the page.
        case page(first: Int)
        /// `${offset}` is the number of the first record.
        case offset(first: Int)
        /// `${cursor}` is a text that each page gives for the next page. A page without it is the last page.
        case cursor(FieldPath, first: String)
        /// Each page gives the URL of the next page.
        case nextLink(FieldPath)
        /// The `Link` header of each response gives the next page (RFC 8288, `rel="next"`).
        case linkHeader
    }

    package let advance: Advance
    package let pageSize: Int
    /// Maximum number of pages of one query. If the feed continues after them, the rest is recorded as a gap.
    package let maximumPages: Int
    /// The path of the total number of records.
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

    /// The number of the first page, as it is stored and shown.
    package var firstPage: Int {
        if case .page(let first) = advance { first } else { 1 }
    }

    /// Whether a page can be requested without the page before it.
    package var isAddressable: Bool {
        switch advance {
        case .page, .offset: true
        case .cursor, .nextLink, .linkHeader: false
        }
    }

    /// The position of the first page.
    package var start: PagePosition {
        if case .cursor(_, let first) = advance { return PagePosition(page: firstPage, token: first) }
        return PagePosition(page: firstPage, token: nil)
    }

    /// The value of `${offset}` for a page.
    package func offset(of page: Int) -> Int {
        if case .offset(let first) = advance { return first + (page - firstPage) * pageSize }
        return (page - firstPage) * pageSize
    }

    /// Whether another page must be requested after `page`, which contained `records` records.
    ///
    /// - Parameter next: the cursor or link in the page; nil if there is none.
    package func continues(afterPage page: Int, records: Int, total: Int64?, next: String? = nil) -> Bool {
        guard isAddressable else { return next != nil }
        guard records > 0 else { return false }
        guard let total else { return records >= pageSize }
        return Int128(page - firstPage + 1) * Int128(pageSize) < Int128(total)
    }
}

/// The position of one page of a query: its number, and the cursor or link that requests it if pages have no numbers.
package struct PagePosition: Hashable, Sendable {
    package let page: Int
    package let token: String?

    package init(page: Int, token: String?) {
        self.page = page
        self.token = token
    }
}
