internal import Domain

/// Reads records of one line each, every line a JSON object. A broken line costs itself alone.
struct NDJSONPage {
    private let reader: PageReader
    private let mode: ReadingMode

    init(_ reader: PageReader, _ mode: ReadingMode) {
        self.reader = reader
        self.mode = mode
    }

    func parse(_ text: ConvertedText) -> ParsedPage {
        var bytes = text.utf8
        let size = bytes.count
        bytes.append(contentsOf: repeatElement(0, count: JSONScanner.padding))
        return reader.page(found(in: bytes, size: size, firstLine: 1, arrived: text))
    }

    /// What stands in `bytes`: whole lines, with `JSONScanner.padding` bytes behind `size`.
    func found(
        in bytes: consuming [UInt8], size: Int, firstLine: Int, arrived: ConvertedText? = nil
    ) -> FoundRecords {
        let table = SlotTable(stride: reader.plan.recordSlots, expecting: size / 512)
        let embedded = bytes.withUnsafeBufferPointer { buffer -> [UInt8] in
            guard let base = buffer.baseAddress else { return [] }
            return scan(base, size, padded: buffer.count, firstLine: firstLine, table)
        }
        let page = Array(repeating: FieldSlot.missing, count: max(reader.plan.pageSlots, 1))
        return FoundRecords(
            bytes: Self.joined(bytes, embedded), table: table, page: page,
            isProved: mode == .strict, place: { "line \($0.index)" }, arrived: arrived)
    }

    private static func joined(_ bytes: consuming [UInt8], _ embedded: [UInt8]) -> [UInt8] {
        guard !embedded.isEmpty else { return bytes }
        return bytes + embedded
    }

    private func scan(
        _ base: UnsafePointer<UInt8>, _ size: Int, padded: Int, firstLine: Int, _ table: SlotTable
    ) -> [UInt8] {
        var walker = RecordWalker(
            JSONScanner(base, end: size, isStrict: mode == .strict, spansLines: false), plan: reader.plan.record,
            embeddedStart: padded, decisive: mode == .fast ? reader.plan.decisive : nil)
        // A fast scan looks at less of a record than an index would.
        let room = mode == .strict && reader.indexing != .none ? reader.rooms.take(reader.plan.record) : nil
        defer { room.map(reader.rooms.give(back:)) }
        var tokens = room.flatMap { TokenWalker(base, end: size, plan: reader.plan.record, reader.indexing, in: $0) }
        var index = 0
        var line = firstLine
        while index < size {
            switch base[index] {
            case 0x0A:
                line += 1
                index += 1
            case 0x20, 0x09, 0x0D: index += 1
            // Also within: files put behind one another keep their marks.
            case 0xEF where base[index + 1] == 0xBB && base[index + 2] == 0xBF: index += 3
            default:
                index = self.line(&walker, &tokens, index, line, table)
            }
        }
        return walker.embedded
    }

    /// Reads the line that begins at `start` and gives the position of its end.
    private func line(
        _ walker: inout RecordWalker, _ tokens: inout TokenWalker?, _ start: Int, _ number: Int, _ table: SlotTable
    ) -> Int {
        let slots = table.begin(RecordMark(start: start, end: start, list: 0, index: number))
        if let end = tokens?.record(start, slots), end >= 0 {
            table.end(at: end, isClean: true)
            return end
        }
        return line(&walker, start, slots, table)
    }

    /// Reads the line byte by byte.
    private func line(
        _ walker: inout RecordWalker, _ start: Int, _ slots: UnsafeMutablePointer<FieldSlot>, _ table: SlotTable
    ) -> Int {
        slots.update(repeating: .missing, count: table.stride)
        walker.beginRecord()
        let isObject = walker.scanner.base[start] == UInt8(ascii: "{")
        let reached =
            isObject
            ? walker.object(start, node: FieldPlan.root, depth: 1, slots) : walker.scanner.skipValue(start, depth: 0)
        let end = ByteSearch.newline(walker.scanner.base, from: max(reached, start), to: walker.scanner.end)
        let trouble = trouble(&walker, start, reached, end, isObject: isObject)
        table.end(at: end, trouble: trouble, isClean: walker.isClean)
        return end
    }

    private func trouble(
        _ walker: inout RecordWalker, _ start: Int, _ reached: Int, _ end: Int, isObject: Bool
    ) -> RecordMark.Trouble? {
        if let fault = walker.scanner.fault {
            walker.scanner.resetFault()
            return .unreadable(at: min(fault.offset, end), fault.message)
        }
        // A fast scan may stop early; a strict one has reached the end of the value, and nothing may follow it.
        if mode == .strict || !isObject {
            var index = reached
            index = walker.scanner.skipSpace(index)
            if index < end { return .unreadable(at: index, "text follows the end of the value") }
        }
        if !isObject { return .notAnObject }
        return walker.recordTrouble
    }
}
