internal import Domain

/// Reads a page in JSON.
struct JSONPage {
    private let reader: PageReader
    private let mode: ReadingMode

    init(_ reader: PageReader, _ mode: ReadingMode) {
        self.reader = reader
        self.mode = mode
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
            page: Array(repeating: .missing, count: max(reader.plan.pageSlots, 1)), isProved: mode == .strict,
            place: { (lists.isEmpty ? "" : lists[$0.list].text) + "[\($0.index)]" })
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
        var listsSeen = Set<Int>()
        if let fault = scan(size, &found, &listsSeen) {
            throw PageFault(fault.message, at: fault.offset, of: found.bytes)
        }
        // Platforms answer a request for a page after the last one with an error or without a list.
        if isEnd(found) { return }
        if let refusal = refusal(found, size, success) { throw .refused(refusal) }
        if let slot = reader.plan.next, [.container, .repeated].contains(found.page[slot].kind) {
            throw .unreadable("the cursor or link of the next page is a list or an object, or it is repeated")
        }
        guard listsSeen.isEmpty else { return try checkEncoding(found, size) }
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
        _ size: Int, _ found: inout FoundRecords, _ listsSeen: inout Set<Int>
    ) -> JSONFault? {
        let table = found.table
        let recordPlan = reader.plan.record
        var page = found.page
        var seen = listsSeen
        let (fault, embedded) = found.bytes.withUnsafeBufferPointer { buffer -> (JSONFault?, [UInt8]) in
            guard let base = buffer.baseAddress else { return (nil, []) }
            return page.withUnsafeMutableBufferPointer { slots -> (JSONFault?, [UInt8]) in
                guard let pageSlots = slots.baseAddress else { return (nil, []) }
                return withoutActuallyEscaping({ (parser: inout RecordParser, position: Int, list: Int) -> Int in
                    seen.insert(list)
                    return Self.records(&parser, position, list, recordPlan, table)
                }) { onRecords in
                    var parser = RecordParser(
                        JSONScanner(base, end: size, isStrict: mode == .strict), plan: reader.plan.page,
                        embeddedStart: buffer.count, onRecords: onRecords)
                    let start = buffer.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
                    let first = parser.scanner.skipSpace(start)
                    let end = root(&parser, first, pageSlots, onRecords)
                    if end >= 0, parser.scanner.skipSpace(end) < size {
                        _ = parser.scanner.fail(parser.scanner.skipSpace(end), "text follows the end of the value")
                    }
                    return (parser.scanner.fault, parser.embedded)
                }
            }
        }
        found.page = page
        listsSeen = seen
        if !embedded.isEmpty {
            found.bytes += embedded
            found.bytes.append(contentsOf: repeatElement(0, count: JSONScanner.padding))
        }
        return fault
    }

    /// Whether the whole page is the list of records, because the path has no names (`$`).
    private func root(
        _ parser: inout RecordParser, _ first: Int, _ slots: UnsafeMutablePointer<FieldSlot>,
        _ onRecords: (inout RecordParser, Int, Int) -> Int
    ) -> Int {
        if reader.plan.rootList >= 0 {
            guard parser.scanner.base[first] == UInt8(ascii: "[") else {
                return parser.scanner.skipValue(first, depth: 0)
            }
            return onRecords(&parser, first, reader.plan.rootList)
        }
        guard parser.scanner.base[first] == UInt8(ascii: "{") else {
            return parser.scanner.skipValue(first, depth: 0)
        }
        return parser.object(first, node: FieldPlan.root, depth: 1, slots)
    }

    /// Reads the value at `position` as a list of records. Any other value counts as a list of one, null as an empty
    /// list.
    private static func records(
        _ parser: inout RecordParser, _ position: Int, _ list: Int, _ plan: FieldPlan, _ table: SlotTable
    ) -> Int {
        var records = parser.recordParser(plan, decisive: nil)
        let end = records.list(position, list, table)
        parser.resume(after: records)
        return end
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
            return isError && found.table.marks.isEmpty ? Self.shown(found.bytes[..<size]) : nil
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

extension RecordParser {
    /// Reads the records in the list at `position` into `table`.
    mutating func list(_ position: Int, _ list: Int, _ table: SlotTable) -> Int {
        guard scanner.base[position] == UInt8(ascii: "[") else {
            if scanner.base[position] == UInt8(ascii: "n") { return scanner.literal(position) }
            return record(position, list, 0, table)
        }
        var index = scanner.skipSpace(position + 1)
        if scanner.base[index] == UInt8(ascii: "]") { return index + 1 }
        var number = 0
        while true {
            guard number < SlotTable.most else {
                return scanner.fail(index, "more than 4,000,000 records on one page; ask for smaller pages")
            }
            index = record(index, list, number, table)
            if index < 0 { return -1 }
            number += 1
            index = scanner.skipSpace(index)
            switch scanner.base[index] {
            case UInt8(ascii: ","):
                index = scanner.skipSpace(index + 1)
                // A comma after the last record is a fault of the grammar that leaves no record in doubt.
                if scanner.base[index] == UInt8(ascii: "]") { return index + 1 }
            case UInt8(ascii: "]"): return index + 1
            default:
                return scanner.fail(
                    index, index >= scanner.end ? "the text ends within a list; it was cut off" : "expected , or ]")
            }
        }
    }

    private mutating func record(_ start: Int, _ list: Int, _ number: Int, _ table: SlotTable) -> Int {
        let slots = table.begin(
            RecordMark(start: placed(start), end: placed(start), list: list, index: number))
        beginRecord()
        let isObject = scanner.base[start] == UInt8(ascii: "{")
        let end =
            isObject ? object(start, node: FieldPlan.root, depth: 1, slots) : scanner.skipValue(start, depth: 1)
        if let fault = scanner.fault, let end = JSONExtent(scanner).record(at: start, within: listDepth) {
            scanner.resetFault()
            table.end(at: placed(end), trouble: .unreadable(at: placed(fault.offset), fault.message))
            return end
        }
        table.end(
            at: placed(max(end, start)), trouble: isObject ? recordTrouble : .notAnObject,
            isClean: isObject && isClean)
        return end
    }
}
