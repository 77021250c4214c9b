/// What a platform gave to recognise a page by, word for word. Sent back with the next request, it lets the platform
/// answer that the page is unchanged (RFC 9110, section 13).
package struct PageValidator: Hashable, Sendable {
    package let etag: String?
    package let lastModified: String?

    package init(etag: String?, lastModified: String?) {
        self.etag = etag
        self.lastModified = lastModified
    }
}
