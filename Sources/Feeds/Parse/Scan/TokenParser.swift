internal import CScan

/// Parses the records of lines or of a list by their tokens and fills the slots of a plan. `RecordParser` does the same
/// byte by byte.
///
/// It accepts sound, plain records only. Any other record goes to the fallback parser, `RecordParser`: one with a
/// fault, bytes that are not UTF-8, DEL in a string, JSON in a string, an escape in a name, deep nesting, more than is
/// indexed at once, or a line that does not end. So each record is accepted or refused in the same way, with the same
/// message.
struct TokenParser {
    /// Deeper records go to the fallback parser, because one bit is kept for each level.
    private static let deepest = 60
    /// Maximum number of records that may go to the fallback parser before the index is no longer used.
    private static let leftLimit = 64

    private let base: UnsafePointer<UInt8>
    private let plan: FieldPlan
    /// Whether each record is one line, not an element of a list.
    private let isLines: Bool
    /// Added to every position: the offset of the parsed text among the texts of the page.
    private let bias: Int
    private var index: TokenIndex
    private let cache: TokenCache
    private let kinds: UnsafeMutablePointer<UInt8>
    private let places: UnsafeMutablePointer<UInt16>
    /// The next token.
    private var next = 0
    private var taken = 0
    private var left = 0

    /// - Parameters:
    ///   - base: the start of a text of `end` bytes, followed by `JSONScanner.padding` readable bytes.
    ///   - buffers: those of this plan; no other parser may use them at the same time.
    init(_ scanner: JSONScanner, plan: FieldPlan, bias: Int = 0, in buffers: TokenBufferPool.Buffers) {
        base = scanner.base
        self.plan = plan
        self.bias = bias
        isLines = !scanner.spansLines
        index = TokenIndex(base, end: scanner.end, way: buffers.way, isDocument: !isLines, in: buffers.index)
        cache = buffers.cache
        kinds = buffers.index.kinds
        places = buffers.index.places
    }

    /// Parses the record at `start` and returns the position of the line feed after it, or after its brace in a list; −1
    /// if the fallback parser must read it. In that case some slots may already be filled.
    mutating func record(_ start: Int, _ slots: UnsafeMutablePointer<FieldSlot>, of table: SlotTable) -> Int {
        // In a feed in which most records go to the fallback parser, the index only costs time.
        guard left < Self.leftLimit || left < taken else { return -1 }
        if start >= index.covered {
            index.fill(from: start)
            next = 0
        }
        left += 1
        var end = indexed(start, slots)
        if end < 0, !isLines, start > index.origin, index.isPart, !isWhole(start) {
            index.fill(from: start)
            next = 0
            table.clear(slots)
            end = indexed(start, slots)
        }
        guard end >= 0 else { return -1 }
        left -= 1
        taken += 1
        return end
    }

    private mutating func indexed(_ start: Int, _ slots: UnsafeMutablePointer<FieldSlot>) -> Int {
        guard start < index.covered else { return -1 }
        // Zeros follow the last token.
        while place(next) < start { next += 1 }
        guard place(next) == start || isLines, kinds[next] == UInt8(ascii: "{") else { return -1 }
        let after = object(next, node: FieldPlan.root, depth: 1, slots)
        guard after >= 0, !isLines || kinds[after] == 0x0A else { return -1 }
        let end = isLines ? place(after) : place(after - 1) + 1
        guard !index.isFlawed(start, through: end - (isLines ? 0 : 1)) else { return -1 }
        next = after
        return end
    }

    /// Whether the brackets of the record at `start` are closed within the indexed text.
    private func isWhole(_ start: Int) -> Bool {
        guard place(next) == start else { return false }
        var depth = 0
        var token = next
        repeat {
            switch kinds[token] {
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            case 0: return false
            default: break
            }
            token += 1
        } while depth > 0
        return true
    }

    @inline(__always)
    private func place(_ token: Int) -> Int {
        index.origin + Int(places[token])
    }

    // MARK: Members

    /// Parses the object that opens at `token` and returns the token after it; −1 if there is none.
    private mutating func object(
        _ token: Int, node: Int, depth: Int, _ slots: UnsafeMutablePointer<FieldSlot>
    ) -> Int {
        guard depth < Self.deepest else { return -1 }
        var token = token + 1
        if kinds[token] == UInt8(ascii: "}") { return token + 1 }
        var number = node * TokenCache.mostMembers
        let end = number + TokenCache.mostMembers
        while true {
            let name = base + (place(token) + 1)
            if number < end, cache.expects(number, name, kinds + token) {
                let known = cache.members + number
                if known.pointee.slot >= 0 { simple(token + 3, known.pointee.slot, slots) }
                token += known.pointee.tokens
            } else {
                token = member(token, node, number < end ? number : -1, depth, slots)
                if token < 0 { return -1 }
            }
            number += 1
            // The token after the value was checked together with the value.
            if kinds[token - 1] == UInt8(ascii: "}") { return token }
        }
    }

    /// Parses a member that is not the expected one, with the comma or brace after it. Returns −1 if there is none.
    private mutating func member(
        _ token: Int, _ node: Int, _ number: Int, _ depth: Int, _ slots: UnsafeMutablePointer<FieldSlot>
    ) -> Int {
        guard isName(token) else { return -1 }
        let start = place(token) + 1
        let name = UnsafeBufferPointer(start: base + start, count: place(token + 1) - start)
        guard !name.contains(UInt8(ascii: "\\")) else { return -1 }
        let entry = plan.nodes[node].first { $0.name.count == name.count && $0.name.elementsEqual(name) }?.action ?? -1
        let value = token + 3
        let after = entry < 0 ? skip(value, depth: depth) : self.value(value, plan.actions[entry], depth, slots)
        guard after >= 0, kinds[after] == UInt8(ascii: ",") || kinds[after] == UInt8(ascii: "}") else { return -1 }
        if number >= 0 {
            // A member whose value is parsed in detail is never cached.
            let isSimple = entry < 0 || kinds[value] == UInt8(ascii: "\"") || kinds[value] == UInt8(SUSHAI_SCALAR)
            cache.store(
                number, base + start, count: name.count, kinds + token,
                tokens: isSimple ? after + 1 - token : TokenCache.mostTokens + 1,
                slot: entry < 0 ? -1 : Int(plan.actions[entry].slot))
        }
        return after + 1
    }

    /// Whether a string and a colon begin at `token`.
    @inline(__always)
    private func isName(_ token: Int) -> Bool {
        // `"":`
        UnsafeRawPointer(kinds + token).loadUnaligned(as: UInt32.self) & 0x00FF_FFFF == 0x003A_2222
    }

    // MARK: Values

    private mutating func value(
        _ token: Int, _ entry: FieldPlan.Action, _ depth: Int, _ slots: UnsafeMutablePointer<FieldSlot>
    ) -> Int {
        guard !entry.isEmbedded, entry.list < 0 else { return -1 }
        let slot = Int(entry.slot)
        switch kinds[token] {
        case UInt8(ascii: "\""), UInt8(SUSHAI_SCALAR):
            if slot >= 0 { simple(token, slot, slots) }
            return kinds[token] == UInt8(ascii: "\"") ? token + 2 : token + 1
        case UInt8(ascii: "{"):
            if slot >= 0 { note(slot, FieldSlot(.container, start: place(token) + bias), slots) }
            guard entry.node >= 0 else { return finish(slot, token, skip(token, depth: depth), slots) }
            return finish(slot, token, object(token, node: Int(entry.node), depth: depth + 1, slots), slots)
        case UInt8(ascii: "["): return list(token, entry, depth, slots)
        default: return -1
        }
    }

    /// Stores a string or a scalar.
    @inline(__always)
    private func simple(_ token: Int, _ slot: Int, _ slots: UnsafeMutablePointer<FieldSlot>) {
        let start = place(token)
        let limit = place(token + 1)
        if kinds[token] == UInt8(ascii: "\"") {
            let isEscaped = index.mayHoldEscape(start, through: limit) && hasBackslash(start + 1, limit)
            note(
                slot, FieldSlot(isEscaped ? .escaped : .text, start: start + 1 + bias, count: limit - start - 1), slots)
        } else {
            scalar(start, limit, slot, slots)
        }
    }

    private func scalar(_ start: Int, _ limit: Int, _ slot: Int, _ slots: UnsafeMutablePointer<FieldSlot>) {
        var end = limit
        while end > start, base[end - 1] <= 0x20 { end -= 1 }
        let kind: FieldSlot.Kind =
            switch base[start] {
            case UInt8(ascii: "t"), UInt8(ascii: "f"): .literal
            case UInt8(ascii: "n"): .null
            default: .number
            }
        note(slot, FieldSlot(kind, start: start + bias, count: end - start), slots)
    }

    private func hasBackslash(_ start: Int, _ end: Int) -> Bool {
        UnsafeBufferPointer(start: base + start, count: end - start).contains(UInt8(ascii: "\\"))
    }

    /// Within a path, a list counts as its first element. At the end of a path, it counts as its first value.
    private mutating func list(
        _ token: Int, _ entry: FieldPlan.Action, _ depth: Int, _ slots: UnsafeMutablePointer<FieldSlot>
    ) -> Int {
        let slot = Int(entry.slot)
        let first = token + 1
        let isEmpty = kinds[first] == UInt8(ascii: "]")
        if entry.isWhole, !isEmpty { return wholeList(token, entry, depth, slots) }
        let isPlain = kinds[first] != UInt8(ascii: "[") && (slot < 0 || entry.takesFirst)
        guard !isEmpty, isPlain else {
            if slot >= 0, !isEmpty { note(slot, FieldSlot(.container, start: place(token) + bias), slots) }
            return finish(slot, token, skip(token, depth: depth), slots)
        }
        var after = element(first, entry, depth + 1, slots)
        while after >= 0, kinds[after] == UInt8(ascii: ",") { after = skip(after + 1, depth: depth + 1) }
        return after >= 0 && kinds[after] == UInt8(ascii: "]") ? after + 1 : -1
    }

    /// A list that is taken as a whole. The names of its first element are found too.
    private mutating func wholeList(
        _ token: Int, _ entry: FieldPlan.Action, _ depth: Int, _ slots: UnsafeMutablePointer<FieldSlot>
    ) -> Int {
        let slot = Int(entry.slot)
        note(slot, FieldSlot(.container, start: place(token) + bias), slots)
        guard entry.node >= 0, kinds[token + 1] == UInt8(ascii: "{") else {
            return finish(slot, token, skip(token, depth: depth), slots)
        }
        var after = object(token + 1, node: Int(entry.node), depth: depth + 2, slots)
        while after >= 0, kinds[after] == UInt8(ascii: ",") { after = skip(after + 1, depth: depth + 1) }
        return after >= 0 && kinds[after] == UInt8(ascii: "]") ? finish(slot, token, after + 1, slots) : -1
    }

    private mutating func element(
        _ token: Int, _ entry: FieldPlan.Action, _ depth: Int, _ slots: UnsafeMutablePointer<FieldSlot>
    ) -> Int {
        guard kinds[token] == UInt8(ascii: "{"), entry.node >= 0 else { return value(token, entry, depth, slots) }
        return object(token, node: Int(entry.node), depth: depth + 1, slots)
    }

    @inline(__always)
    private func note(_ slot: Int, _ found: FieldSlot, _ slots: UnsafeMutablePointer<FieldSlot>) {
        if slots[slot].kind == .missing {
            slots[slot] = found
        } else {
            slots[slot] = FieldSlot(.repeated, start: Int(found.start), count: Int(found.count))
        }
    }

    /// Sets the length of a container after the token after it is known.
    private func finish(_ slot: Int, _ token: Int, _ after: Int, _ slots: UnsafeMutablePointer<FieldSlot>) -> Int {
        if after >= 0, slot >= 0, slots[slot].kind == .container {
            let start = place(token)
            slots[slot] = FieldSlot(.container, start: start + bias, count: place(after - 1) + 1 - start)
        }
        return after
    }
}

extension TokenParser {
    // MARK: Values that are not mapped

    /// Passes any value and returns the token after it; −1 if there is none.
    private func skip(_ token: Int, depth: Int) -> Int {
        switch kinds[token] {
        case UInt8(ascii: "\""): token + 2
        case UInt8(SUSHAI_SCALAR): token + 1
        case UInt8(ascii: "{"), UInt8(ascii: "["): skipContainer(token, depth: depth)
        default: -1
        }
    }

    /// The grammar of JSON over tokens. One bit for each open level is set if that level is an object.
    private func skipContainer(_ start: Int, depth: Int) -> Int {
        var token = start
        // The highest bit that is set is a sentinel, not a level.
        var levels: UInt64 = 1
        var isObject = false
        repeat {
            // A value is expected, or, in an object that continues, a name and a value.
            if isObject {
                // `"":"",`
                let next = UnsafeRawPointer(kinds + token).loadUnaligned(as: UInt64.self)
                if next & 0x0000_FFFF_FFFF_FFFF == 0x0000_2C22_223A_2222 {
                    token += 6
                    continue
                }
                guard isName(token) else { return -1 }
                token += 3
            }
            switch kinds[token] {
            case UInt8(ascii: "\""): token += 2
            case UInt8(SUSHAI_SCALAR): token += 1
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                isObject = kinds[token] == UInt8(ascii: "{")
                levels = levels << 1 | (isObject ? 1 : 0)
                guard depth + levels.bitWidth - levels.leadingZeroBitCount < Self.deepest else { return -1 }
                token += 1
                if kinds[token] != (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) { continue }
            default: return -1
            }
            while kinds[token] != UInt8(ascii: ",") {
                guard levels > 1, kinds[token] == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) else { return -1 }
                token += 1
                levels >>= 1
                isObject = levels & 1 == 1 && levels > 1
                if levels == 1 { return token }
            }
            token += 1
        } while true
    }
}
