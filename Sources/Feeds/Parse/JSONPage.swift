internal import Domain

/// Reads a page in JSON.
struct JSONPage {
    private let reader: PageReader
    /// Whether the text is a document without its records, which were read before.
    private let isFrame: Bool

    init(_ reader: PageReader, isFrame: Bool = false) {
        self.reader = reader
        self.isFrame = isFrame
    }

    /// - Parameters:
    ///   - lists: the paths of the lists of records, for messages.
    ///   - context: values of the page that a record came from; they replace the values of this page.
    func parse(
        _ text: ConvertedText, success: FeedFormat.Expectation?, lists: [FieldPath], context: [UInt8] = []
    ) throws(PageFault) -> ParsedPage {
        var bytes = text.utf8
        return try parse(taking: &bytes, arrived: text, success: success, lists: lists, context: context)
    }

    /// Moves `bytes` into the page. If the page cannot be read, `bytes` is restored.
    ///
    /// - Parameter arrived: the text as it arrived, if it was converted.
    func parse(
        taking bytes: inout [UInt8], arrived: ConvertedText?, success: FeedFormat.Expectation?, lists: [FieldPath],
        context: [UInt8] = []
    ) throws(PageFault) -> ParsedPage {
        let size = bytes.count
        bytes.append(contentsOf: repeatElement(0, count: JSONScanner.padding))
        var found = FoundRecords(
            bytes: [], table: SlotTable(stride: reader.plan.recordSlots),
            page: reader.noPageValues, isProved: true, place: Self.place(in: lists))
        swap(&found.bytes, &bytes)
        do throws(PageFault) {
            try check(&found, size, success, lists)
        } catch {
            swap(&found.bytes, &bytes)
            bytes.removeSubrange(size...)
            throw error
        }
        found.statedTotal = value(reader.plan.total, found).flatMap(PageStatement.total)
        found.saysMore = isEnd(found) ? false : value(reader.plan.hasMore, found).flatMap(PageStatement.hasMore)
        found.next = value(reader.plan.next, found).flatMap { $0.isEmpty ? nil : $0 }
        found.context = context.isEmpty ? self.context(found) : context
        if !context.isEmpty { reader.putValues(of: context, into: &found.page, &found.bytes) }
        found.arrived = arrived
        return reader.page(found)
    }

    /// Scans the page. Throws if it is not a page, or if it is an error answer of the platform.
    private func check(
        _ found: inout FoundRecords, _ size: Int, _ success: FeedFormat.Expectation?, _ lists: [FieldPath]
    ) throws(PageFault) {
        var hasList = false
        if let fault = scan(size, &found, &hasList) {
            throw PageFault(fault.message, at: fault.offset, of: found.bytes)
        }
        // Platforms answer a request for a page after the last one with an error or without a list.
        if isEnd(found) { return }
        if let refusal = refusal(found, size, success) { throw .refused(refusal) }
        if let slot = reader.plan.next, [.container, .repeated].contains(found.page[slot].kind) {
            throw .unreadable("the cursor or link of the next page is a list or an object, or it is repeated")
        }
        guard !hasList else { return try checkEncoding(found, size) }
        let page = Array(found.bytes[..<size])
        // If the page itself is the list, an object is an error answer of the platform.
        if reader.plan.rootList >= 0, found.bytes.first(where: { !isXMLSpace($0) }) == UInt8(ascii: "{") {
            throw .refused(Self.shown(page[...]))
        }
        throw PageMembers.noList(lists, in: page)
    }

    /// Throws if the records are in another character set, and not only some of them damaged.
    private func checkEncoding(_ found: FoundRecords, _ size: Int) throws(PageFault) {
        let troubles = found.table.troubles
        let invalid = troubles.values.count { if case .invalidText = $0 { true } else { false } }
        guard invalid >= 3, invalid == found.table.marks.count else { return }
        let declared = reader.crawler.format.encoding
        guard let probable = ProbableEncoding.of(Array(found.bytes[..<size]), besides: declared) else { return }
        throw .otherEncoding(declared: declared, probable: probable)
    }

    private func scan(
        _ size: Int, _ found: inout FoundRecords, _ hasList: inout Bool
    ) -> JSONFault? {
        let table = found.table
        let plan = reader.plan.record
        let buffers = reader.tokenBuffers.take(plan, reader.indexing)
        defer { reader.tokenBuffers.release(buffers) }
        var page = found.page
        let (fault, embedded) = found.bytes.withUnsafeBufferPointer { bytes in
            walk(bytes, size, &page) { parser, position, list in
                hasList = true
                var records = RecordList(
                    parser.recordParser(plan), plan: plan, list: list, in: table, buffers: buffers)
                let end = records.value(position)
                parser.resume(after: records.parser)
                return end
            }
        }
        found.page = page
        if !embedded.isEmpty {
            found.bytes += embedded
            found.bytes.append(contentsOf: repeatElement(0, count: JSONScanner.padding))
        }
        return fault
    }

    /// Walks over the values of the page and passes each list of records to `onRecords`, which returns the position
    /// after it. Returns the fault, and the JSON texts that strings contained.
    private func walk(
        _ buffer: UnsafeBufferPointer<UInt8>, _ size: Int, _ page: inout [FieldSlot],
        onRecords: (inout RecordParser, _ position: Int, _ list: Int) -> Int
    ) -> (JSONFault?, [UInt8]) {
        page.withUnsafeMutableBufferPointer { slots in
            guard let base = buffer.baseAddress, let slots = slots.baseAddress else { return (nil, []) }
            return withoutActuallyEscaping(onRecords) { onRecords in
                var parser = RecordParser(
                    JSONScanner(base, end: size), plan: reader.plan.page, embeddedStart: buffer.count,
                    onRecords: onRecords)
                let start = buffer.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
                let end = root(&parser, parser.scanner.skipSpace(start), slots, onRecords)
                if end >= 0, parser.scanner.skipSpace(end) < size {
                    _ = parser.scanner.fail(parser.scanner.skipSpace(end), "text follows the end of the value")
                }
                return (parser.scanner.fault, parser.embedded)
            }
        }
    }

    /// Whether the whole page is the list of records, because the path has no names (`$`).
    private func root(
        _ parser: inout RecordParser, _ first: Int, _ slots: UnsafeMutablePointer<FieldSlot>,
        _ onRecords: (inout RecordParser, Int, Int) -> Int
    ) -> Int {
        if reader.plan.rootList >= 0, parser.scanner.base[first] == UInt8(ascii: "[") {
            return onRecords(&parser, first, reader.plan.rootList)
        }
        guard reader.plan.rootList < 0, parser.scanner.base[first] == UInt8(ascii: "{") else {
            return parser.scanner.skipValue(first, depth: 0)
        }
        return parser.object(first, node: FieldPlan.root, depth: 1, slots)
    }

    private static func place(in lists: [FieldPath]) -> (RecordMark) -> String {
        { (lists.isEmpty ? "" : lists[$0.list].text) + "[\($0.index)]" }
    }

    // MARK: Values of the page

    /// Whether the page has one of the values that end the feed.
    private func isEnd(_ found: FoundRecords) -> Bool {
        value(reader.plan.endValue, found).map(reader.crawler.paging.ends.values.contains) ?? false
    }

    private func refusal(_ found: FoundRecords, _ size: Int, _ success: FeedFormat.Expectation?) -> String? {
        if let slot = reader.plan.error, found.page[slot].kind != .missing, found.page[slot].kind != .null {
            return Self.shown(found.bytes[found.page[slot].range])
        }
        let codes = reader.plan.errorCodes.compactMap { value($0, found) }
        if reader.crawler.errors?.meaning(of: codes) != nil { return Self.shown(found.bytes[..<size]) }
        guard let success, let slot = reader.plan.success else {
            // Beside no record, a code that is no success is an error, also if its meaning is not listed.
            let isError = codes.contains { !Self.successCodes.contains($0.lowercased()) }
            return isError && found.table.marks.isEmpty && !isFrame ? Self.shown(found.bytes[..<size]) : nil
        }
        let text = value(slot, found)
        guard text != success.equals else { return nil }
        return "\(success.path.text) is \(text?.prefix(100) ?? "missing"), not \(success.equals): "
            + Self.shown(found.bytes[..<size])
    }

    /// The usual codes of success. A platform with another one states it as `success`.
    private static let successCodes: Set<String> = ["0", "200", "ok", "success", "true", ""]

    private static func shown(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes.prefix(500), as: UTF8.self)
    }

    /// The text in a slot of the page; nil if there is none.
    private func value(_ slot: Int?, _ found: FoundRecords) -> String? {
        guard let slot else { return nil }
        let found = (slot: found.page[slot], bytes: found.bytes)
        switch found.slot.kind {
        case .text, .number, .literal: return String(decoding: found.bytes[found.slot.range], as: UTF8.self)
        case .escaped:
            let text = found.bytes[found.slot.range].withUnsafeBufferPointer { JSONString.unescaped($0) }
            return String(decoding: text, as: UTF8.self)
        case .missing, .null, .container, .repeated, .doubledQuotes: return nil
        }
    }

    /// The page's values that fields of its records are read from, as a JSON object with their paths as names.
    private func context(_ found: FoundRecords) -> [UInt8] {
        guard reader.plan.fieldsFromPage else { return [] }
        var object = [UInt8(ascii: "{")]
        for (path, slot) in zip(reader.plan.pagePaths, found.page) where slot.holdsValue {
            // The values as they arrived. A value that is not UTF-8, is not a single value or occurs twice must not
            // look sound when it is read again.
            let text = Array(found.bytes[slot.range])
            let value =
                switch slot.kind {
                case .text, .escaped: [UInt8(ascii: "\"")] + text + [UInt8(ascii: "\"")]
                case .container, .repeated: Array("{}".utf8)
                default: text
                }
            let member = Array(JSONText.quoted(path).utf8) + [UInt8(ascii: ":")] + value
            for _ in 0..<(slot.kind == .repeated ? 2 : 1) {
                if object.count > 1 { object.append(UInt8(ascii: ",")) }
                object += member
            }
        }
        return object + [UInt8(ascii: "}")]
    }
}

/// A document in blocks.
extension JSONPage {
    /// The first list that is not empty: the position of its first record, and its number among the lists of the crawler
    /// file. Nil if there is none in the first `size` bytes of a document, followed by `JSONScanner.padding` zero bytes.
    func opening(_ buffer: UnsafeBufferPointer<UInt8>, size: Int) -> (start: Int, list: Int)? {
        var found: (start: Int, list: Int)?
        var page = reader.noPageValues
        _ = walk(buffer, size, &page) { parser, position, list in
            let first = parser.scanner.skipSpace(position + 1)
            switch parser.scanner.base[position] {
            case UInt8(ascii: "n"): return parser.scanner.literal(position)
            case UInt8(ascii: "[") where parser.scanner.base[first] == UInt8(ascii: "]"): return first + 1
            case UInt8(ascii: "[") where first < size: found = (first, list)
            default: break
            }
            return -1
        }
        return found
    }

    /// The records in `bytes`, whole elements of a list from `start` on, the first of them with `number`.
    ///
    /// - Throws: if the end of a record is not certain without the rest of the document.
    func found(
        in bytes: consuming [UInt8], from start: Int, size: Int, number: Int, list: Int, of lists: [FieldPath]
    ) throws(PageFault) -> FoundRecords {
        let plan = reader.plan.record
        let table = SlotTable(stride: reader.plan.recordSlots, expecting: size / 512)
        let buffers = reader.tokenBuffers.take(plan, reader.indexing)
        defer { reader.tokenBuffers.release(buffers) }
        let (isRead, embedded) = bytes.withUnsafeBufferPointer { buffer -> (Bool, [UInt8]) in
            guard let base = buffer.baseAddress else { return (false, []) }
            let parser = RecordParser(JSONScanner(base, end: size), plan: plan, embeddedStart: buffer.count)
            var records = RecordList(parser, plan: plan, list: list, in: table, isPart: true, buffers: buffers)
            let end = records.elements(parser.scanner.skipSpace(start), from: number)
            return (end >= 0 && parser.scanner.skipSpace(end) == size, records.parser.embedded)
        }
        guard isRead else { throw .unreadable("the records of a block are not certain") }
        if !embedded.isEmpty { bytes += embedded }
        return FoundRecords(
            bytes: bytes, table: table, page: reader.noPageValues, isProved: true, place: Self.place(in: lists))
    }
}
