internal import Mustache

/// A field of a form: label, hint, error, input. Partial `field`.
struct FormField: Sendable {
    /// A choice of a selection.
    struct Choice: Sendable {
        let value: String
        let word: String
        var isSelected = false

        /// The values of an enumeration with their words.
        ///
        /// - Parameter none: the word of the empty choice on top; nil for no such choice.
        static func all<Value: RawRepresentable<String>>(
            _ values: [Value], _ word: (Value) -> String, none: String?
        ) -> [Choice] {
            let empty = none.map { [Choice(value: "", word: $0)] } ?? []
            return empty + values.map { Choice(value: $0.rawValue, word: word($0)) }
        }
    }

    /// One of several choices that are all visible, with an explanation.
    struct Pick: Sendable {
        /// The name of the field.
        let name: String
        let value: String
        let word: String
        var small: String?
        var isSelected = false
        /// The explanation then says why.
        var isDisabled = false

        private var id: String { name + "-" + value }
    }

    let name: String
    let label: String
    var hint: String?
    var error: String?
    var value = ""
    /// The type of the input: `text`, `password`, `search`, `date`, `number`.
    var type = "text"
    /// Classes of the sheet: `short`, `digits`.
    var style: String?
    var autocomplete = "off"
    var inputMode: String?
    var longest: Int?
    var isRequired = true
    /// Whether a scanner may fill the field: Enter moves on and does not send the form.
    var isScanned = false
    /// A text of several lines.
    var isLong = false
    /// For a field of files: the types that the browser offers, such as `image/*`.
    var accept: String?
    /// For a field of files: `environment` opens the camera of a telephone.
    var capture: String?
    var isMultiple = false
    /// A selection from these.
    var choices: [Choice]?
    /// The same, all visible and with explanations.
    var picks: [Pick]?
    /// The class of the field in a filter: `opt` hides it on a phone.
    var filterStyle: String?

    init(_ name: String, _ label: String) {
        self.name = name
        self.label = label
    }

    /// The same field with what was typed, and what is wrong with it. A password is never sent back.
    func filled(_ value: String, error: String? = nil) -> FormField {
        var field = self
        field.value = type == "password" ? "" : value
        field.error = error
        field.choices = choices?.map { Choice(value: $0.value, word: $0.word, isSelected: $0.value == value) }
        return field
    }

    /// The identifiers of hint and error, for a screen reader.
    private var describedBy: String? {
        let parts = [hint.map { _ in name + "-hint" }, error.map { _ in name + "-error" }].compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }
}

extension FormField.Pick: MustacheParent {
    func child(named key: String) -> Any? {
        switch key {
        case "id": id
        case "name": name
        case "value": value
        case "word": word
        case "small": small
        case "isSelected": isSelected
        case "isDisabled": isDisabled
        default: nil
        }
    }
}

extension FormField: MustacheParent {
    func child(named key: String) -> Any? {
        switch key {
        case "name": name
        case "label": label
        case "hint": hint
        case "error": error
        case "value": value
        case "type": type
        case "style": style
        case "autocomplete": autocomplete
        case "inputMode": inputMode
        case "longest": longest.map { String($0) }
        case "isRequired": isRequired
        case "isScanned": isScanned
        case "isLong": isLong
        case "isSelect": choices != nil
        case "isInput": choices == nil && !isLong
        case "choices": choices
        case "picks": picks
        case "isPick": picks != nil
        case "accept": accept
        case "capture": capture
        case "isMultiple": isMultiple
        case "isValued": type != "file"
        case "filterStyle": filterStyle
        case "describedBy": describedBy
        default: nil
        }
    }
}

/// What is wrong with a form, with a link to each field. Partial `errors`.
struct ErrorSummary: Sendable {
    struct Item: Sendable {
        let href: String
        let text: String
    }

    let heading: String
    let items: [Item]

    /// Nil if nothing is wrong.
    init?(_ fields: [FormField], heading: String? = nil) {
        let items = fields.compactMap { field in field.error.map { Item(href: "#" + field.name, text: $0) } }
        guard !items.isEmpty else { return nil }
        self.init(heading: heading ?? "有 \(items.count) 处要改", items)
    }

    init(heading: String, _ items: [Item]) {
        self.heading = heading
        self.items = items
    }
}

/// A page with one form. Template `form`.
struct FormPage: Sendable {
    /// The address that the form is sent to.
    let action: String
    var intro: [String] = []
    var errors: ErrorSummary?
    let fields: [FormField]
    /// Whether the form has files.
    var isMultipart = false
    /// What the script does with the files; nil for a form without files.
    var upload: UploadTarget?
    /// Values that are sent with the form and not shown.
    var hidden: [HiddenField] = []
    /// Verb and object, at most eight characters.
    let button: String
    var back: PageLink?

    init(
        action: String, intro: [String] = [], fields: [FormField], hidden: [HiddenField] = [], button: String,
        back: PageLink? = nil, errorHeading: String? = nil
    ) {
        self.action = action
        self.intro = intro
        self.fields = fields
        self.hidden = hidden
        self.button = button
        self.back = back
        errors = ErrorSummary(fields, heading: errorHeading)
    }
}

/// What the script does with the files of a form. Without script, the form sends them as a whole.
struct UploadTarget: Sendable {
    /// Where it sends each file in parts; nil if it keeps them until the form is sent.
    var path: String?
    /// The page that the files belong to, under which they are kept in the browser; nil to keep nothing.
    var owner: String?
    /// The hashes of the files that arrived before, separated by blanks.
    var kept = ""
    /// Whether the form is sent as a whole, with a display of the progress.
    var isWhole = false
}

struct HiddenField: Sendable {
    let name: String
    let value: String
}

/// A page that asks before a consequential act. Template `confirm`.
struct ConfirmPage: Sendable {
    let action: String
    /// What happens, one sentence each.
    let consequences: [String]
    var facts: [Fact] = []
    var errors: ErrorSummary?
    var fields: [FormField] = []
    var hidden: [HiddenField] = []
    let button: String
    /// Whether the act cannot be undone or takes something away.
    var isDangerous = false
    let back: PageLink

    init(
        action: String, consequences: [String], facts: [Fact] = [], fields: [FormField] = [],
        hidden: [HiddenField] = [], button: String, isDangerous: Bool = false, back: PageLink
    ) {
        self.action = action
        self.consequences = consequences
        self.facts = facts
        self.fields = fields
        self.hidden = hidden
        self.button = button
        self.isDangerous = isDangerous
        self.back = back
        errors = ErrorSummary(fields)
    }
}
