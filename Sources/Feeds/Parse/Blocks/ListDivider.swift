internal import CScan

/// Finds where a JSON list can be divided: after the commas between its elements. It looks at strings and brackets only,
/// because the reader of each part proves the grammar.
struct ListDivider: ~Copyable {
    /// A part of a list.
    struct Part {
        /// The position after the last comma between elements, or after the bracket that ends the list. If there is
        /// none, it is the start.
        var end: Int
        /// Number of commas between elements.
        var commas = 0
        /// Whether the list ends.
        var isLast = false
    }

    private let buffer = IndexBuffer()
    private let way = TokenIndexing.best.way ?? sushai_index_plain

    /// The longest part of the text from `start` to `end`. An element, or the bracket that ends the list, begins at
    /// `start`.
    func part(_ base: UnsafePointer<UInt8>, from start: Int, to end: Int) -> Part {
        var index = TokenIndex(base, end: end, way: way, isDocument: true, in: buffer)
        var part = Part(end: start)
        var depth = 0
        var next = start
        while next < end, !part.isLast {
            index.fill(from: next)
            let last = count(index.tokens, at: next, &depth, &part)
            // A string that is longer than the index has no divisions within reach.
            guard index.isPart, last >= 0 else { break }
            next += Int(buffer.places[last]) + 1
        }
        return part
    }

    /// Follows the brackets of `tokens` tokens, and returns the last token after which the text is outside of strings and
    /// scalars; −1 if there is none.
    private func count(_ tokens: Int, at origin: Int, _ depth: inout Int, _ part: inout Part) -> Int {
        let kinds = buffer.kinds
        var token = 0
        while token < tokens {
            // Of all tokens, only brackets have this bit. Zeros follow the last token.
            let word = UnsafeRawPointer(kinds + token).loadUnaligned(as: UInt64.self)
            if depth > 0, word & 0x4040_4040_4040_4040 == 0 {
                token += 8
                continue
            }
            switch kinds[token] {
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
                guard depth < 0 else { break }
                part.end = origin + Int(buffer.places[token]) + 1
                part.isLast = true
                return token
            case UInt8(ascii: ",") where depth == 0:
                part.end = origin + Int(buffer.places[token]) + 1
                part.commas += 1
            default: break
            }
            token += 1
        }
        var last = tokens - 1
        while last >= 0, kinds[last] == UInt8(ascii: "\"") || kinds[last] == UInt8(SUSHAI_SCALAR) { last -= 1 }
        return last
    }
}
