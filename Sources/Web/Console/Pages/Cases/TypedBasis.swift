internal import Domain

/// The legal basis of a takedown in a form: one of the list, or another one in the officer's words.
struct TypedBasis: Sendable {
    /// The value of the choice that leads to the text.
    private static let other = "other"

    /// The code of a template; nil for another basis.
    private var code: String?
    private var text = ""

    init() {}

    init(_ form: FormFields) {
        code = form["template"].flatMap { $0 == Self.other ? nil : $0 }
        text = form["basis"] ?? ""
    }

    /// - Throws: a problem if the chosen basis cannot be chosen, or the typed one names no law.
    func basis(_ templates: [LegalBasisTemplate], on day: CalendarDay) throws(LegalBasis.Problem) -> LegalBasis {
        guard let code else { return try LegalBasis(text) }
        return try LegalBasisTemplate.choose(code, of: templates, on: day)
    }

    func fields(_ templates: [LegalBasisTemplate], on day: CalendarDay, _ error: String?) -> [FormField] {
        var other = FormField("basis", templates.isEmpty ? "法律依据" : "其他依据的内容")
        other.isLong = true
        other.longest = 500
        other.isRequired = templates.isEmpty
        other.hint = "写明法律名称（用《》）和条款（第…条），例如《中华人民共和国电子商务法》第二十九条。风险速筛结果本身不是依据"
        guard !templates.isEmpty else { return [other.filled(text, error: error)] }
        var choice = FormField("template", "法律依据")
        choice.error = code == nil ? nil : error
        choice.picks = templates.map { template in
            let obstacle = template.obstacle(on: day)
            return FormField.Pick(
                name: choice.name, value: template.code, word: template.basis.text,
                small: obstacle.map(DispositionWording.obstacle) ?? template.provides,
                isSelected: template.code == code && obstacle == nil, isDisabled: obstacle != nil)
        }
        choice.picks?.append(
            FormField.Pick(
                name: choice.name, value: Self.other, word: "其他依据", small: "写在下面",
                isSelected: !text.isEmpty && code == nil))
        return [choice, other.filled(text, error: code == nil ? error : nil)]
    }
}
