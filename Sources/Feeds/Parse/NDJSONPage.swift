internal import Domain

/// Reads records of one line each; every line is a JSON object. A broken line affects no other line.
struct NDJSONPage {
    private let reader: PageReader

    init(_ reader: PageReader) {
        self.reader = reader
    }

    func parse(_ text: ConvertedText) -> ParsedPage {
        var bytes = text.utf8
        let size = bytes.count
        bytes.append(contentsOf: repeatElement(0, count: JSONScanner.padding))
        return reader.page(found(in: bytes, size: size, firstLine: 1, arrived: text))
    }

    /// Reads the records in `bytes`: whole lines, with `JSONScanner.padding` bytes after `size`.
    func found(
        in bytes: consuming [UInt8], size: Int, firstLine: Int, arrived: ConvertedText? = nil
    ) -> FoundRecords {
        let table = SlotTable(stride: reader.plan.recordSlots, expecting: size / 512)
        let embedded = bytes.withUnsafeBufferPointer { buffer -> [UInt8] in
            guard let base = buffer.baseAddress else { return [] }
            return scan(base, size, padded: buffer.count, firstLine: firstLine, table)
        }
        if !embedded.isEmpty { bytes += embedded }
        return FoundRecords(
            bytes: bytes, table: table, page: reader.noPageValues, isProved: true, place: { "line \($0.index)" },
            arrived: arrived)
    }

    private func scan(
        _ base: UnsafePointer<UInt8>, _ size: Int, padded: Int, firstLine: Int, _ table: SlotTable
    ) -> [UInt8] {
        var parser = RecordParser(
            JSONScanner(base, end: size, spansLines: false), plan: reader.plan.record, embeddedStart: padded)
        let buffers = reader.tokenBuffers.take(reader.plan.record, reader.indexing)
        defer { reader.tokenBuffers.release(buffers) }
        var tokens = buffers.map { TokenParser(parser.scanner, plan: reader.plan.record, in: $0) }
        var index = 0
        var line = firstLine
        while index < size {
            switch base[index] {
            case 0x0A:
                line += 1
                index += 1
            case 0x20, 0x09, 0x0D: index += 1
            // Byte-order marks also occur within the text, because joined files keep theirs.
            case 0xEF where base[index + 1] == 0xBB && base[index + 2] == 0xBF: index += 3
            default:
                index = self.line(&parser, &tokens, index, line, table)
            }
        }
        return parser.embedded
    }

    /// Reads the line that begins at `start` and returns the position of its end.
    private func line(
        _ parser: inout RecordParser, _ tokens: inout TokenParser?, _ start: Int, _ number: Int, _ table: SlotTable
    ) -> Int {
        let slots = table.begin(RecordMark(start: start, end: start, list: 0, index: number))
        if let end = tokens?.record(start, slots, of: table), end >= 0 {
            table.end(at: end, isClean: true)
            return end
        }
        table.clear(slots)
        parser.beginRecord()
        let isObject = parser.scanner.base[start] == UInt8(ascii: "{")
        let reached =
            isObject
            ? parser.object(start, node: FieldPlan.root, depth: 1, slots) : parser.scanner.skipValue(start, depth: 0)
        let end = ByteSearch.newline(parser.scanner.base, from: max(reached, start), to: parser.scanner.end)
        let trouble = trouble(&parser, start, reached, end, isObject: isObject)
        table.end(at: end, trouble: trouble, isClean: parser.isClean)
        return end
    }

    private func trouble(
        _ parser: inout RecordParser, _ start: Int, _ reached: Int, _ end: Int, isObject: Bool
    ) -> RecordMark.Trouble? {
        if let fault = parser.scanner.fault {
            parser.scanner.fault = nil
            return .unreadable(at: min(fault.offset, end), fault.message)
        }
        let index = parser.scanner.skipSpace(reached)
        if index < end { return .unreadable(at: index, "text follows the end of the value") }
        return isObject ? parser.recordTrouble : .notAnObject
    }
}
