/// Why a text cannot be a valid number of its kind.
package enum NumberFault: String, Error, CaseIterable, Sendable {
    case length
    case characters
    /// A year of first issue that is in the future, or before such certificates existed.
    case year
    /// A part that is never zero contains only zeros.
    case zeroPart = "zero-part"
    case pattern
    case province
}

/// The forms in which sellers write numbers: full-width characters, spaces, and several numbers in one field.
package enum ClaimedNumbers {
    /// The numbers of one field, in upper case without spaces, in ASCII if possible.
    package static func list(_ text: String?) -> [String] {
        guard let text else { return [] }
        let separators: Set<Character> = [",", ";", "，", "；", "、", "|", "\n"]
        return text.split(whereSeparator: separators.contains).map { plain(String($0)) }.filter { !$0.isEmpty }
    }

    /// Replaces full-width characters by ASCII, every kind of dash by `-`, and lower case by upper case. Removes
    /// spaces.
    static func plain(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x2010...0x2015, 0x2212: result.append("-")
            case 0x20, 0x09, 0x0A, 0x0D, 0xA0, 0x3000: continue
            case 0xFF01...0xFF5E:
                if let narrow = Unicode.Scalar(scalar.value - 0xFEE0) { result.append(narrow) }
            default: result.append(scalar)
            }
        }
        return String(result).uppercased()
    }
}

/// A CCC certificate number: year of first issue, certification body, category, serial number; 16 digits.
package struct CCCNumber: Hashable, Sendable {
    package let year: Int
    /// The certification body, two digits; 01 is CQC.
    package let body: String
    /// The product category, four digits.
    package let category: String
    package let serial: String

    /// CCC certificates have been issued since 2002.
    private static let firstYear = 2002

    /// Reads a number in the form that `ClaimedNumbers.list` returns. A leading `CCC` is skipped.
    ///
    /// - Parameter year: the current year.
    package static func read(_ text: String, asOf year: Int) -> Result<CCCNumber, NumberFault> {
        var rest = Substring(text)
        if rest.hasPrefix("CCC") { rest = rest.dropFirst(3) }
        if rest.hasPrefix(":") { rest = rest.dropFirst() }
        let digits = Array(rest.utf8)
        guard digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return .failure(.characters) }
        guard digits.count == 16 else { return .failure(.length) }
        func part(_ range: Range<Int>) -> String { String(decoding: digits[range], as: UTF8.self) }
        let issued = Int(part(0..<4)) ?? 0
        guard (firstYear...year).contains(issued) else { return .failure(.year) }
        let number = CCCNumber(year: issued, body: part(4..<6), category: part(6..<10), serial: part(10..<16))
        guard number.body != "00", !number.category.hasPrefix("00"), number.serial != "000000" else {
            return .failure(.zeroPart)
        }
        return .success(number)
    }
}

/// A production licence number: `XK16-204-00123`; from a province: `(浙)XK16-204-00123`.
package struct ProductionLicence: Hashable, Sendable {
    /// The one-character name of the province; nil for a licence of the national authority.
    package let province: Character?
    package let industry: String
    package let product: String
    package let enterprise: String

    private static let provinces: Set<Character> = Set("京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼")

    /// Reads a number in the form that `ClaimedNumbers.list` returns: brackets are ASCII.
    package static func read(_ text: String) -> Result<ProductionLicence, NumberFault> {
        var rest = Substring(text)
        var province: Character?
        if rest.hasPrefix("(") {
            let inside = rest.dropFirst().prefix { $0 != ")" }
            guard inside.count == 1, let name = inside.first, provinces.contains(name) else {
                return .failure(.province)
            }
            province = name
            rest = rest.dropFirst(3)
        }
        guard rest.hasPrefix("XK") else { return .failure(.pattern) }
        let parts = rest.dropFirst(2).split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [2, 3, 5],
            parts.joined().utf8.allSatisfy({ (0x30...0x39).contains($0) })
        else { return .failure(.pattern) }
        return .success(
            ProductionLicence(
                province: province, industry: String(parts[0]), product: String(parts[1]), enterprise: String(parts[2]))
        )
    }
}
