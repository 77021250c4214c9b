/// The validator that a platform sent with a page, unchanged. If it is sent back with the next request, the platform
/// can answer that the page is unchanged (RFC 9110, section 13).
package struct PageValidator: Hashable, Sendable {
    package let etag: String?
    package let lastModified: String?

    package init(etag: String?, lastModified: String?) {
        self.etag = etag
        self.lastModified = lastModified
    }
}
