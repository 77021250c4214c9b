/// Finds anchors and aliases before a file is composed. A few lines of them can represent billions of nodes, and the
/// composer would compare all of them.
///
/// It recognises only the YAML that this task needs: the start of a value, quotes, comments, brackets and block texts.
struct AnchorScan {
    private let bytes: [UInt8]
    private var index = 0
    private var line = 1
    private var lineStart = 0
    private var depth = 0
    private var found: [(line: Int, column: Int)] = []

    static func find(in bytes: [UInt8]) -> [(line: Int, column: Int)] {
        guard bytes.contains(UInt8(ascii: "&")) || bytes.contains(UInt8(ascii: "*")) else { return [] }
        var scan = AnchorScan(bytes: bytes)
        while scan.index < bytes.count, scan.found.count < 100 { scan.value() }
        return scan.found
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// What may begin at this position: a value, an indicator before a value, or the next line.
    private mutating func value() {
        switch character {
        case " ", "\t", "\r", "[", "{", ",", "]", "}":
            if character == "[" || character == "{" { depth += 1 }
            if character == "]" || character == "}" { depth = max(0, depth - 1) }
            index += 1
        case "\n": newline()
        case "-" where isBlank(index + 1), "?" where isBlank(index + 1), ":" where isBlank(index + 1): index += 1
        case "#": skip { $0 == UInt8(ascii: "\n") }
        case "\"", "'": quoted(bytes[index])
        case "!": skip { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") }
        case "&", "*":
            let before = String(decoding: bytes[lineStart..<index], as: UTF8.self)
            found.append((line, before.unicodeScalars.count + 1))
            plain()
        case "|" where depth == 0, ">" where depth == 0: block()
        default: plain()
        }
    }

    private var character: Unicode.Scalar {
        Unicode.Scalar(bytes[index])
    }

    private func isBlank(_ place: Int) -> Bool {
        place >= bytes.count || bytes[place] <= UInt8(ascii: " ")
    }

    private mutating func newline() {
        index += 1
        line += 1
        lineStart = index
    }

    private mutating func skip(until ends: (UInt8) -> Bool) {
        while index < bytes.count, !ends(bytes[index]) { index += 1 }
    }

    private mutating func quoted(_ quote: UInt8) {
        index += 1
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\n"): newline()
            case UInt8(ascii: "\\")
            where quote == UInt8(ascii: "\"") && index + 1 < bytes.count
                && bytes[index + 1] != UInt8(ascii: "\n"):
                index += 2
            case quote:
                index += 1
                // Two single quotes represent one quote within the text.
                guard quote == UInt8(ascii: "'"), index < bytes.count, bytes[index] == quote else { return }
                index += 1
            default: index += 1
            }
        }
    }

    /// A text without quotes, which ends at the end of its line or at an indicator.
    private mutating func plain() {
        while index < bytes.count {
            switch character {
            case "\n": return
            case ":" where isBlank(index + 1): return
            case ",", "]", "}", "[", "{":
                if depth > 0 { return }
                index += 1
            case "#" where index > 0 && bytes[index - 1] == UInt8(ascii: " "): return
            default: index += 1
            }
        }
    }

    /// A block text, which ends before the first line that is indented no further than the line on which the text
    /// begins.
    private mutating func block() {
        let own = indentation(of: lineStart)
        skip { $0 == UInt8(ascii: "\n") }
        while index < bytes.count {
            newline()
            let next = indentation(of: index)
            let isEmpty = index + next >= bytes.count || bytes[index + next] == UInt8(ascii: "\n")
            guard isEmpty || next > own else { return }
            skip { $0 == UInt8(ascii: "\n") }
        }
    }

    private func indentation(of start: Int) -> Int {
        bytes[min(start, bytes.count)...].prefix { $0 == UInt8(ascii: " ") }.count
    }
}
