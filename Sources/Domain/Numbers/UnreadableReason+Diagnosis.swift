extension UnreadableReason {
    /// The reason why `text`, in folded form, is not a result. The order matters: the first reason that applies is the
    /// one that the laboratory can correct.
    init(of text: String, wantsGrade: Bool) {
        let bytes = Array(text.utf8)
        self =
            Self.byWord(text) ?? Self.bySign(text, bytes) ?? Self.byDigits(text, bytes, wantsGrade)
            ?? (wantsGrade && bytes.contains(where: isDigit) ? .notAGrade : .unknownText)
    }

    private static func byWord(_ text: String) -> UnreadableReason? {
        if text.unicodeScalars.contains("\u{FFFD}") { return .damagedText }
        if text.hasPrefix("#") { return .spreadsheetError }
        if notReportedWords.contains(text.uppercased()) { return .notReported }
        if text.unicodeScalars.allSatisfy({ "-—―/\\_.…~*".unicodeScalars.contains($0) }) { return .notReported }
        if text.unicodeScalars.allSatisfy({ "√✓✔×✗✘✕○●□■☑☒".unicodeScalars.contains($0) }) { return .tickMark }
        return nil
    }

    private static func bySign(_ text: String, _ bytes: [UInt8]) -> UnreadableReason? {
        if text.hasPrefix("≤") || text.hasPrefix("≥") || text.hasPrefix("<=") || text.hasPrefix(">=") {
            return .looksLikeLimit
        }
        if text.contains("约") || text.contains("約") || text.contains("≈") || text.contains("左右")
            || (text.hasPrefix("~") && bytes.contains(where: isDigit))
        {
            return .approximate
        }
        if text.hasSuffix("+") || text.hasSuffix("-") || text.hasSuffix("+)") || text.hasSuffix("-)")
            || text.hasSuffix("(±)")
        {
            return bytes.first.map(isDigit) ?? false || text.hasPrefix("-") ? .trailingSign : nil
        }
        if text.contains("±") { return .uncertainty }
        if looksLikeDate(text, bytes) { return .date }
        return nil
    }

    private static func byDigits(_ text: String, _ bytes: [UInt8], _ wantsGrade: Bool) -> UnreadableReason? {
        guard bytes.contains(where: isDigit) else {
            if text.hasPrefix("<") || text.hasPrefix(">") { return .comparisonWithoutNumber }
            let isOther = text.unicodeScalars.contains { $0.properties.numericType != nil }
            return isOther ? (wantsGrade ? .notAGrade : .otherDigits) : nil
        }
        let start = bytes.first.map { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: ">") } ?? false ? 1 : 0
        let number = DigitRun(bytes[start...])
        switch number.next {
        case UInt8(ascii: ",") where number.hasDigits: return .comma
        case UInt8(ascii: ".") where number.points > 0: return .twoPoints
        case nil where number.isBare: return .barePoint
        case nil where number.hasDigits: return .tooManyDigits
        case nil: return nil
        case UInt8(ascii: "-"), UInt8(ascii: "~"), UInt8(ascii: "/"), UInt8(ascii: ";"):
            return number.hasDigits ? (wantsGrade ? .notAGrade : .range) : nil
        case UInt8(ascii: " ") where number.hasDigits && isDigit(number.afterNext): return .spaceInside
        default: break
        }
        if start == 1, !number.hasDigits { return .comparisonWithoutNumber }
        guard number.hasDigits else { return nil }
        if ["至", "到", "—", "×", "x", "X", "*"].contains(where: { number.rest.starts(with: $0.utf8) }),
            number.rest.contains(where: isDigit)
        {
            return ScientificNumber(Substring(text.dropFirst(start))) == nil ? .range : .tooManyDigits
        }
        if ["。", "·", "・", "‧", "∙", "⋅"].contains(where: { number.rest.starts(with: $0.utf8) }),
            isDigit(bytes.last ?? 0)
        {
            return .wrongPoint
        }
        if ScientificNumber(Substring(text.dropFirst(start))) != nil { return .tooManyDigits }
        return wantsGrade ? .notAGrade : number.rest.first.map(couldBeUnit) ?? false ? .unitAttached : nil
    }

    /// `3月4日`, `2026-03-04`, `2026/3/4`, `4-Mar`, `Mar-4`.
    private static func looksLikeDate(_ text: String, _ bytes: [UInt8]) -> Bool {
        if text.contains("月") || text.contains("日") { return bytes.contains(where: isDigit) }
        let parts = bytes.split(omittingEmptySubsequences: false) { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "/") }
        if parts.count == 3 {
            return parts.allSatisfy { !$0.isEmpty && $0.count <= 4 && $0.allSatisfy(isDigit) }
                && parts.contains { $0.count == 4 }
        }
        guard parts.count == 2 else { return false }
        let words = parts.map { String(decoding: $0, as: UTF8.self).lowercased() }
        return words.contains { months.contains($0) } && parts.contains { !$0.isEmpty && $0.allSatisfy(isDigit) }
    }
}

/// The digits and points at the beginning of a text, and the rest of the text.
private struct DigitRun {
    let hasDigits: Bool
    let points: Int
    /// `.5` or `5.`: a point without a digit on one side.
    let isBare: Bool
    let rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) {
        var bytes = bytes.drop { $0 == UInt8(ascii: " ") }
        if let sign = bytes.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { bytes = bytes.dropFirst() }
        var seen = false
        let run = bytes.prefix { byte in
            if byte == UInt8(ascii: ".") {
                defer { seen = true }
                return !seen
            }
            return isDigit(byte)
        }
        hasDigits = run.contains(where: isDigit)
        points = seen ? 1 : 0
        isBare = run.first == UInt8(ascii: ".") || run.last == UInt8(ascii: ".")
        rest = bytes[run.endIndex...]
    }

    var next: UInt8? {
        rest.first
    }

    var afterNext: UInt8 {
        rest.dropFirst().first ?? 0
    }
}

private func isDigit(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte)
}

/// Whether the byte may begin a unit: a letter, a sign such as % and °, any byte outside ASCII, or a space before the
/// unit.
private func couldBeUnit(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte == UInt8(ascii: "%") || byte == UInt8(ascii: " ")
        || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
}

private let months: Set<String> = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
]

private let notReportedWords: Set<String> = [
    "N/A", "NA", "NULL", "NONE", "NIL", "NAN", "TBD", "无", "空", "未测", "未检", "未检测", "未检验", "不适用", "待测",
]
