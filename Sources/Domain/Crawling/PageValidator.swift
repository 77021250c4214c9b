/// The validator that a platform sent with a page, unchanged. If it is sent back with the next request for the same page,
/// the platform can answer that the page is unchanged (RFC 9110, section 13).
package struct PageValidator: Hashable, Sendable {
    package let etag: String?
    package let lastModified: String?
    /// Identifies the request that the page answered: a hash of its address and parameters. A validator says nothing
    /// about the page of another request, even if that page has the same time.
    package let request: String

    package init(etag: String?, lastModified: String?, request: String = "") {
        self.etag = etag
        self.lastModified = lastModified
        self.request = request
    }
}
