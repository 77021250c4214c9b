internal import Domain
internal import Feeds
internal import Files

/// The invariants for any bytes.
enum Invariants {
    /// The invariant that is violated when `seed`'s reader reads `bytes`; nil if none is. An unreadable page is a valid
    /// result, a lost record is not.
    static func violation(of bytes: [UInt8], read seed: Seed) -> String? {
        switch seed.reader {
        case .feed(let crawler): violation(of: bytes, crawler)
        case .laboratory(let form): Uploads.violation(of: bytes, form)
        case .text: Texts.violation(of: bytes)
        }
    }

    private static func violation(of bytes: [UInt8], _ crawler: Crawler) -> String? {
        let page = page(bytes, crawler)
        return page.flatMap(violation) ?? page.flatMap { Replays.violation(of: $0, crawler) }
            ?? InPlaceAgreement.violation(of: bytes, crawler, copied: page)
            ?? BlockAgreement.violation(of: bytes, crawler, whole: page)
            ?? IndexAgreement.violation(of: bytes, crawler)
    }

    /// The difference between reading the unchanged `seed` and its known content; nil if there is none.
    static func difference(of seed: Seed) -> String? {
        let found: Int? =
            switch seed.reader {
            case .feed(let crawler): page(seed.bytes, crawler)?.records
            case .laboratory(.json): reports(seed.bytes, .json).map { Set($0.rows.map(\.reportNumber)).count }
            case .laboratory(let form): reports(seed.bytes, form)?.rows.count
            case .text: nil
            }
        guard found != seed.records else { return violation(of: seed.bytes, read: seed) }
        func words(_ count: Int?) -> String { count.map { "\($0) records" } ?? "no page" }
        return "\(seed.name) has \(words(seed.records)), but \(words(found)) were read"
    }

    /// The page's records; nil if the bytes are not a page.
    static func page(_ bytes: [UInt8], _ crawler: Crawler) -> ParsedPage? {
        try? PageParser.parse(bytes, crawler: crawler)
    }

    private static func reports(_ bytes: [UInt8], _ form: UploadForm) -> UploadedRows? {
        try? Uploads.read(bytes, form)
    }

    /// The violated invariant of a page, for every source; nil if there is none.
    static func violation(_ page: ParsedPage) -> String? {
        let rows = page.batch.rows
        guard page.records == rows.count + page.quarantined.count else {
            return "\(page.records) records, but \(rows.count) listings and \(page.quarantined.count) quarantined"
        }
        guard page.quarantined.allSatisfy({ !$0.place.isEmpty && !$0.fault.detail.isEmpty }) else {
            return "a quarantined record has no position or no reason"
        }
        for (index, row) in rows.enumerated() {
            if let violation = violation(row, page.batch) { return "listing \(index): \(violation)" }
        }
        return nil
    }

    private static func violation(_ row: ListingBatch.Row, _ batch: ListingBatch) -> String? {
        let others = [
            row.shopName, row.shopIdentifier, row.category, row.link, row.image, row.room, row.streamer, row.maker,
            row.makerAddress, row.certificate, row.licence, row.creditCode, row.salesText,
        ].map { ($0, ListingLimits.otherTextBytes) }
        let all = [(row.item, ListingLimits.identifierBytes), (row.title, ListingLimits.titleBytes)] + others
        // The reader may have added the scheme that the feed omitted.
        let scheme = "https://".utf8.count
        for (slice, limit) in all where !slice.isNone {
            guard slice.range.upperBound <= batch.bytes.count else { return "a text is outside the batch" }
            guard slice.range.count <= limit + scheme else { return "a text of \(slice.range.count) bytes" }
            guard let text = String(validating: batch.bytes[slice.range], as: UTF8.self) else {
                return "a text is not valid UTF-8"
            }
            guard !text.holdsControlCharacters(lineBreaks: true) else { return "a text contains a control character" }
        }
        guard !row.item.isNone, !row.title.isNone, row.item.count > 0, row.title.count > 0 else {
            return "an identifier or a title is missing"
        }
        guard (1...ListingLimits.price.rawValue).contains(row.price) else { return "a price of \(row.price) fen" }
        guard row.priceUpper == -1 || (row.price...ListingLimits.price.rawValue).contains(row.priceUpper) else {
            return "a highest price of \(row.priceUpper) fen, with a lowest of \(row.price)"
        }
        let (reduced, upper) = (row.priceAfterCoupon, row.priceAfterCouponUpper)
        guard reduced == 0 ? upper == 0 : upper == -1 || upper >= reduced else {
            return "a price after coupons from \(reduced) to \(upper) fen"
        }
        return nil
    }
}
