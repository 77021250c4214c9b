internal import Domain

/// The content of a cell: the text that its author sees, and its faults.
struct CellContent: Equatable {
    let text: String
    let problem: String?
    /// The stored number, if the text shows another one or a word.
    let stored: String?

    init(_ text: String, problem: String? = nil, stored: String? = nil) {
        self.text = text
        self.problem = problem
        self.stored = stored
    }

    static let blank = CellContent("")
}

/// Makes the content of a cell from its XML: type, format, value and formula (ECMA-376 part 1, 18.3.1.4).
struct CellReader {
    /// A cell as it is in the XML.
    struct RawCell {
        enum Kind {
            case number, sharedString, formulaString, inlineString, boolean, error, isoDate, unknown
        }

        var kind = Kind.number
        var style = 0
        var hasFormula = false
        var hasValue = false
        var value: [UInt8] = []
        var inline = CellText()

        /// Whether it is a formula that nobody calculated. A formula whose result is the empty text has a value, which
        /// is empty.
        var isUncalculated: Bool {
            hasFormula && (!hasValue || (value.isEmpty && kind != .formulaString))
        }
    }

    let strings: SharedStrings
    let styles: CellStyles
    let dates: DateSystem

    func content(_ raw: borrowing RawCell) -> CellContent {
        let content = value(raw)
        guard content.problem == nil, !content.text.isEmpty, isStruck(raw) else { return content }
        return CellContent(content.text, problem: SheetWording.struck)
    }

    private func isStruck(_ raw: borrowing RawCell) -> Bool {
        if styles.isStruck(raw.style) { return true }
        switch raw.kind {
        case .inlineString: return raw.inline.isStruck
        case .sharedString: return wholeNumber(raw.value).map(strings.isStruck) ?? false
        default: return false
        }
    }

    private func value(_ raw: borrowing RawCell) -> CellContent {
        if raw.isUncalculated { return CellContent("", problem: SheetWording.formulaWithoutValue) }
        switch raw.kind {
        case .inlineString: return text(raw.inline.text, style: raw.style)
        // The text 0 is what a program writes that does not calculate.
        case .formulaString where raw.hasFormula && raw.value == [0x30]:
            return CellContent("", problem: SheetWording.formulaWithoutValue)
        case .formulaString: return text(EscapedText.decoded(raw.value), style: raw.style)
        case .sharedString, .number, .boolean, .error, .isoDate, .unknown: break
        }
        guard !raw.value.isEmpty else { return raw.kind == .error ? error("") : .blank }
        switch raw.kind {
        case .sharedString: return shared(raw.value, style: raw.style)
        case .number: return number(raw.value, style: raw.style, isFormula: raw.hasFormula)
        case .boolean: return boolean(raw.value)
        case .error: return error(String(decoding: raw.value, as: UTF8.self))
        case .isoDate: return isoDate(String(decoding: raw.value, as: UTF8.self))
        default:
            return CellContent(String(decoding: raw.value, as: UTF8.self), problem: SheetWording.unknownType)
        }
    }

    /// A text as its format shows it, which may hide it or add to it.
    private func text(_ text: String, style: Int) -> CellContent {
        guard !text.isEmpty else { return .blank }
        guard let format = styles.format(style) else { return CellContent(text, problem: SheetWording.styleMissing) }
        do throws(FormatRefusal) {
            return CellContent(try format.shown(text))
        } catch {
            return CellContent(text, problem: SheetWording.refused(error, text))
        }
    }

    private func shared(_ value: [UInt8], style: Int) -> CellContent {
        guard let index = wholeNumber(value), let text = strings[index] else {
            return CellContent("", problem: SheetWording.sharedStringMissing)
        }
        return self.text(text, style: style)
    }

    private func boolean(_ value: [UInt8]) -> CellContent {
        switch value {
        case [0x31]: CellContent("TRUE")
        case [0x30]: CellContent("FALSE")
        default: error(String(decoding: value, as: UTF8.self))
        }
    }

    private func error(_ text: String) -> CellContent {
        CellContent(text, problem: SheetWording.errorCell(text))
    }

    private func number(_ value: [UInt8], style: Int, isFormula: Bool) -> CellContent {
        guard let number = FifteenDigits(value) else {
            let text = String(decoding: value.prefix(400), as: UTF8.self)
            return CellContent(text, problem: SheetWording.notANumber(text))
        }
        guard !number.isTooLong else { return CellContent(number.text, problem: SheetWording.tooLongWhole) }
        // Programs that do not calculate write 0 as the value of a formula.
        guard !isFormula || !number.isZero else { return CellContent("0", problem: SheetWording.formulaZero) }
        guard let format = styles.format(style) else {
            return CellContent(number.text, problem: SheetWording.styleMissing)
        }
        do throws(FormatRefusal) {
            let shown = try format.shown(number, stored: value, dates: dates)
            return CellContent(shown.text, stored: shown.differs ? number.text : nil)
        } catch {
            return CellContent(number.text, problem: SheetWording.refused(error, number.text))
        }
    }

    /// `2026-11-02T00:00:00` is a day, like a day that is stored as a number.
    private func isoDate(_ text: String) -> CellContent {
        let halves = text.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
        guard halves.count == 2 else { return CellContent(text) }
        let isMidnight = halves[1].allSatisfy { "0:.Z".contains($0) }
        return CellContent(isMidnight ? String(halves[0]) : halves[0] + " " + halves[1])
    }
}
