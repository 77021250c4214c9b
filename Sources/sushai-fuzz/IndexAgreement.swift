internal import Domain
internal import Feeds

/// Lines read through a token index give the same as lines read byte by byte.
enum IndexAgreement {
    static func violation(of bytes: [UInt8], _ crawler: Crawler) -> String? {
        guard case .ndjson = crawler.format else { return nil }
        let expected = page(bytes, crawler, .none)
        for indexing in LineIndexing.available where indexing != .none {
            let found = page(bytes, crawler, indexing)
            guard found?.records == expected?.records, found?.listings == expected?.listings,
                found?.batch.rows.map(\.source) == expected?.batch.rows.map(\.source),
                found?.quarantined == expected?.quarantined, found?.missing == expected?.missing
            else { return "an index (\(indexing)) finds other records than reading byte by byte" }
        }
        return nil
    }

    private static func page(_ bytes: [UInt8], _ crawler: Crawler, _ indexing: LineIndexing) -> ParsedPage? {
        try? PageReader(crawler, indexing: indexing).parse(bytes)
    }
}
