extension MeasuredValue {
    /// Reads `text`. The text `3` may be a number or a grade; `wantsGrade` states which one the item needs.
    package init(_ text: String, wantsGrade: Bool = false) {
        var text = text
        self = text.withUTF8 { MeasuredValue(utf8: UnsafeRawBufferPointer($0), wantsGrade: wantsGrade) }
    }

    /// Reads bytes. Numbers, `<0.01`, `>300`, grades and the usual words are read without copying.
    package init(utf8 bytes: UnsafeRawBufferPointer, wantsGrade: Bool = false) {
        let bytes = trimmingASCIISpaces(bytes)
        self = Self.plain(bytes, wantsGrade: wantsGrade) ?? Self.folded(bytes, wantsGrade: wantsGrade)
    }

    /// Reads the forms of nearly all results.
    private static func plain(_ bytes: UnsafeRawBufferPointer, wantsGrade: Bool) -> MeasuredValue? {
        guard let first = bytes.first else { return .empty }
        if wantsGrade, let grade = Grade(utf8: bytes) { return .grade(grade) }
        switch first {
        case UInt8(ascii: "<"): return FixedDecimal(utf8: behindFirst(bytes))?.ofFifteenDigits.map { .below($0) }
        case UInt8(ascii: ">"): return FixedDecimal(utf8: behindFirst(bytes))?.ofFifteenDigits.map { .above($0) }
        case 0x30...0x39, UInt8(ascii: "-"), UInt8(ascii: "+"):
            return FixedDecimal(utf8: bytes)?.ofFifteenDigits.map { .number($0) }
        default: return word(bytes)
        }
    }

    /// Reads the most frequent words without a look-up, then all others.
    private static func word(_ bytes: UnsafeRawBufferPointer) -> MeasuredValue? {
        switch bytes.count {
        case 2 where isWord(bytes, "ND"): .notDetected
        case 6 where isWord(bytes, "合格"): .passed
        case 9 where isWord(bytes, "不合格"): .failed
        case 9 where isWord(bytes, "未检出"): .notDetected
        case ...12: resultWords[String(decoding: bytes, as: UTF8.self)]
        default: nil
        }
    }

    private static func isWord(_ bytes: UnsafeRawBufferPointer, _ word: StaticString) -> Bool {
        word.withUTF8Buffer { $0.elementsEqual(bytes) }
    }

    private static func behindFirst(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: bytes.dropFirst())
    }

    /// Reads all other forms, after replacing full-width characters, minus signs and spaces by ASCII ones.
    private static func folded(_ bytes: UnsafeRawBufferPointer, wantsGrade: Bool) -> MeasuredValue {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            return .unreadable(UnreadableValue(String(decoding: bytes, as: UTF8.self), .damagedText))
        }
        let folded = FoldedText(text)
        if folded.text.isEmpty { return .empty }
        if let word = resultWords[folded.text] ?? resultWords[folded.text.uppercased()] { return word }
        if wantsGrade, let grade = Grade(folded.text.filter { $0 != " " }) { return .grade(grade) }
        return Self.comparison(folded.text) ?? Self.notDetected(folded.text) ?? Self.single(folded.text)
            ?? .unreadable(UnreadableValue(folded.written, folded: folded.text, wantsGrade: wantsGrade))
    }

    /// `<0.01`, `> 300`, `<DL`.
    private static func comparison(_ text: String) -> MeasuredValue? {
        guard let sign = text.first, sign == "<" || sign == ">" else { return nil }
        let rest = text.dropFirst().drop { $0 == " " }
        if sign == "<", detectionLimitNames.contains(rest.uppercased()) { return .notDetected }
        guard let number = ScientificNumber(rest)?.value else { return nil }
        return sign == "<" ? .below(number) : .above(number)
    }

    /// `ND(<0.01)`, `未检出(<0.01)`.
    private static func notDetected(_ text: String) -> MeasuredValue? {
        guard text.hasSuffix(")"), let open = text.firstIndex(of: "(") else { return nil }
        let word = text[..<open].split(separator: " ").joined()
        guard resultWords[word.uppercased()] == .notDetected,
            case .below(let limit)? = comparison(String(text[open...].dropFirst().dropLast()))
        else { return nil }
        return .below(limit)
    }

    /// A plain number, or a number with a rounding mark.
    private static func single(_ text: String) -> MeasuredValue? {
        for (mark, endings) in [(RoundedNumber.Mark.cutOff, ["(+)", "^+"]), (.raised, ["(-)", "^-"])] {
            for ending in endings where text.hasSuffix(ending) {
                let digits = text.dropLast(ending.count)
                // −0.0 would lose the sign that gives the side of the true value.
                guard let number = FixedDecimal(String(digits.last == " " ? digits.dropLast() : digits)),
                    number.significantDigits <= FifteenDigits.digits,
                    number.mantissa != 0 || !digits.hasPrefix("-"), let rounded = RoundedNumber(number, mark)
                else { return nil }
                return .rounded(rounded)
            }
        }
        guard let number = ScientificNumber(text[...])?.value else { return nil }
        return .number(number)
    }
}

extension FixedDecimal {
    /// The number that a laboratory means by these digits: the remainder of a binary number is rounded to 15 digits.
    /// Nil if digits of a whole number would be lost.
    fileprivate var ofFifteenDigits: FixedDecimal? {
        // Nearly all numbers have fewer digits.
        guard mantissa.magnitude >= UInt64(powerOfTen(FifteenDigits.digits)) else { return self }
        return FixedDecimal(ofLaboratory: text)
    }

    /// Reads decimal digits as a laboratory means them; see `FifteenDigits`.
    init?(ofLaboratory text: String) {
        guard let rounded = FifteenDigits.rounded(text), let number = FixedDecimal(rounded) else { return nil }
        self = number
    }
}

private let detectionLimitNames: Set<String> = ["DL", "LOD", "MDL", "LOQ", "RL", "检出限", "方法检出限", "定量限"]

/// The words of results. Latin words are listed in capitals, and also in their most frequent spelling, which is read
/// faster.
private let resultWords: [String: MeasuredValue] = {
    var words: [String: MeasuredValue] = [:]
    for word in ["合格", "符合", "通过", "PASS", "Pass", "pass", "P"] { words[word] = .passed }
    for word in ["不合格", "不符合", "不通过", "FAIL", "Fail", "fail", "F"] { words[word] = .failed }
    for word in ["未检出", "未檢出", "ND", "N.D.", "N.D", "nd", "阴性", "NOT DETECTED", "NEGATIVE"] {
        words[word] = .notDetected
    }
    for word in ["检出", "檢出", "阳性", "DETECTED", "POSITIVE"] { words[word] = .detected }
    return words
}()
