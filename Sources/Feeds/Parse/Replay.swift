package import Domain

extension PageParser {
    /// Reads one record of the quarantine again, as the crawler file says now.
    ///
    /// - Parameters:
    ///   - bytes: the record as it arrived.
    ///   - context: what else of its page it needs: the header line of a CSV file, the page's own values of a JSON one.
    package static func replay(
        _ bytes: [UInt8], context: [UInt8], crawler: Crawler
    ) -> Result<ListingBatch, RecordFault> {
        let page: ParsedPage
        do throws(PageFault) {
            switch crawler.format {
            case .json(let format): page = try JSONPage.parseRecord(bytes, format: format, crawler: crawler)
            case .csv(let format):
                page = try CSVPage.parse(context + [0x0A] + bytes, format: format, crawler: crawler)
            case .ndjson, .xml, .jsonLD: throw .unreadable("this format is not read yet")
            }
        } catch {
            switch error {
            case .unreadable(let why), .refused(let why): return .failure(RecordFault(.unreadableRecord, why))
            }
        }
        if let fault = page.quarantined.first?.fault { return .failure(fault) }
        guard page.batch.rows.count == 1 else {
            return .failure(RecordFault(.unreadableRecord, "\(page.batch.rows.count) records instead of one"))
        }
        return .success(page.batch)
    }
}

extension JSONPage {
    /// Reads a page that is nothing but one record.
    fileprivate static func parseRecord(
        _ bytes: [UInt8], format: FeedFormat.JSONFormat, crawler: Crawler
    ) throws(PageFault) -> ParsedPage {
        guard let record = FieldPath("record") else { throw .unreadable("no path") }
        let whole = Array(#"{"record":["#.utf8) + bytes + Array("]}".utf8)
        return try parse(
            whole,
            format: FeedFormat.JSONFormat(records: [record], error: nil, success: nil, encoding: format.encoding),
            crawler: crawler)
    }
}
