package import Domain

extension PageParser {
    /// Reads one quarantined record again with the current crawler file.
    ///
    /// - Parameters:
    ///   - bytes: the record as it arrived.
    ///   - context: the other parts of its page that are needed: the header line of a table, or the page's own values
    ///     of a JSON page.
    ///   - moment: when the page arrived. Without it no dated price is used.
    package static func replay(
        _ bytes: [UInt8], context: [UInt8], crawler: Crawler, at moment: Timestamp? = nil
    ) -> Result<ListingBatch, RecordFault> {
        let page: ParsedPage
        do throws(PageFault) {
            let reader = PageReader(crawler)
            page = try (moment.map(reader.at) ?? reader).record(bytes, context: context)
        } catch {
            return .failure(RecordFault(.unreadableRecord, error.message))
        }
        if let fault = page.quarantined.first?.fault { return .failure(fault) }
        guard page.batch.rows.count == 1 else {
            return .failure(RecordFault(.unreadableRecord, "\(page.batch.rows.count) records instead of one"))
        }
        return .success(page.batch)
    }
}

extension PageReader {
    /// Reads a single record that was taken out of its page, with the known parts of the page.
    fileprivate func record(_ bytes: [UInt8], context: [UInt8]) throws(PageFault) -> ParsedPage {
        switch crawler.format {
        case .json(let format): return json(try Self.text(bytes, format.encoding).utf8, context)
        case .ndjson: return try parse(bytes, isWhole: false)
        case .jsonLD(let format):
            // A quarantined record is a block or an object of one, never a page in which scripts could be found.
            let first = try Self.text(bytes, format.encoding).utf8.first { !isXMLSpace($0) }
            guard first == UInt8(ascii: "{") || first == UInt8(ascii: "[") else {
                throw .unreadable("the record is no JSON")
            }
            return try parse(bytes)
        case .csv(let format):
            let row = try Self.text(bytes, format.encoding).utf8
            return try CSVPage(self, format.separator).parse(ConvertedText(utf8: Self.lines([context, row])))
        case .xml(let format): return try xml(bytes, format, context)
        }
    }

    /// A record of an XML document, within the elements that its path names.
    private func xml(
        _ bytes: [UInt8], _ format: FeedFormat.XMLFormat, _ context: [UInt8]
    ) throws(PageFault) -> ParsedPage {
        let stated = (try? JSONCursor(parsing: context))?.member(ConvertedPage.encodingName)
        let encoding = ((try? stated?.text()) ?? nil).flatMap { FeedFormat.Encoding(rawValue: $0) }
        let record = try Self.text(bytes, encoding ?? format.encoding).utf8
        let names = format.records.steps.dropLast().map(\.name)
        let before = #"<?xml version="1.0" encoding="UTF-8"?>"# + names.map { "<\($0)>" }.joined()
        let after = names.reversed().map { "</\($0)>" }.joined()
        let page = try XMLRecords.json(from: Array(before.utf8) + record + Array(after.utf8), format: format)
        return try converted(page, context: context)
    }

    private static func lines(_ lines: [[UInt8]]) -> [UInt8] {
        lines.flatMap { $0.last == 0x0A ? $0 : $0 + [0x0A] }
    }

    /// A record of a JSON page: an object, read by the plan for records, with the page's values added.
    private func json(_ record: [UInt8], _ context: [UInt8]) -> ParsedPage {
        var bytes = record
        bytes.append(contentsOf: repeatElement(0, count: JSONScanner.padding))
        let embeddedStart = bytes.count
        let table = SlotTable(stride: plan.recordSlots)
        let embedded = bytes.withUnsafeBufferPointer { buffer -> [UInt8] in
            guard let base = buffer.baseAddress else { return [] }
            let parser = RecordParser(
                JSONScanner(base, end: record.count), plan: plan.record, embeddedStart: embeddedStart)
            let start = parser.scanner.skipSpace(0)
            guard base[start] == UInt8(ascii: "{") else {
                _ = table.begin(RecordMark(start: 0, end: record.count, list: 0, index: 0))
                table.end(at: record.count, trouble: .notAnObject)
                return []
            }
            var records = RecordList(parser, plan: plan.record, list: 0, in: table)
            let end = records.value(start)
            if let fault = records.parser.scanner.fault {
                table.end(at: record.count, trouble: .unreadable(at: fault.offset, fault.message))
            } else if parser.scanner.skipSpace(end) < record.count {
                table.end(at: record.count, trouble: .unreadable(at: end, "text follows the end of the record"))
            }
            return records.parser.embedded
        }
        bytes += embedded
        var page = noPageValues
        putValues(of: context, into: &page, &bytes)
        return self.page(
            FoundRecords(bytes: bytes, table: table, page: page, isProved: false, place: { _ in "record" }))
    }

    /// Appends the page's values in `context` and padding to `bytes`, and sets their slots in `page`.
    func putValues(of context: [UInt8], into page: inout [FieldSlot], _ bytes: inout [UInt8]) {
        if !context.isEmpty, let values = try? JSONCursor(parsing: context) {
            for (slot, path) in plan.pagePaths.enumerated() {
                let found = values.members.filter { $0.key == path }
                guard let member = found.first?.value, !member.isNull else { continue }
                guard found.count == 1, let value = Self.value(of: member) else {
                    page[slot] = FieldSlot(found.count == 1 ? .container : .repeated)
                    continue
                }
                page[slot] = FieldSlot(.text, start: bytes.count, count: value.count)
                bytes.append(contentsOf: value)
            }
        }
        bytes.append(contentsOf: repeatElement(0, count: JSONScanner.padding))
    }

    /// The bytes of a text or a number, which may be invalid UTF-8.
    private static func value(of member: JSONCursor) -> [UInt8]? {
        switch member.node.kind {
        case .string: JSONString.unescaped(member.bytes, member.node)
        case .number, .boolean: member.source
        case .null, .array, .object: nil
        }
    }
}
