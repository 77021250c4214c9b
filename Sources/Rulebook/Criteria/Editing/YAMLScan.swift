/// Finds the ends of values and the comments in a YAML text. It recognises quotes, braces and comments. Texts of several
/// lines (`|`, `>`) are not recognised; the caller does not use it on them.
struct YAMLScan {
    private let bytes: [UInt8]
    private var index: Int
    private var depth = 0

    init(_ bytes: [UInt8], from index: Int) {
        self.bytes = bytes
        self.index = index
    }

    /// The end of the value that begins here: a text in quotes, a mapping or list in braces, or a plain text.
    ///
    /// - Parameter isInFlow: whether a plain text ends at a comma or a brace.
    mutating func endOfNode(isInFlow: Bool) -> Int? {
        guard index < bytes.count else { return nil }
        switch bytes[index] {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): return quoted() ? index : nil
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            repeat { step() } while depth > 0 && index < bytes.count
            return depth == 0 ? index : nil
        default: return plain(isInFlow: isInFlow)
        }
    }

    /// The number of open braces at `place`.
    mutating func depth(at place: Int) -> Int {
        while index < place { step() }
        return depth
    }

    mutating func comments(until end: Int) -> [Range<Int>] {
        var found: [Range<Int>] = []
        while index < end {
            let (start, isFound) = (index, isComment(index))
            step()
            if isFound { found.append(start..<min(index, end)) }
        }
        return found
    }

    private func isComment(_ place: Int) -> Bool {
        bytes[place] == UInt8(ascii: "#")
            && (place == 0 || [0x20, 0x09, 0x0A].contains(bytes[place - 1]))
    }

    /// Moves behind one sign, text in quotes, comment or plain text.
    private mutating func step() {
        let byte = bytes[index]
        switch byte {
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            depth += 1
            index += 1
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
            depth -= 1
            index += 1
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            if !quoted() { index = bytes.count }
        case UInt8(ascii: "#") where isComment(index):
            while index < bytes.count, bytes[index] != 0x0A, bytes[index] != 0x0D { index += 1 }
        case 0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "-"), UInt8(ascii: "?"):
            index += 1
        default:
            index = max(index + 1, plain(isInFlow: depth > 0))
        }
    }

    /// Moves behind a text in quotes; false if it does not end.
    private mutating func quoted() -> Bool {
        let quote = bytes[index]
        index += 1
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
                index += 2
            } else if bytes[index] == quote {
                index += 1
                // Two single quotes are one quote within the text.
                guard quote == UInt8(ascii: "'"), index < bytes.count, bytes[index] == quote else { return true }
                index += 1
            } else {
                index += 1
            }
        }
        return false
    }

    /// The end of a plain text on this line, without the blanks behind it.
    private func plain(isInFlow: Bool) -> Int {
        var place = index
        var end = index
        while place < bytes.count {
            let byte = bytes[place]
            if byte == 0x0A || byte == 0x0D { break }
            if byte == UInt8(ascii: "#"), isComment(place) { break }
            if byte == UInt8(ascii: ":") {
                let next = place + 1 < bytes.count ? bytes[place + 1] : 0x0A
                if [0x20, 0x09, 0x0A, 0x0D].contains(next) || (isInFlow && [0x2C, 0x5D, 0x7D].contains(next)) {
                    break
                }
            }
            // , [ ] { }
            if isInFlow, [0x2C, 0x5B, 0x5D, 0x7B, 0x7D].contains(byte) { break }
            place += 1
            if byte != 0x20, byte != 0x09 { end = place }
        }
        return end
    }
}
