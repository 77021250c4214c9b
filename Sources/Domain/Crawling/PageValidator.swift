/// The validator that a platform gave for a page, unchanged. Sent back with the next request, it lets the platform
/// answer that the page is unchanged (RFC 9110, section 13).
package struct PageValidator: Hashable, Sendable {
    package let etag: String?
    package let lastModified: String?

    package init(etag: String?, lastModified: String?) {
        self.etag = etag
        self.lastModified = lastModified
    }
}
