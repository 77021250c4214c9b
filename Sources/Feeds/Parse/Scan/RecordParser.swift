/// Parses JSON objects byte by byte and fills the slots of a plan. It reads what `TokenParser` does not: everything around
/// the records, and every record that is not plain.
struct RecordParser {
    var scanner: JSONScanner
    private let plan: FieldPlan
    /// Added to every position: the offset of the parsed text among the texts of the page.
    let bias: Int
    /// JSON texts decoded from strings, in the order in which they follow the page.
    private(set) var embedded: [UInt8] = []
    /// The offset of the first of these texts.
    private let embeddedStart: Int
    private let onRecords: ((inout RecordParser, _ position: Int, _ list: Int) -> Int)?
    /// A fault in a text that should be JSON and is not. It affects this record only, because the end of the text is
    /// known.
    private(set) var textTrouble: RecordMark.Trouble?
    /// The number of objects of this text around the list of records. `outerDepth` is the depth of the text itself.
    private(set) var listDepth = 0
    private var outerDepth = 0

    /// - Parameters:
    ///   - embeddedStart: the offset that the first embedded text will have.
    ///   - onRecords: called at the value of each list of records; returns the position after it.
    init(
        _ scanner: JSONScanner, plan: FieldPlan, bias: Int = 0, embeddedStart: Int,
        onRecords: ((inout RecordParser, _ position: Int, _ list: Int) -> Int)? = nil
    ) {
        self.scanner = scanner
        self.plan = plan
        self.bias = bias
        self.embeddedStart = embeddedStart
        self.onRecords = onRecords
    }

    /// Parses the object at `start`. Returns the position after it, or −1 after a fault.
    mutating func object(
        _ start: Int, node: Int, depth: Int, _ slots: UnsafeMutablePointer<FieldSlot>
    ) -> Int {
        guard depth <= JSONScanner.deepest else { return scanner.fail(start, "nested too deeply") }
        var index = scanner.skipSpace(start + 1)
        if scanner.base[index] == UInt8(ascii: "}") { return index + 1 }
        while true {
            guard scanner.base[index] == UInt8(ascii: "\"") else {
                return scanner.fail(
                    index,
                    index >= scanner.end
                        ? "the text ends within an object; it was cut off" : "expected a name in quotes")
            }
            let entry = name(&index, node: node)
            if index < 0 { return -1 }
            index = scanner.colon(index)
            if index < 0 { return -1 }
            let start = index
            index =
                entry < 0
                ? scanner.skipValue(index, depth: depth) : value(index, entry, plan.actions[entry], depth, slots)
            if index < 0 {
                index = entry < 0 ? passDamage(start) : -1
                if index < 0 { return -1 }
            }
            index = scanner.skipSpace(index)
            switch scanner.base[index] {
            case UInt8(ascii: ","): index = scanner.skipSpace(index + 1)
            case UInt8(ascii: "}"): return index + 1
            default:
                let end = entry < 0 ? passDamage(start) : -1
                guard end >= 0 else {
                    return scanner.fail(
                        index,
                        index >= scanner.end ? "the text ends within an object; it was cut off" : "expected , or }")
                }
                index = scanner.skipSpace(end)
                if scanner.base[index] == UInt8(ascii: "}") { return index + 1 }
                index = scanner.skipSpace(index + 1)
            }
        }
    }

    // MARK: Names

    /// Reads the name at `index`, moves after its closing quote, and returns its entry; −1 if the name is not in the
    /// plan.
    private mutating func name(_ index: inout Int, node: Int) -> Int {
        let start = index + 1
        var hasEscapes = false
        let close = scanner.string(start, &hasEscapes)
        index = close < 0 ? -1 : close + 1
        guard close >= 0 else { return -1 }
        let raw = UnsafeBufferPointer(start: scanner.base + start, count: close - start)
        return hasEscapes ? find(JSONString.unescaped(raw)[...], node) : find(raw, node)
    }

    private func find(_ name: some Collection<UInt8>, _ node: Int) -> Int {
        plan.nodes[node].first { $0.name.count == name.count && $0.name.elementsEqual(name) }?.action ?? -1
    }

    // MARK: Values

    private mutating func value(
        _ start: Int, _ index: Int, _ entry: FieldPlan.Action, _ depth: Int, _ slots: UnsafeMutablePointer<FieldSlot>
    ) -> Int {
        if entry.list >= 0, !entry.isEmbedded, let onRecords {
            listDepth = depth - outerDepth
            return onRecords(&self, start, Int(entry.list))
        }
        switch scanner.base[start] {
        case UInt8(ascii: "\""): return text(start, index, entry, depth, slots)
        case UInt8(ascii: "{"):
            if entry.slot >= 0 { note(Int(entry.slot), FieldSlot(.container, start: start + bias), slots) }
            guard entry.node >= 0 else {
                return finish(Int(entry.slot), start, scanner.skipValue(start, depth: depth), slots)
            }
            let end = object(start, node: Int(entry.node), depth: depth + 1, slots)
            return finish(Int(entry.slot), start, end, slots)
        case UInt8(ascii: "["): return list(start, index, entry, depth, slots)
        case UInt8(ascii: "t"), UInt8(ascii: "f"):
            return plain(start, scanner.literal(start), .literal, Int(entry.slot), slots)
        case UInt8(ascii: "n"): return plain(start, scanner.literal(start), .null, Int(entry.slot), slots)
        default:
            if start >= scanner.end { return scanner.fail(start, "the text ends within an object; it was cut off") }
            return plain(start, scanner.number(start), .number, Int(entry.slot), slots)
        }
    }

    private mutating func plain(
        _ start: Int, _ end: Int, _ kind: FieldSlot.Kind, _ slot: Int, _ slots: UnsafeMutablePointer<FieldSlot>
    ) -> Int {
        if end >= 0, slot >= 0 { note(slot, FieldSlot(kind, start: start + bias, count: end - start), slots) }
        return end
    }

    private mutating func text(
        _ start: Int, _ index: Int, _ entry: FieldPlan.Action, _ depth: Int, _ slots: UnsafeMutablePointer<FieldSlot>
    ) -> Int {
        var hasEscapes = false
        let close = scanner.string(start + 1, &hasEscapes)
        guard close >= 0 else { return -1 }
        if entry.slot >= 0 {
            note(
                Int(entry.slot),
                FieldSlot(hasEscapes ? .escaped : .text, start: start + 1 + bias, count: close - start - 1), slots)
        }
        if entry.isEmbedded, !enter(start + 1, close, index, depth, slots) { return -1 }
        return close + 1
    }

    /// Within a path, a list counts as its first element. At the end of a path, it counts as its first value.
    private mutating func list(
        _ start: Int, _ index: Int, _ entry: FieldPlan.Action, _ depth: Int, _ slots: UnsafeMutablePointer<FieldSlot>
    ) -> Int {
        let first = scanner.skipSpace(start + 1)
        let isEmpty = scanner.base[first] == UInt8(ascii: "]")
        if entry.isWhole, !isEmpty { return wholeList(start, first, index, entry, depth, slots) }
        let isPlain = scanner.base[first] != UInt8(ascii: "[") && (entry.slot < 0 || entry.takesFirst)
        guard !isEmpty, isPlain else {
            if entry.slot >= 0, !isEmpty {
                note(Int(entry.slot), FieldSlot(.container, start: start + bias), slots)
            }
            return finish(Int(entry.slot), start, scanner.skipValue(start, depth: depth), slots)
        }
        var element = entry
        element.list = -1
        let end = elementValue(first, index, element, depth + 1, slots)
        if end < 0 { return -1 }
        return rest(of: end, depth: depth + 1)
    }

    /// A list that is taken as a whole. The names of its first element are found too.
    private mutating func wholeList(
        _ start: Int, _ first: Int, _ index: Int, _ entry: FieldPlan.Action, _ depth: Int,
        _ slots: UnsafeMutablePointer<FieldSlot>
    ) -> Int {
        let slot = Int(entry.slot)
        note(slot, FieldSlot(.container, start: start + bias), slots)
        guard entry.node >= 0, scanner.base[first] == UInt8(ascii: "{") else {
            return finish(slot, start, scanner.skipValue(start, depth: depth), slots)
        }
        let end = object(first, node: Int(entry.node), depth: depth + 2, slots)
        return finish(slot, start, end < 0 ? -1 : rest(of: end, depth: depth + 1), slots)
    }

    private mutating func elementValue(
        _ start: Int, _ index: Int, _ entry: FieldPlan.Action, _ depth: Int, _ slots: UnsafeMutablePointer<FieldSlot>
    ) -> Int {
        guard scanner.base[start] == UInt8(ascii: "{"), entry.node >= 0 else {
            return value(start, index, entry, depth, slots)
        }
        return object(start, node: Int(entry.node), depth: depth + 1, slots)
    }

    /// Skips the elements of a list after the first one.
    private mutating func rest(of position: Int, depth: Int) -> Int {
        var index = scanner.skipSpace(position)
        while scanner.base[index] == UInt8(ascii: ",") {
            index = scanner.skipValue(scanner.skipSpace(index + 1), depth: depth)
            if index < 0 { return -1 }
            index = scanner.skipSpace(index)
        }
        return scanner.base[index] == UInt8(ascii: "]") ? index + 1 : scanner.fail(index, "expected , or ]")
    }

    @inline(__always)
    private mutating func note(_ slot: Int, _ found: FieldSlot, _ slots: UnsafeMutablePointer<FieldSlot>) {
        if slots[slot].kind == .missing {
            slots[slot] = found
        } else {
            slots[slot] = FieldSlot(.repeated, start: Int(found.start), count: Int(found.count))
        }
    }

    /// Sets the length of a container after its end is known.
    private func finish(_ slot: Int, _ start: Int, _ end: Int, _ slots: UnsafeMutablePointer<FieldSlot>) -> Int {
        if end >= 0, slot >= 0, slots[slot].kind == .container {
            slots[slot] = FieldSlot(.container, start: start + bias, count: end - start)
        }
        return end
    }

    // MARK: JSON in strings

    /// Parses the JSON in the string from `start` to `close`, by the node of `entry`. Returns false after a fault.
    private mutating func enter(
        _ start: Int, _ close: Int, _ action: Int, _ depth: Int, _ slots: UnsafeMutablePointer<FieldSlot>
    ) -> Bool {
        let raw = UnsafeBufferPointer(start: scanner.base + start, count: close - start)
        var inner = JSONString.unescaped(raw)
        let count = inner.count
        inner.append(contentsOf: repeatElement(0, count: JSONScanner.padding))
        let place = embeddedStart + embedded.count
        guard place + inner.count < Int(UInt32.max) else {
            _ = scanner.fail(start - 1, "the JSON held as text exceeds 4 GiB; ask for smaller pages")
            return false
        }
        embedded += inner
        let fault = inner.withUnsafeBufferPointer { bytes -> JSONFault? in
            guard let base = bytes.baseAddress else { return nil }
            var parser = RecordParser(
                JSONScanner(base, end: count), plan: plan, bias: place,
                embeddedStart: embeddedStart + embedded.count, onRecords: onRecords)
            let first = parser.scanner.skipSpace(0)
            let end = parser.embeddedValue(first, plan.actions[action], depth, slots)
            if end >= 0, parser.scanner.skipSpace(end) < count {
                _ = parser.scanner.fail(end, "text follows the end of the value")
            }
            embedded += parser.embedded
            scanner.hasDelete = scanner.hasDelete || parser.scanner.hasDelete
            if textTrouble == nil, parser.textTrouble != nil {
                textTrouble = .unreadable(
                    at: bias + start - 1, Self.message("JSON text within it is none", plan, action))
            }
            return parser.scanner.fault
        }
        guard let fault else { return true }
        let message = Self.message(fault.message, plan, action)
        if onRecords == nil {
            textTrouble = textTrouble ?? .unreadable(at: bias + start - 1, message)
            return true
        }
        scanner.fault = scanner.fault ?? JSONFault(offset: min(start - 1, scanner.end), message: message)
        return false
    }

    private static func message(_ message: String, _ plan: FieldPlan, _ action: Int) -> String {
        "the JSON text in “\(plan.name(of: action))”: \(message)"
    }

    /// Resets the flags of the last record.
    mutating func beginRecord() {
        scanner.resetText()
        textTrouble = nil
    }

    /// Whether all texts of the last record were found to be UTF-8 without control characters.
    var isClean: Bool {
        !scanner.hasDelete && scanner.invalidText == nil
    }

    /// The fault that makes the last record unreadable although it is an object.
    var recordTrouble: RecordMark.Trouble? {
        scanner.invalidText.map { .invalidText(at: placed($0)) } ?? textTrouble
    }

    private mutating func embeddedValue(
        _ start: Int, _ entry: FieldPlan.Action, _ depth: Int, _ slots: UnsafeMutablePointer<FieldSlot>
    ) -> Int {
        if entry.list >= 0, let onRecords {
            listDepth = 0
            return onRecords(&self, start, Int(entry.list))
        }
        outerDepth = depth
        guard scanner.base[start] == UInt8(ascii: "{"), entry.node >= 0 else {
            return scanner.skipValue(start, depth: depth)
        }
        return object(start, node: Int(entry.node), depth: depth + 1, slots)
    }

    /// The offset of `position` among the texts of the page.
    func placed(_ position: Int) -> Int {
        position + bias
    }

    /// A parser for the records of this text.
    func recordParser(_ plan: FieldPlan) -> RecordParser {
        var parser = RecordParser(scanner, plan: plan, bias: bias, embeddedStart: embeddedStart + embedded.count)
        parser.listDepth = listDepth
        return parser
    }

    /// Continues at the position where a record parser stopped.
    mutating func resume(after records: RecordParser) {
        scanner = records.scanner
        embedded += records.embedded
    }
}
