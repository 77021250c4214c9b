internal import Domain
internal import Feeds
internal import Transport

/// The agreement of the strict and the fast reading.
enum ModeAgreement {
    /// The number of lines of an input that are read one by one.
    private static let most = 16

    /// If the strict reading accepts a record, the fast reading gives the same listing. The fast reading may accept
    /// more, and must not crash.
    static func violation(of bytes: [UInt8], _ crawler: Crawler, strict: ParsedPage?) -> String? {
        switch crawler.format {
        case .json, .ndjson: break
        case .csv, .xml, .jsonLD: return nil
        }
        if let violation = inPlace(bytes, crawler, strict) { return violation }
        let fast = Invariants.page(bytes, crawler, .fast)
        if let violation = fast.flatMap(Invariants.violation) { return "fast: \(violation)" }
        guard let strict else { return nil }
        guard let fast else { return "strict reads the page, fast does not" }
        if case .ndjson = crawler.format, let violation = lines(of: strict.batch, crawler) { return violation }
        if strict.quarantined.isEmpty {
            return strict.listings == fast.listings ? nil : "strict and fast give different listings for an intact page"
        }
        return difference(strict.batch, fast.batch)
    }

    /// Moved bytes give the same page as copied bytes. If there is no page, the bytes are returned.
    private static func inPlace(_ bytes: [UInt8], _ crawler: Crawler, _ strict: ParsedPage?) -> String? {
        var taken = bytes
        guard let page = try? PageReader(crawler).parse(taking: &taken) else {
            guard strict == nil else { return "the page cannot be read in place" }
            return taken == bytes ? nil : "bytes that are not a page are not returned"
        }
        if let violation = Invariants.violation(page) { return "in place: \(violation)" }
        guard page.listings == strict?.listings, page.quarantined == strict?.quarantined else {
            return "the page read in place is different"
        }
        return nil
    }

    /// The first difference between records that both readings accept, matched by their position.
    private static func difference(_ strict: ListingBatch, _ fast: ListingBatch) -> String? {
        let rows = Dictionary(fast.rows.enumerated().map { ($1.source.offset, $0) }) { first, _ in first }
        for (index, row) in strict.rows.enumerated() {
            guard let other = rows[row.source.offset] else { continue }
            guard strict.listing(at: index) == fast.listing(at: other) else {
                return "strict and fast give different listings for the record at byte \(row.source.offset)"
            }
        }
        return nil
    }

    /// The fast reading accepts each line that the strict reading accepts, and gives the same listing for the single
    /// line.
    private static func lines(of strict: ListingBatch, _ crawler: Crawler) -> String? {
        for (index, row) in strict.rows.enumerated().prefix(most) {
            let line = Array(strict.bytes[row.source.range])
            // At the start of a file, these first bytes have another meaning.
            guard Compression(recognising: line) == nil else { continue }
            guard let alone = Invariants.page(line, crawler, .fast)?.listings, alone.count == 1 else {
                return "strict reads a listing from line \(index), fast does not"
            }
            guard alone[0] == strict.listing(at: index) else {
                return "fast reads another listing from line \(index) than strict"
            }
        }
        return nil
    }
}
