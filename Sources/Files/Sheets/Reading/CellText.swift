/// A text made of its runs: every `t` except those within `rPh`.
///
/// A raised or lowered digit is another figure than the same digit on the line: `10` and a raised `3` are 10³, not 103.
/// In a text with other digits, raised and lowered digits and signs become the characters of Unicode for them. A text
/// without other digits (`m2`, `CO2`) keeps them, because it is a name or a unit.
struct CellText {
    private enum Position {
        case line, raised, lowered
    }

    private var bytes: [UInt8] = []
    /// Where a run in another position begins.
    private var positions: [(start: Int, position: Position)] = []
    private var position = Position.line
    private var isStruckRun = false
    private var isText = false
    private var isPronunciation = false
    /// Whether a part of the text is struck out.
    private(set) var isStruck = false

    mutating func restart() {
        bytes.removeAll(keepingCapacity: true)
        positions.removeAll(keepingCapacity: true)
        position = .line
        isStruckRun = false
        isText = false
        isPronunciation = false
        isStruck = false
    }

    mutating func begin(_ name: XMLName, _ attributes: XMLAttributes) {
        if name == "t" {
            isText = true
        } else if name == "rPh" {
            isPronunciation = true
        } else if name == "r" {
            position = .line
            isStruckRun = false
        } else if name == "vertAlign" {
            let value = attributes["val"]
            position = value == "superscript" ? .raised : value == "subscript" ? .lowered : .line
        } else if name == "strike" {
            isStruckRun = attributes.isOn
        }
    }

    mutating func end(_ name: XMLName) {
        if name == "t" { isText = false }
        if name == "rPh" { isPronunciation = false }
        if name == "r" { position = .line }
    }

    /// Returns false if the text becomes longer than `limit` bytes.
    mutating func append(_ more: UnsafeBufferPointer<UInt8>, limit: Int) -> Bool {
        guard isText, !isPronunciation else { return true }
        if position != (positions.last?.position ?? .line) { positions.append((bytes.count, position)) }
        if isStruckRun, !more.isEmpty { isStruck = true }
        bytes.append(contentsOf: more)
        return bytes.count <= limit
    }

    var text: String {
        guard !positions.isEmpty else { return EscapedText.decoded(bytes) }
        let starts = [(start: 0, position: Position.line)] + positions
        let ends = positions.map(\.start) + [bytes.count]
        let runs = zip(starts, ends).map { run, end in
            (position: run.position, text: EscapedText.decoded(Array(bytes[run.start..<end])))
        }
        guard runs.contains(where: { $0.position == .line && $0.text.contains(where: \.isNumber) }) else {
            return runs.map(\.text).joined()
        }
        return runs.map { run in
            switch run.position {
            case .line: run.text
            case .raised: String(run.text.map { Self.raised[$0] ?? $0 })
            case .lowered: String(run.text.map { Self.lowered[$0] ?? $0 })
            }
        }.joined()
    }

    private static let raised: [Character: Character] = [
        "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷", "8": "⁸", "9": "⁹", "+": "⁺",
        "-": "⁻", "−": "⁻", "－": "⁻", "＋": "⁺",
    ]
    private static let lowered: [Character: Character] = [
        "0": "₀", "1": "₁", "2": "₂", "3": "₃", "4": "₄", "5": "₅", "6": "₆", "7": "₇", "8": "₈", "9": "₉", "+": "₊",
        "-": "₋", "−": "₋",
    ]
}

/// Characters that XML cannot contain are written as `_x000D_` (ECMA-376 part 1, 22.9.2.19).
enum EscapedText {
    static func decoded(_ bytes: [UInt8]) -> String {
        guard bytes.contains(UInt8(ascii: "_")) else { return String(decoding: bytes, as: UTF8.self) }
        var result: [UInt8] = []
        var rest = bytes[...]
        while let byte = rest.first {
            if byte == UInt8(ascii: "_"), let scalar = escape(rest.prefix(7)) {
                result += String(Character(scalar)).utf8
                rest = rest.dropFirst(7)
            } else {
                result.append(byte)
                rest = rest.dropFirst()
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// `text` with anything that only looks like an escape protected. libxlsxwriter escapes control characters itself.
    static func encoded(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "_")) else { return text }
        var result: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            result.append(byte)
            if byte == UInt8(ascii: "_"), escape(ArraySlice([byte]) + rest.prefix(6)) != nil { result += "x005F_".utf8 }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func escape(_ bytes: ArraySlice<UInt8>) -> Unicode.Scalar? {
        guard bytes.count == 7, bytes.starts(with: "_x".utf8), bytes.last == UInt8(ascii: "_") else { return nil }
        let digits = bytes.dropFirst(2).dropLast()
        guard digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
            let code = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
        else { return nil }
        return Unicode.Scalar(code)
    }
}
