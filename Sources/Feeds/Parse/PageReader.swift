package import Domain
internal import Transport

/// Reads the pages of one feed: its crawler file, compiled once for many pages.
package struct PageReader: Sendable {
    package let crawler: Crawler
    let plan: PagePlan
    let rows: RowPlan
    /// Nil if no record of the feed can be read as a partial record.
    let partial: PartialPlan?
    let indexing: TokenIndexing
    let tokenBuffers = TokenBufferPool()
    /// The time at which a dated price must be valid. Without it no dated price is used.
    private(set) var moment: Timestamp?

    package init(_ crawler: Crawler, indexing: TokenIndexing = .best) {
        self.crawler = crawler
        self.indexing = indexing
        plan = PagePlan(crawler)
        rows = RowPlan(crawler, plan)
        partial = PartialPlan(rows)
    }

    /// This reader, for pages of `moment`.
    package func at(_ moment: Timestamp) -> PageReader {
        var reader = self
        reader.moment = moment
        return reader
    }

    /// Reads a page: its listings, its quarantined records, the stated total and the position of the next page. Every
    /// record becomes a listing or a quarantined record.
    ///
    /// - Parameter isWhole: false for a record that was taken out of its page, without the last line of the page.
    package func parse(_ bytes: [UInt8], isWhole: Bool = true) throws(PageFault) -> ParsedPage {
        let bytes = try Self.expanded(bytes)
        guard bytes.count <= Self.largestPage else { throw Self.tooLarge(bytes.count) }
        let page: ParsedPage
        do throws(PageFault) {
            page = try read(bytes, isWhole: isWhole)
        } catch {
            throw PageFault(error, of: bytes, format: crawler.format)
        }
        try checkRecords(page, bytes)
        return page
    }

    private func read(_ bytes: [UInt8], isWhole: Bool) throws(PageFault) -> ParsedPage {
        switch crawler.format {
        case .json(let format):
            let text = try Self.text(bytes, format.encoding)
            return try JSONPage(self).parse(text, success: format.success, lists: format.records)
        case .ndjson(let format):
            var text = try Self.text(bytes, format.encoding)
            // No line is no page: nothing shows that the platform has nothing.
            if case .blank = PageNature(text.utf8) { throw .empty }
            if isWhole { try text.removeLastLine(format.end) }
            try Self.checkLines(text)
            return NDJSONPage(self).parse(text)
        case .csv(let format):
            var text = try Self.text(bytes, format.encoding)
            if isWhole { try text.removeLastLine(format.end) }
            try Self.checkLines(text)
            return try CSVPage(self, format.separator).parse(text)
        case .xml(let format): return try converted(XMLRecords.json(from: bytes, format: format))
        case .jsonLD(let format): return try converted(LinkedData.json(from: bytes, format: format))
        }
    }

    /// Reads `bytes` without a copy if they are JSON in UTF-8. After success the page owns the bytes and `bytes` must
    /// not be used. After a failure `bytes` is unchanged.
    package func parse(taking bytes: inout [UInt8]) throws(PageFault) -> ParsedPage {
        guard case .json(let format) = crawler.format, format.encoding == .utf8,
            Compression(recognising: bytes.prefix(4)) == nil, bytes.count <= Self.largestPage
        else { return try parse(bytes) }
        do throws(PageFault) {
            return try JSONPage(self).parse(
                taking: &bytes, arrived: nil, success: format.success, lists: format.records)
        } catch {
            throw PageFault(error, of: bytes, format: crawler.format)
        }
    }

    /// Maximum size of a page, also after expansion. It is far below 4 GiB because offsets of texts have 32 bits.
    private static let largestPage = 512 << 20

    private static func tooLarge(_ count: Int) -> PageFault {
        .unreadable("a page of \(count) bytes; at most \(largestPage) are read at once, ask for smaller pages")
    }

    /// A page of a few megabytes may expand to hundreds of millions of empty records. Their offsets would fill the
    /// memory.
    private static func checkLines(_ text: ConvertedText) throws(PageFault) {
        let lines = text.utf8.withUnsafeBufferPointer { $0.count { $0 == 0x0A } }
        guard lines <= SlotTable.most else {
            throw .unreadable("a page of \(lines) lines; at most \(SlotTable.most) are read at once")
        }
    }

    private static func expanded(_ bytes: [UInt8]) throws(PageFault) -> [UInt8] {
        do throws(DecompressionFault) {
            return try Decompression.expanded(bytes, limit: largestPage)
        } catch {
            throw .unreadable(error.message)
        }
    }

    /// The slots of a page that has no values of its own; never empty.
    var noPageValues: [FieldSlot] {
        Array(repeating: .missing, count: max(plan.pageSlots, 1))
    }

    static func text(_ bytes: [UInt8], _ encoding: FeedFormat.Encoding) throws(PageFault) -> ConvertedText {
        try DamagedText.converted(bytes, from: encoding)
    }

    func converted(_ page: ConvertedPage, context: [UInt8] = []) throws(PageFault) -> ParsedPage {
        // Decoded escapes may make it longer than the page was.
        guard page.json.count <= 2 * Self.largestPage else { throw Self.tooLarge(page.json.count) }
        return page.restored(
            try JSONPage(self).parse(
                ConvertedText(utf8: page.json), success: nil, lists: [page.records], context: context))
    }
}

/// The result of scanning a page.
struct FoundRecords {
    /// The texts of the page, then the JSON texts decoded from its strings, then `JSONScanner.padding` bytes.
    var bytes: [UInt8]
    let table: SlotTable
    /// The slots of the page itself; never empty.
    var page: [FieldSlot]
    let isProved: Bool
    var statedTotal: Int64?
    var next: String?
    /// Whether the page states that another page follows; nil if it states neither.
    var saysMore: Bool?
    /// The place of a record, for messages: `data.products[3]`, `line 12`.
    let place: (RecordMark) -> String
    /// The parts of the page that are needed to read a record again.
    var context: [UInt8] = []
    /// The text as it arrived; nil for parts of a file that was UTF-8 from the start.
    var arrived: ConvertedText?

    func quarantined(_ fault: RecordFault, _ mark: RecordMark, _ bytes: UnsafeBufferPointer<UInt8>) -> QuarantinedRecord
    {
        let range = mark.start..<max(mark.start, mark.end)
        // A record decoded from a string of the page has no original bytes.
        let source = arrived.flatMap { range.upperBound <= $0.utf8.count ? $0 : nil }
        return QuarantinedRecord(
            fault: source?.explained(fault, at: range) ?? fault, place: place(mark),
            bytes: source?.record(at: range) ?? Array(bytes[range]), context: context)
    }
}

extension RecordMark.Trouble {
    func fault(_ mark: RecordMark) -> RecordFault {
        switch self {
        case .notAnObject: RecordFault(.notAnObject, "the record is no object")
        case .invalidText(let position):
            RecordFault(.invalidText, "byte \(position - mark.start + 1) of the record is not valid UTF-8")
        case .unreadable(let position, let message):
            RecordFault(.unreadableRecord, "byte \(max(position - mark.start, 0) + 1): \(message)")
        case .columns(let found, let expected):
            RecordFault(.wrongColumnCount, "\(found) columns, the header names \(expected)")
        }
    }
}
