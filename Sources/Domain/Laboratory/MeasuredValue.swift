/// A result as a laboratory wrote it, read without guessing.
package enum MeasuredValue: Hashable, Sendable {
    case number(FixedDecimal)
    /// `<0.01`: not found down to this detection limit.
    case below(FixedDecimal)
    /// `>300`: above the range of the instrument.
    case above(FixedDecimal)
    /// `ND`, `未检出`, with no limit in the text.
    case notDetected
    case grade(Grade)
    case passed
    case failed
    /// Text that is none of the known forms; it never passes.
    case unreadable(String)
    case empty

    /// Reads `text`. A plain `3` may be a number or a grade; `wantsGrade` says which the item asks for.
    package init(_ text: String, wantsGrade: Bool = false) {
        let trimmed = String(Substring(text).trimmingSpaces())
        if trimmed.isEmpty {
            self = .empty
        } else if ["合格", "符合", "通过", "pass", "Pass", "PASS", "P"].contains(trimmed) {
            self = .passed
        } else if ["不合格", "不符合", "不通过", "fail", "Fail", "FAIL", "F"].contains(trimmed) {
            self = .failed
        } else if ["未检出", "ND", "N.D.", "nd"].contains(trimmed) {
            self = .notDetected
        } else if wantsGrade, let grade = Grade(trimmed) {
            self = .grade(grade)
        } else if let number = FixedDecimal(trimmed) {
            self = .number(number)
        } else if let first = trimmed.first, first == "<" || first == "＜",
            let limit = FixedDecimal(String(trimmed.dropFirst()))
        {
            self = .below(limit)
        } else if let first = trimmed.first, first == ">" || first == "＞",
            let bound = FixedDecimal(String(trimmed.dropFirst()))
        {
            self = .above(bound)
        } else {
            self = .unreadable(trimmed)
        }
    }
}
