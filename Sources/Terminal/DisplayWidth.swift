/// The width of text on a terminal.
package enum DisplayWidth {
    /// The number of columns of `text`.
    package static func of(_ text: String) -> Int {
        text.reduce(0) { $0 + width($1) }
    }

    /// `text`, ended with “…” if it would be wider than `limit`.
    static func cut(_ text: String, to limit: Int) -> String {
        guard of(text) > limit else { return text }
        var result = ""
        var used = 0
        for character in text {
            used += width(character)
            if used > limit - 1 { break }
            result.append(character)
        }
        return result + "…"
    }

    /// Characters that must not begin a line.
    private static let closing: Set<Character> = ["，", "。", "；", "：", "、", "）", "》", "”", "！", "？"]

    /// `text` in lines of at most `limit` columns. A line ends at a space if there is one after its first third. It
    /// does not end before a closing mark.
    package static func wrapped(_ text: String, to limit: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        var used = 0
        for character in text {
            if used + width(character) > limit, !line.isEmpty {
                let space = line.lastIndex(of: " ").flatMap { of(String(line[..<$0])) * 3 > limit ? $0 : nil }
                var rest = space.map { String(line[line.index(after: $0)...]) } ?? ""
                if let space { line = String(line[..<space]) }
                if rest.isEmpty, closing.contains(character), line.count > 1 { rest = String(line.removeLast()) }
                lines.append(line)
                line = rest
                used = of(rest)
            }
            line.append(character)
            used += width(character)
        }
        return lines + [line]
    }

    static func padded(_ text: String, to width: Int, right: Bool) -> String {
        let space = String(repeating: " ", count: max(0, width - of(text)))
        return right ? space + text : text + space
    }

    private static func width(_ character: Character) -> Int {
        guard let scalar = character.unicodeScalars.first else { return 0 }
        return wide.contains { $0.contains(scalar.value) } ? 2 : 1
    }

    /// The blocks of wide characters (Unicode TR 11, W and F) that occur in listings.
    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
        0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE4F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F,
        0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x20000...0x3FFFD,
    ]
}
