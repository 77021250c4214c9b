/// Reads the records of a list into a table: plain ones by their tokens, all others byte by byte.
struct RecordList {
    /// The parser of the other records; it has the fault.
    private(set) var parser: RecordParser
    private var tokens: TokenParser?
    private let list: Int
    private let table: SlotTable
    /// Whether the text is a part of a list, after which the list continues. Then the end of a damaged record must be
    /// certain without the rest of the document.
    private let isPart: Bool

    /// - Parameters:
    ///   - parser: a parser of the text by `plan`, the plan for records.
    ///   - list: the number of the list among those of the crawler file.
    ///   - buffers: nil to read every record byte by byte.
    init(
        _ parser: RecordParser, plan: FieldPlan, list: Int, in table: SlotTable, isPart: Bool = false,
        buffers: TokenBufferPool.Buffers? = nil
    ) {
        self.parser = parser
        tokens = buffers.map { TokenParser(parser.scanner, plan: plan, bias: parser.bias, in: $0) }
        self.list = list
        self.table = table
        self.isPart = isPart
    }

    /// Reads the value at `position` as a list of records, and returns the position after it; −1 after a fault. Any
    /// other value counts as a list of one, null as an empty list.
    mutating func value(_ position: Int) -> Int {
        switch parser.scanner.base[position] {
        case UInt8(ascii: "["):
            let first = parser.scanner.skipSpace(position + 1)
            return parser.scanner.base[first] == UInt8(ascii: "]") ? first + 1 : elements(first, from: 0)
        case UInt8(ascii: "n"): return parser.scanner.literal(position)
        default: return record(position, 0)
        }
    }

    /// Reads the elements from `start`, the first of them with `number`, through the end of the list or of its part.
    mutating func elements(_ start: Int, from number: Int) -> Int {
        var index = start
        for number in number... {
            // A comma after the last record is a fault of the grammar that leaves no record in doubt.
            if number > 0, parser.scanner.base[index] == UInt8(ascii: "]") { return index + 1 }
            if isPart, index == parser.scanner.end { return index }
            guard table.count < SlotTable.most else {
                return parser.scanner.fail(index, "more than 4,000,000 records on one page; ask for smaller pages")
            }
            index = record(index, number)
            if index < 0 { return -1 }
            index = parser.scanner.skipSpace(index)
            switch parser.scanner.base[index] {
            case UInt8(ascii: ","): index = parser.scanner.skipSpace(index + 1)
            case UInt8(ascii: "]"): return index + 1
            default:
                return parser.scanner.fail(
                    index,
                    index >= parser.scanner.end ? "the text ends within a list; it was cut off" : "expected , or ]")
            }
        }
        return -1
    }

    private mutating func record(_ start: Int, _ number: Int) -> Int {
        let slots = table.begin(
            RecordMark(start: parser.placed(start), end: parser.placed(start), list: list, index: number))
        if let end = tokens?.record(start, slots, of: table), end >= 0 {
            table.end(at: parser.placed(end), isClean: true)
            return end
        }
        table.clear(slots)
        return careful(start, slots)
    }

    /// Reads the record byte by byte.
    private mutating func careful(_ start: Int, _ slots: UnsafeMutablePointer<FieldSlot>) -> Int {
        parser.beginRecord()
        let isObject = parser.scanner.base[start] == UInt8(ascii: "{")
        let end =
            isObject
            ? parser.object(start, node: FieldPlan.root, depth: 1, slots) : parser.scanner.skipValue(start, depth: 1)
        let depth = isPart ? -1 : parser.listDepth
        if let fault = parser.scanner.fault, let end = JSONExtent(parser.scanner).record(at: start, within: depth) {
            parser.scanner.fault = nil
            table.end(
                at: parser.placed(end), trouble: .unreadable(at: parser.placed(fault.offset), fault.message))
            return end
        }
        table.end(
            at: parser.placed(max(end, start)), trouble: isObject ? parser.recordTrouble : .notAnObject,
            isClean: isObject && parser.isClean)
        return end
    }
}
