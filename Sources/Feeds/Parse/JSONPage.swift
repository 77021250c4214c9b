internal import Domain

/// A page in JSON.
enum JSONPage {
    private enum Answer {
        case records(ParsedPage)
        case refusal(String)
    }

    static func parse(_ bytes: [UInt8], format: FeedFormat.JSONFormat, crawler: Crawler) throws(PageFault) -> ParsedPage
    {
        let answer: Answer
        do throws(JSONFault) {
            let page = try JSONCursor(parsing: bytes)
            if let message = try refusal(page, format) {
                answer = .refusal(message)
            } else {
                answer = .records(try records(page, format, crawler))
            }
        } catch {
            throw .unreadable(place(of: error.offset, in: bytes) + ": " + error.message)
        }
        switch answer {
        case .refusal(let message): throw .refused(message)
        case .records(let page): return page
        }
    }

    /// Line and column of a byte, both from 1.
    private static func place(of offset: Int, in bytes: [UInt8]) -> String {
        let before = bytes.prefix(offset)
        let line = before.reduce(1) { $1 == 0x0A ? $0 + 1 : $0 }
        let column = before.count - (before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0) + 1
        return "line \(line), column \(column)"
    }

    /// The error that the platform answered with, if it did.
    private static func refusal(_ page: JSONCursor, _ format: FeedFormat.JSONFormat) throws(JSONFault) -> String? {
        if let path = format.error, let answer = try page.follow(path.steps) { return shown(answer) }
        guard let success = format.success else { return nil }
        let found = try page.follow(success.path.steps)
        let text = (try? found?.text()) ?? nil
        guard text != success.equals else { return nil }
        return "\(success.path.text) is \(text?.prefix(100) ?? "missing"), not \(success.equals): " + shown(page)
    }

    private static func shown(_ cursor: JSONCursor) -> String {
        String(decoding: cursor.source.prefix(500), as: UTF8.self)
    }

    private static func records(
        _ page: JSONCursor, _ format: FeedFormat.JSONFormat, _ crawler: Crawler
    ) throws(JSONFault) -> ParsedPage {
        let reader = ListingReader(crawler: crawler)
        var collector = PageCollector()
        for path in format.records {
            guard let list = try page.follow(path.steps) else {
                // A list that is not there is an empty one only where another list of the page may hold the records.
                guard format.records.count > 1 else {
                    throw JSONFault(offset: 0, message: "there is no list of records at \(path.text)")
                }
                continue
            }
            for (index, record) in list.elements.enumerated() {
                collector.add(place: "\(path.text)[\(index)]", source: record.source) { () throws(RecordFault) in
                    try read(record, page: page, reader)
                }
            }
        }
        let total = try crawler.paging.total.flatMap { path throws(JSONFault) in try page.follow(path.steps) }
        let text = (try? total?.text()) ?? nil
        let cursor: JSONCursor? =
            if case .cursor(let path, _) = crawler.paging.advance { try page.follow(path.steps) } else { nil }
        // A total beyond any platform's catalogue says nothing.
        return collector.page(
            statedTotal: text.flatMap { Int64($0) }.flatMap { (0...1_000_000_000_000).contains($0) ? $0 : nil },
            next: ((try? cursor?.text()) ?? nil).flatMap { $0.isEmpty ? nil : $0 })
    }

    private static func read(
        _ record: JSONCursor, page: JSONCursor, _ reader: ListingReader
    ) throws(RecordFault) -> ReadListing {
        guard record.isObject else { throw RecordFault(.notAnObject, "the record is not an object") }
        guard String(validating: record.bytes[record.node.range], as: UTF8.self) != nil else {
            throw RecordFault(.invalidText, "the record is not valid UTF-8")
        }
        return try reader.read { (path: FieldPath) throws(RecordFault) in
            do throws(JSONFault) {
                let value = try (path.fromPage ? page : record).follow(path.steps)
                return value.map { .json($0) }
            } catch {
                throw RecordFault(.wrongType, field: path.text, error.message)
            }
        }
    }
}
