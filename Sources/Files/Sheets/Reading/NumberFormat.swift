internal import Domain

/// The number format of a cell: up to four sections, which show positive numbers, negative numbers, zero and text
/// (ECMA-376 part 1, 18.8.31).
struct NumberFormat: Hashable, Sendable {
    private let sections: [FormatSection]

    static let general = NumberFormat(sections: [.general])

    private init(sections: [FormatSection]) {
        self.sections = sections
    }

    /// Reads a format code: `0.00%`, `yyyy"年"m"月"d"日"`, `[<0.01]"<0.01";0.00`.
    init(code: String) {
        var parser = FormatParser(code)
        self.init(sections: parser.sections())
    }

    /// The section that shows the number, and the number without the sign that the section replaces.
    ///
    /// Programs differ in the sign of a negative number under a condition, so such a number is refused.
    func section(
        for number: FifteenDigits, stored: [UInt8]
    ) throws(FormatRefusal) -> (section: FormatSection, number: FifteenDigits, isNegative: Bool) {
        var numeric = sections
        guard numeric.count <= 4 else { throw .unknown }
        if numeric.count == 4 || numeric.last?.hasText == true { numeric.removeLast() }
        guard let first = numeric.first else {
            // `@` alone shows a number as it is. A text around `@` is shown by some programs only.
            guard sections.count == 1, sections[0].isPlainText else { throw .unknown }
            return (.general, number, number.isNegative)
        }
        if numeric.contains(where: { $0.condition != nil }) {
            guard !number.isNegative else { throw .unknown }
            return (try conditional(numeric, stored), number, false)
        }
        if number.isZero { return (numeric.count > 2 ? numeric[2] : first, number, false) }
        guard number.isNegative else { return (first, number, false) }
        return numeric.count > 1 ? (numeric[1], number, false) : (first, number, true)
    }

    /// Programs agree only if every section but the last has a condition.
    private func conditional(_ sections: [FormatSection], _ stored: [UInt8]) throws(FormatRefusal) -> FormatSection {
        guard let stored = Double(String(decoding: stored, as: UTF8.self)) else { throw .unknown }
        for (index, section) in sections.enumerated() {
            guard let condition = section.condition else {
                guard index > 0, index == sections.count - 1 else { throw .unknown }
                return section
            }
            if condition.holds(for: stored) { return section }
        }
        throw .unknown
    }

    /// The text of a cell that contains text, as this format shows it.
    func shown(_ text: String) throws(FormatRefusal) -> String {
        guard sections.count == 4 || sections.last?.hasText == true, let section = sections.last else { return text }
        guard sections.count <= 4 else { throw .unknown }
        let shown = try section.shown(text)
        guard !shown.allSatisfy(\.isWhitespace) || text.allSatisfy(\.isWhitespace) else { throw .hidden }
        return shown
    }
}

extension NumberFormat {
    /// The built-in formats without a code, as a Chinese Excel has them (ECMA-376 part 1, 18.8.30). Unknown numbers are
    /// `General`, as spreadsheet programs show them.
    init(builtIn id: Int) {
        self = Self.builtIn[id] ?? .general
    }

    private static let builtIn: [Int: NumberFormat] = {
        let yearMonth = "yyyy\"年\"m\"月\""
        let monthDay = "m\"月\"d\"日\""
        let minutes = "上午/下午h\"时\"mm\"分\""
        let seconds = "上午/下午h\"时\"mm\"分\"ss\"秒\""
        let codes: [Int: String] = [
            1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: "\"¥\"#,##0;\"¥\"-#,##0", 6: "\"¥\"#,##0;\"¥\"-#,##0",
            7: "\"¥\"#,##0.00;\"¥\"-#,##0.00", 8: "\"¥\"#,##0.00;\"¥\"-#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00",
            12: "# ?/?", 13: "# ??/??", 14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM",
            19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm", 27: yearMonth, 28: monthDay,
            29: monthDay, 30: "m-d-yy", 31: "yyyy\"年\"m\"月\"d\"日\"", 32: "h\"时\"mm\"分\"",
            33: "h\"时\"mm\"分\"ss\"秒\"", 34: minutes, 35: seconds, 36: yearMonth, 37: "#,##0 ;-#,##0",
            38: "#,##0 ;-#,##0", 39: "#,##0.00 ;-#,##0.00", 40: "#,##0.00 ;-#,##0.00",
            41: "_ * #,##0_ ;_ * -#,##0_ ;_ * \"-\"_ ;_ @_ ",
            42: "_ \"¥\"* #,##0_ ;_ \"¥\"* -#,##0_ ;_ \"¥\"* \"-\"_ ;_ @_ ",
            43: "_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * \"-\"??_ ;_ @_ ",
            44: "_ \"¥\"* #,##0.00_ ;_ \"¥\"* -#,##0.00_ ;_ \"¥\"* \"-\"??_ ;_ @_ ", 45: "mm:ss", 46: "[h]:mm:ss",
            47: "mm:ss.0", 48: "##0.0E+0", 49: "@", 50: yearMonth, 51: monthDay, 52: yearMonth, 53: monthDay,
            54: monthDay, 55: minutes, 56: seconds, 57: yearMonth, 58: monthDay,
        ]
        return codes.mapValues(NumberFormat.init(code:))
    }()
}

/// Why a cell is refused although its value can be read: the format shows something else, or what it shows is not
/// certain.
enum FormatRefusal: Error, Hashable, Sendable {
    /// The format has a part that programs show differently, or that is not known here.
    case unknown
    /// `[DBNum1]`: other digits than 0–9.
    case otherDigits
    /// `# ?/?`.
    case fraction
    /// `0.0,`: in thousands or millions.
    case scaled
    /// `[h]:mm`, or a time of day for a number of days.
    case duration
    /// A date without its year, month or day.
    case partialDate
    case noSuchDay
    /// Nothing is shown: `;;;`.
    case hidden
    /// The shown number is zero and the stored one is not.
    case roundedToZero
    /// The shown number is another one than the stored number rounded to its digits.
    case otherNumber
}
