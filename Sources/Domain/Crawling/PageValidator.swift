/// What a platform gave to ask later whether a page has changed (RFC 9110, section 8.8).
package struct PageValidator: Hashable, Sendable {
    /// The `ETag` header, with its quotes and `W/`.
    package let etag: String?
    /// The `Last-Modified` header as it came.
    package let lastModified: String?

    package init(etag: String?, lastModified: String?) {
        self.etag = etag
        self.lastModified = lastModified
    }
}
