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

    /// How the platform states that no page follows.
    package struct EndSigns: Hashable, Sendable {
        /// The path of a value that is true while more pages follow.
        package let hasMore: FieldPath?
        /// The path of a value of the last page, for example of the cursor, and the values that end the feed.
        package let path: FieldPath?
        package let values: Set<String>
        /// The HTTP statuses with which the platform answers requests for a page after the last one.
        package let statuses: Set<Int>

        package init(
            hasMore: FieldPath? = nil, path: FieldPath? = nil, values: Set<String> = [], statuses: Set<Int> = []
        ) {
            self.hasMore = hasMore
            self.path = path
            self.values = values
            self.statuses = statuses
        }
    }

    package let advance: Advance
    package let pageSize: Int
    /// Maximum number of pages of one query. If the feed continues after them, the rest is recorded as a gap.
    package let maximumPages: Int
    /// The path of the total number of records.
    package let total: FieldPath?
    package let ends: EndSigns

    package init(
        advance: Advance, pageSize: Int, maximumPages: Int = 1000, total: FieldPath?, ends: EndSigns = EndSigns()
    ) {
        self.advance = advance
        self.pageSize = pageSize
        self.maximumPages = maximumPages
        self.total = total
        self.ends = ends
    }

    package init(firstPage: Int, pageSize: Int, maximumPages: Int = 1000, total: FieldPath?) {
        self.init(advance: .page(first: firstPage), pageSize: pageSize, maximumPages: maximumPages, total: total)
    }

    /// A feed without paging: one page with all records. No other feed has a page of this size.
    package static let onePage = Paging(firstPage: 1, pageSize: .max, total: nil)

    package var isOnePage: Bool {
        pageSize == .max
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
