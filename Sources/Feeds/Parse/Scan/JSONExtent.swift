/// Finds the end of JSON that breaks the grammar, by its strings and brackets.
///
/// It passes words that are no values (`NaN`, `undefined`, `tru`, `+9.`), a comma too many, unknown escapes and line
/// breaks in strings. The end is certain only if every string is where a name or a value may be. A quote too many
/// breaks this order, and then there is no end.
struct JSONExtent {
    private enum Expected {
        case name, value, separator
    }

    private enum End {
        case at(Int)
        /// More brackets are closed than are open.
        case bracketsOver
        case notCertain
    }

    private static let deepest = 1000
    /// Maximum number of ends that are tried for one record.
    private static let mostTries = 32

    let base: UnsafePointer<UInt8>
    let end: Int
    /// Whether a line feed is white space and may be in a string.
    let spansLines: Bool

    init(_ scanner: JSONScanner) {
        base = scanner.base
        end = scanner.end
        spansLines = scanner.spansLines
    }

    /// The position after the value at `start`; nil if its end is not certain.
    func value(at start: Int) -> Int? {
        guard case .at(let end) = walk(start, [], .value, untilClosed: true) else { return nil }
        return end
    }

    /// The position after the record at `start` in a list that is within `objects` objects; nil if it is not certain.
    ///
    /// If the strings of the record are damaged, its end is the brace after which the rest of the text closes all lists
    /// and objects exactly. A brace within the record leaves brackets over. If the rest is damaged, too, nothing is
    /// certain.
    func record(at start: Int, within objects: Int) -> Int? {
        if let found = value(at: start) {
            let next = skipSpace(found)
            if next < end, base[next] == UInt8(ascii: ",") || base[next] == UInt8(ascii: "]") { return found }
        }
        guard objects >= 0, base[start] == UInt8(ascii: "{") else { return nil }
        var tries = 0
        var index = start
        while index < end, tries < Self.mostTries {
            index += 1
            guard base[index - 1] == UInt8(ascii: "}"), continuesList(index) else { continue }
            tries += 1
            let levels = Array(repeating: true, count: objects) + [false]
            switch walk(index, levels, .separator, untilClosed: false) {
            case .at: return index
            case .bracketsOver: continue
            case .notCertain: return nil
            }
        }
        return nil
    }

    /// Whether another object or the end of the list follows.
    private func continuesList(_ position: Int) -> Bool {
        let next = skipSpace(position)
        guard next < end else { return false }
        if base[next] == UInt8(ascii: "]") { return true }
        guard base[next] == UInt8(ascii: ",") else { return false }
        let following = skipSpace(next + 1)
        return following < end && base[following] == UInt8(ascii: "{")
    }

    /// Passes values. `levels` are the open lists and objects, true for an object.
    ///
    /// - Parameter untilClosed: whether to stop after one value. Otherwise all levels must be closed at the end of the
    ///   text.
    private func walk(_ start: Int, _ levels: [Bool], _ expected: Expected, untilClosed: Bool) -> End {
        var levels = levels
        var expected = expected
        var index = start
        while true {
            index = skipSpace(index)
            guard index < end else { return !untilClosed && levels.isEmpty ? .at(index) : .notCertain }
            switch base[index] {
            case UInt8(ascii: "\""):
                guard !levels.isEmpty || untilClosed else { return .bracketsOver }
                guard expected != .separator, let close = string(index) else { return .notCertain }
                index = close
                if expected == .name {
                    index = skipSpace(index)
                    guard index < end, base[index] == UInt8(ascii: ":") else { return .notCertain }
                    index += 1
                }
                expected = expected == .name ? .value : .separator
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                guard expected == .value, levels.count < Self.deepest else { return .notCertain }
                levels.append(base[index] == UInt8(ascii: "{"))
                expected = levels[levels.count - 1] ? .name : .value
                index += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                guard let isObject = levels.popLast(), isObject == (base[index] == UInt8(ascii: "}")) else {
                    return .bracketsOver
                }
                expected = .separator
                index += 1
            case UInt8(ascii: ","):
                guard let isObject = levels.last else { return .bracketsOver }
                expected = isObject ? .name : .value
                index += 1
            default:
                let wordEnd = word(index)
                guard expected == .value, wordEnd > index else { return .notCertain }
                expected = .separator
                index = wordEnd
            }
            if untilClosed, levels.isEmpty, expected == .separator { return .at(index) }
        }
    }

    private func string(_ opening: Int) -> Int? {
        var index = opening + 1
        while index < end {
            switch base[index] {
            case UInt8(ascii: "\""): return index + 1
            case UInt8(ascii: "\\"): index += 2
            case 0x0A where !spansLines: return nil
            default: index += 1
            }
        }
        return nil
    }

    /// The position after a word: text without white space, quotes, brackets, commas and colons.
    private func word(_ start: Int) -> Int {
        var index = start
        while index < end {
            switch base[index] {
            case 0...0x20, UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"), UInt8(ascii: ","),
                UInt8(ascii: ":"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "["), UInt8(ascii: "]"),
                UInt8(ascii: "/"), UInt8(ascii: "\\"):
                return index
            default: index += 1
            }
        }
        return index
    }

    private func skipSpace(_ start: Int) -> Int {
        var index = start
        while index < end,
            base[index] == 0x20 || base[index] == 0x0D || base[index] == 0x09
                || (spansLines && base[index] == 0x0A)
        {
            index += 1
        }
        return index
    }
}

extension RecordParser {
    /// Passes a value that is not mapped and is no JSON, such as NaN, if its end is certain: a comma or a brace follows.
    /// Returns −1 if it is not certain.
    mutating func passDamage(_ start: Int) -> Int {
        let isMissing = scanner.base[start] == UInt8(ascii: ",") || scanner.base[start] == UInt8(ascii: "}")
        guard let end = isMissing ? start : JSONExtent(scanner).value(at: start) else { return -1 }
        let next = scanner.skipSpace(end)
        guard scanner.base[next] == UInt8(ascii: ",") || scanner.base[next] == UInt8(ascii: "}") else { return -1 }
        scanner.fault = nil
        return end
    }
}
