internal import Domain
internal import Feeds

/// A page that is read without a copy is the same as one that is copied. If there is no page, the bytes are returned.
enum InPlaceAgreement {
    static func violation(of bytes: [UInt8], _ crawler: Crawler, copied: ParsedPage?) -> String? {
        var taken = bytes
        guard let page = try? PageReader(crawler).parse(taking: &taken) else {
            guard copied == nil else { return "the page cannot be read in place" }
            return taken == bytes ? nil : "bytes that are not a page are not returned"
        }
        if let violation = Invariants.violation(page) { return "in place: \(violation)" }
        guard page.listings == copied?.listings, page.quarantined == copied?.quarantined else {
            return "the page read in place is different"
        }
        return nil
    }
}
