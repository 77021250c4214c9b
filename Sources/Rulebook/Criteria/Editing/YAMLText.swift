internal import Yams

/// The text of a YAML file, with the places of its nodes in bytes.
struct YAMLText {
    struct Change {
        let range: Range<Int>
        let bytes: [UInt8]
    }

    private let bytes: [UInt8]
    /// The places where lines begin.
    private let lines: [Int]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        let start = bytes.count - Self.withoutMark(bytes).count
        lines = [start] + bytes.indices.filter { bytes[$0] == UInt8(ascii: "\n") }.map { $0 + 1 }
    }

    /// The bytes without a byte-order mark.
    static func withoutMark(_ bytes: [UInt8]) -> [UInt8] {
        bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    }

    func applying(_ change: Change) -> [UInt8] {
        Array(bytes[..<change.range.lowerBound]) + change.bytes + bytes[change.range.upperBound...]
    }

    /// A scalar as YAML writes it: without quotes if it consists of letters and is no word of YAML.
    static func written(_ text: String) -> String {
        let isPlain = text.unicodeScalars.allSatisfy { $0.properties.isAlphabetic }
        let words = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"]
        if isPlain, !text.isEmpty, !words.contains(text.lowercased()) { return text }
        return quoted(text)
    }

    /// A scalar in double quotes.
    static func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}

// Replace, insert and remove.
extension YAMLText {
    /// The value of a key, replaced by `value`. Comments within a mapping of several lines are kept above it.
    func replace(_ key: Node, _ old: Node, by value: String) -> Change? {
        guard let start = place(key), let keyEnd = end(of: key), let colon = colon(after: keyEnd),
            let valueStart = place(old), let end = end(of: old)
        else { return nil }
        let isBlock = old.scalar == nil && !isFlow(valueStart)
        guard let comments = comments(in: colon..<end, of: old) else { return nil }
        let text = Array((isBlock ? " " + value : value).utf8)
        let range = (isBlock ? colon : valueStart)..<end
        guard !comments.isEmpty else { return Change(range: range, bytes: text) }
        guard isFirst(start) else { return nil }
        let (from, indent) = (lineStart(start), Array(bytes[lineStart(start)..<start]))
        let above = comments.flatMap { indent + $0 + newline(from) }
        let between = bytes[start..<colon] + (isBlock ? [] : [UInt8(ascii: " ")])
        return Change(range: from..<end, bytes: above + indent + between + text)
    }

    /// A new key behind the last value of a mapping.
    func insert(_ entry: String, into mapping: Node) -> Change? {
        guard let start = place(mapping), let last = mapping.mapping.flatMap({ Array($0).last }) else { return nil }
        if isFlow(start) {
            return end(of: last.value).map { Change(range: $0..<$0, bytes: Array((", " + entry).utf8)) }
        }
        guard let end = end(of: mapping) else { return nil }
        let indent = Array(repeating: UInt8(ascii: " "), count: column(start))
        return Change(range: end..<end, bytes: newline(start) + indent + Array(entry.utf8))
    }

    /// A key with a scalar, removed: in a block with its line, in braces with its comma. A comment of the line stays.
    func remove(_ key: Node, _ value: Node) -> Change? {
        guard value.scalar != nil, let start = place(key), let end = end(of: value) else { return nil }
        if isInFlow(start) { return removeInFlow(start..<end) }
        let line = line(of: end)
        guard isFirst(start), line > 0, line == self.line(of: start) else { return nil }
        let rest = bytes[end..<contentEnd(line)]
        if let comment = rest.firstIndex(of: UInt8(ascii: "#")) { return Change(range: start..<comment, bytes: []) }
        // From the end of the line before, so that the last line of a file needs no line break.
        return Change(range: contentEnd(line - 1)..<contentEnd(line), bytes: [])
    }

    private func removeInFlow(_ range: Range<Int>) -> Change? {
        let before = bytes[..<range.lowerBound].lastIndex { !Self.isBlank($0) }
        guard let before else { return nil }
        if bytes[before] == UInt8(ascii: ",") { return Change(range: before..<range.upperBound, bytes: []) }
        let after = bytes[range.upperBound...].firstIndex { !Self.isBlank($0) }
        guard let after, bytes[after] == UInt8(ascii: ",") else { return nil }
        let next = bytes[(after + 1)...].firstIndex { !Self.isBlank($0) } ?? after + 1
        return Change(range: range.lowerBound..<next, bytes: [])
    }
}

// Places.
extension YAMLText {
    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
    }

    /// The place of a node in bytes. Columns count characters.
    private func place(_ node: Node) -> Int? {
        guard let mark = node.mark, lines.indices.contains(mark.line - 1) else { return nil }
        var place = lines[mark.line - 1]
        for _ in 1..<max(1, mark.column) {
            guard place < bytes.count else { return nil }
            place += 1
            while place < bytes.count, bytes[place] & 0xC0 == 0x80 { place += 1 }
        }
        return place < bytes.count ? place : nil
    }

    /// The index of the line that contains `place`.
    private func line(of place: Int) -> Int {
        (lines.firstIndex { $0 > place } ?? lines.count) - 1
    }

    private func lineStart(_ place: Int) -> Int {
        lines[line(of: place)]
    }

    /// The number of bytes before `place` on its line. Indentation is blanks.
    private func column(_ place: Int) -> Int {
        place - lineStart(place)
    }

    /// The end of a line, before its line break.
    private func contentEnd(_ line: Int) -> Int {
        var end = lines.indices.contains(line + 1) ? lines[line + 1] - 1 : bytes.count
        if end > lines[line], bytes[end - 1] == 0x0D { end -= 1 }
        return end
    }

    /// The line break of the line that contains `place`.
    private func newline(_ place: Int) -> [UInt8] {
        let end = contentEnd(line(of: place))
        return end < bytes.count && bytes[end] == 0x0D ? [0x0D, 0x0A] : [0x0A]
    }

    /// Whether only blanks are before `place` on its line.
    private func isFirst(_ place: Int) -> Bool {
        bytes[lineStart(place)..<place].allSatisfy { $0 == 0x20 }
    }

    private func isFlow(_ place: Int) -> Bool {
        bytes[place] == UInt8(ascii: "{") || bytes[place] == UInt8(ascii: "[")
    }

    /// Whether the key at `place` is in braces: the sign before it is a brace or a comma.
    private func isInFlow(_ place: Int) -> Bool {
        var scan = YAMLScan(bytes, from: lines[0])
        return scan.depth(at: place) > 0
    }

    private func colon(after place: Int) -> Int? {
        let colon = bytes[place...].firstIndex { !Self.isBlank($0) }
        guard let colon, bytes[colon] == UInt8(ascii: ":") else { return nil }
        return colon + 1
    }

    /// The end of a node in bytes; of a block, the end of its last line. Nil for a text of several lines (`|`, `>`).
    private func end(of node: Node) -> Int? {
        guard let start = place(node), !Self.isBlockText(node) else { return nil }
        if node.scalar == nil, !isFlow(start) { return endOfBlock(start) }
        var scan = YAMLScan(bytes, from: start)
        return scan.endOfNode(isInFlow: node.scalar != nil && isInFlow(start))
    }

    /// The end of the last line that is indented as far as the block that begins at `start`. Comments behind it are not
    /// part of it.
    private func endOfBlock(_ start: Int) -> Int {
        var last = line(of: start)
        for line in lines.indices.dropFirst(last + 1) {
            let text = bytes[lines[line]..<contentEnd(line)]
            let indent = text.prefix { $0 == 0x20 }.count
            guard let first = text.dropFirst(indent).first, first != UInt8(ascii: "#") else { continue }
            guard indent >= column(start) else { break }
            last = line
        }
        return contentEnd(last)
    }

    private static func isBlockText(_ node: Node) -> Bool {
        switch node.scalar?.style {
        case .literal, .folded: true
        default: false
        }
    }

    /// The comments within a value; nil if a text of several lines makes them uncertain.
    private func comments(in range: Range<Int>, of node: Node) -> [[UInt8]]? {
        if node.mapping?.contains(where: { Self.isBlockText($0.value) }) ?? false {
            return bytes[range].contains(UInt8(ascii: "#")) ? nil : []
        }
        var scan = YAMLScan(bytes, from: range.lowerBound)
        return scan.comments(until: range.upperBound).map { Array(bytes[$0]) }
    }
}
