internal import Domain

extension NumberFormat {
    /// A number as its cell shows it.
    struct Shown: Equatable {
        let text: String
        /// Whether the text shows another number than the stored one, or a word beside or in place of it.
        let differs: Bool
    }

    /// - Parameter stored: the number as it is in the file, which conditions compare.
    /// - Throws: `FormatRefusal` if it is not certain what the cell shows, or if the shown number would mislead.
    func shown(_ number: FifteenDigits, stored: [UInt8], dates: DateSystem) throws(FormatRefusal) -> Shown {
        if self == .general { return Shown(text: number.text, differs: false) }
        let (section, number, hasMinus) = try section(for: number, stored: stored)
        if let refusal = section.refusal { throw refusal }
        if section.isDate { return Shown(text: try section.day(number, dates), differs: false) }
        guard !section.hasOtherDigits else { throw .otherDigits }
        let (digits, value) = try section.digits(number)
        // A section without digits shows the sign in some programs only.
        guard !hasMinus || section.showsNumber else { throw .unknown }
        let text = ((hasMinus ? "-" : "") + digits).trimmingBlanks
        guard !text.isEmpty else { throw .hidden }
        guard value.isZero == number.isZero else { throw .roundedToZero }
        if let plain = FifteenDigits(text.utf8), !plain.isSameNumber(as: value) { throw .otherNumber }
        return Shown(text: text, differs: section.hasWords || !value.isSameNumber(as: number))
    }
}

extension FormatSection {
    private static func isDigit(_ part: Part) -> Bool {
        if case .digit = part { true } else { false }
    }

    fileprivate var showsNumber: Bool {
        parts.contains { $0 == .general || Self.isDigit($0) }
    }

    fileprivate var hasWords: Bool {
        parts.contains { if case .literal(let text) = $0 { !text.allSatisfy(\.isWhitespace) } else { false } }
    }

    /// The day, the time of day or both, with all their parts, as far as the format shows them.
    fileprivate func day(_ number: FifteenDigits, _ dates: DateSystem) throws(FormatRefusal) -> String {
        guard !parts.contains(where: Self.isDigit) else { throw .duration }
        let shown = [Part.year, .month, .day].filter(parts.contains)
        let hasSeconds = parts.contains(.second)
        let hasTime = hasSeconds || parts.contains(.hour) || parts.contains(.minute)
        switch shown.count {
        case 3:
            let time = hasTime ? dates.timeOfDay(number, hasSeconds: hasSeconds) : nil
            guard let day = dates.day(number, roundsUp: hasTime) else { throw .noSuchDay }
            return day.text + (time.map { " " + $0 } ?? "")
        case 0 where parts.contains(.hour):
            guard let text = dates.timeOfDay(number, hasSeconds: hasSeconds), number.isBelowOne else { throw .duration }
            return text
        case 0 where hasTime: throw .duration
        default: throw .partialDate
        }
    }

    /// The shown text without a sign, and the number that its digits show.
    fileprivate func digits(_ number: FifteenDigits) throws(FormatRefusal) -> (text: String, value: FifteenDigits) {
        guard !hasText else { throw .unknown }
        if !parts.contains(where: Self.isDigit) {
            guard !parts.contains(.point), !parts.contains(.comma), !parts.contains(.percent) else { throw .unknown }
            let plain = number.text.drop { $0 == "-" }
            return (parts.map { $0 == .general ? String(plain) : Self.fixed($0) }.joined(), number)
        }
        guard !parts.contains(.general) else { throw .unknown }
        let exponents = parts.indices.filter { if case .exponent = parts[$0] { true } else { false } }
        guard let exponent = exponents.first else { return try decimal(number) }
        guard exponents.count == 1 else { throw .unknown }
        return try scientific(number, exponent)
    }

    private func decimal(_ number: FifteenDigits) throws(FormatRefusal) -> (text: String, value: FifteenDigits) {
        let percents = parts.count { $0 == .percent }
        guard percents < 2 else { throw .unknown }
        let layout = try NumeralLayout(parts[...])
        let scaled = number.scaled(by: 2 * percents)
        // A hundred times a binary number may be just below a half. Programs round it differently.
        guard percents == 0 || scaled.exponent != -layout.places - 1 || scaled.significand.last != 5 else {
            throw .unknown
        }
        let value = scaled.rounded(toPlace: -layout.places)
        return (try layout.text(of: value), value.scaled(by: -2 * percents))
    }

    /// `0.00E+00`. Forms with several digits before the point move the exponent in steps and are refused.
    private func scientific(
        _ number: FifteenDigits, _ exponent: Int
    ) throws(FormatRefusal) -> (text: String, value: FifteenDigits) {
        let layout = try NumeralLayout(parts[..<exponent])
        let tail = parts[(exponent + 1)...]
        let width = tail.prefix { $0 == .digit(UInt8(ascii: "0")) }.count
        guard layout.wholePlaces == 1, (1...3).contains(width), !parts.contains(.percent),
            !tail.dropFirst(width).contains(where: { Self.isDigit($0) || $0 == .point || $0 == .comma })
        else { throw .unknown }
        var power = number.isZero ? 0 : number.significand.count + number.exponent - 1
        var value = number.scaled(by: -power).rounded(toPlace: -layout.places)
        if value.significand.count + value.exponent > 1 {
            power += 1
            value = number.scaled(by: -power).rounded(toPlace: -layout.places)
        }
        let digits = String(abs(power))
        let padded = String(repeating: "0", count: max(0, width - digits.count)) + digits
        let sign = power < 0 ? "-" : parts[exponent] == .exponent(showsPlus: true) ? "+" : ""
        let rest = tail.dropFirst(width).map(Self.fixed).joined()
        return (try layout.text(of: value) + "E" + sign + padded + rest, value.scaled(by: power))
    }

    /// The text of a part that does not depend on the number. Separators of thousands are left out.
    fileprivate static func fixed(_ part: Part) -> String {
        switch part {
        case .literal(let text): text
        case .blank: " "
        case .percent: "%"
        default: ""
        }
    }
}

/// The places of a section's digits before and behind the point.
private struct NumeralLayout {
    private let whole: ArraySlice<FormatSection.Part>
    private let fraction: ArraySlice<FormatSection.Part>

    init(_ parts: ArraySlice<FormatSection.Part>) throws(FormatRefusal) {
        let point = parts.firstIndex(of: .point)
        whole = parts[..<(point ?? parts.endIndex)]
        fraction = point.map { parts[($0 + 1)...] } ?? []
        guard !fraction.contains(.point), places <= 30 else { throw .unknown }
        // A comma between digits before the point separates thousands. A comma behind the last digit divides by 1000.
        for index in parts.indices where parts[index] == .comma {
            guard parts[..<index].contains(where: Self.isDigit) else { throw .unknown }
            let isWhole = index < whole.endIndex
            if isWhole, whole[index...].contains(where: Self.isDigit) { continue }
            let isFollowed = parts[index...].contains(where: Self.isDigit)
            throw isWhole || !isFollowed ? .scaled : .unknown
        }
    }

    private static func isDigit(_ part: FormatSection.Part) -> Bool {
        if case .digit = part { true } else { false }
    }

    var wholePlaces: Int {
        whole.count(where: Self.isDigit)
    }

    var places: Int {
        fraction.count(where: Self.isDigit)
    }

    /// The digits of a number without a sign. `value` has at most `places` digits behind the point.
    func text(of value: FifteenDigits) throws(FormatRefusal) -> String {
        guard value.significand.count + value.exponent <= 30 else { throw .unknown }
        var all = value.significand.map { $0 + 0x30 }
        all += [UInt8](repeating: 0x30, count: value.isZero ? places : value.exponent + places)
        if all.count < places { all.insert(contentsOf: [UInt8](repeating: 0x30, count: places - all.count), at: 0) }
        let digits = all.dropLast(places).drop { $0 == 0x30 }
        guard digits.isEmpty || wholePlaces > 0 else { throw .unknown }
        let behind = fractionText(Array(all.suffix(places)))
        let before = wholeText(digits)
        // `#.##` shows `.5` and `5.`, which become `0.5` and `5`.
        if behind.hasDigits { return before + (before.last?.isNumber == true ? "." : "0.") + behind.text }
        // Some programs leave out the point, which divides the number from digits of the format.
        guard places == 0 || behind.text.first?.isNumber != true else { throw .unknown }
        return before + behind.text
    }

    /// Digits fill the places from the right. The first place takes all that are left.
    private func wholeText(_ digits: ArraySlice<UInt8>) -> String {
        var rest = digits
        let first = whole.firstIndex(where: Self.isDigit)
        var pieces: [String] = []
        for index in whole.indices.reversed() {
            guard case .digit(let kind) = whole[index] else {
                pieces.append(FormatSection.fixed(whole[index]))
                continue
            }
            if index == first, !rest.isEmpty {
                pieces.append(String(decoding: rest, as: UTF8.self))
            } else if let digit = rest.popLast() {
                pieces.append(String(decoding: [digit], as: UTF8.self))
            } else {
                pieces.append(Self.filler(kind))
            }
        }
        return pieces.reversed().joined()
    }

    private func fractionText(_ digits: [UInt8]) -> (text: String, hasDigits: Bool) {
        let kinds = fraction.compactMap { if case .digit(let kind) = $0 { kind } else { nil } }
        let shown = 1 + (digits.indices.last { digits[$0] != 0x30 || kinds[$0] == UInt8(ascii: "0") } ?? -1)
        var place = 0
        var text = ""
        for part in fraction {
            guard case .digit(let kind) = part else {
                text += FormatSection.fixed(part)
                continue
            }
            text += place < shown ? String(decoding: [digits[place]], as: UTF8.self) : Self.filler(kind)
            place += 1
        }
        return (text, shown > 0)
    }

    private static func filler(_ kind: UInt8) -> String {
        switch kind {
        case UInt8(ascii: "0"): "0"
        case UInt8(ascii: "?"): " "
        default: ""
        }
    }
}

extension String {
    fileprivate var trimmingBlanks: String {
        var rest = Substring(self)
        while rest.first?.isWhitespace == true { rest.removeFirst() }
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return String(rest)
    }
}
