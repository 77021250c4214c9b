internal import Domain

/// The content of a cell: the text that its author sees, and its faults.
struct CellContent: Equatable {
    let text: String
    let problem: String?

    init(_ text: String, problem: String? = nil) {
        self.text = text
        self.problem = problem
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
    }

    let strings: SharedStrings
    let styles: CellStyles
    let dates: DateSystem

    func content(_ raw: borrowing RawCell) -> CellContent {
        // A formula whose result is the empty text has a value, which is empty.
        if raw.hasFormula, !raw.hasValue || (raw.value.isEmpty && raw.kind != .formulaString) {
            return CellContent("", problem: SheetWording.formulaWithoutValue)
        }
        switch raw.kind {
        case .inlineString: return CellContent(raw.inline.text)
        case .formulaString: return CellContent(EscapedText.decoded(raw.value))
        case .sharedString, .number, .boolean, .error, .isoDate, .unknown: break
        }
        guard !raw.value.isEmpty else { return raw.kind == .error ? error("") : .blank }
        switch raw.kind {
        case .sharedString: return shared(raw.value)
        case .number: return number(raw.value, style: raw.style)
        case .boolean: return boolean(raw.value)
        case .error: return error(String(decoding: raw.value, as: UTF8.self))
        case .isoDate: return isoDate(String(decoding: raw.value, as: UTF8.self))
        default:
            return CellContent(String(decoding: raw.value, as: UTF8.self), problem: SheetWording.unknownType)
        }
    }

    private func shared(_ value: [UInt8]) -> CellContent {
        guard let index = wholeNumber(value), let text = strings[index] else {
            return CellContent("", problem: SheetWording.sharedStringMissing)
        }
        return CellContent(text)
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

    private func number(_ value: [UInt8], style: Int) -> CellContent {
        guard let number = NumberText(value) else {
            let text = String(decoding: value.prefix(400), as: UTF8.self)
            return CellContent(text, problem: SheetWording.notANumber(text))
        }
        guard !number.isTooLong else { return CellContent(number.text, problem: SheetWording.tooLongWhole) }
        switch styles.format(style) {
        case .general: return CellContent(number.text)
        case .percent: return CellContent(number.asPercent)
        case .date:
            guard let text = dates.text(number) else {
                return CellContent(number.text, problem: SheetWording.noSuchDay)
            }
            return CellContent(text)
        case .duration: return CellContent(number.text, problem: SheetWording.duration)
        case .scaled: return CellContent(number.text, problem: SheetWording.scaledFormat)
        case nil: return CellContent(number.text, problem: SheetWording.styleMissing)
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
