internal import Domain
internal import Feeds

/// Records read through a token index are the same as records read byte by byte.
enum IndexAgreement {
    static func violation(of bytes: [UInt8], _ crawler: Crawler) -> String? {
        switch crawler.format {
        case .ndjson, .json: break
        case .csv, .xml, .jsonLD: return nil
        }
        let expected = page(bytes, crawler, .none)
        for indexing in TokenIndexing.available where indexing != .none {
            let found = page(bytes, crawler, indexing)
            guard found?.records == expected?.records, found?.listings == expected?.listings,
                found?.batch.rows.map(\.source) == expected?.batch.rows.map(\.source),
                found?.quarantined == expected?.quarantined, found?.missing == expected?.missing
            else { return "an index (\(indexing)) finds other records than reading byte by byte" }
        }
        return nil
    }

    private static func page(_ bytes: [UInt8], _ crawler: Crawler, _ indexing: TokenIndexing) -> ParsedPage? {
        try? PageReader(crawler, indexing: indexing).parse(bytes)
    }
}
