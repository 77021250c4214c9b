internal import Domain

/// The section `declares` of a criteria file, and the declarations that items may use.
struct Declarations {
    let all: [Declaration]
    /// Whether the file has the section. Without the section, items may use `variant` and numbers that are not
    /// declared.
    let isStated: Bool

    init(_ value: Value?) {
        isStated = value != nil
        let members = value?.mapping?.members() ?? []
        for (name, member) in members where !name.isCode { member.report(String.codeRule(name)) }
        all = members.compactMap(Self.declaration)
        if let value, all.isEmpty, value.isMapping {
            value.report("name at least one declaration, or leave declares out")
        }
    }

    private static func declaration(_ name: String, _ value: Value) -> Declaration? {
        guard let mapping = value.mapping else { return nil }
        let title = mapping.required("name")?.word
        let values = mapping.optional("values")
        let unit = mapping.optional("unit")
        mapping.finish()
        if (values == nil) == (unit == nil) {
            value.report("write either values, for a class, or unit, for a number")
        }
        let members = values?.mapping?.members() ?? []
        if let values, members.isEmpty, values.isMapping { values.report("at least one value is needed") }
        let read = members.compactMap { code, title in
            if !code.isCode { title.report(String.codeRule(code)) }
            return title.word.map { Declaration.Value(code: code, title: $0) }
        }
        guard let title else { return nil }
        return Declaration(name: name, title: title, values: read, unit: unit?.possiblyEmptyText)
    }

    /// Whether `name` may be used as a class. If not, a mistake is reported at `place`.
    @discardableResult func requireClass(_ name: String, at place: Value) -> Bool {
        guard let found = find(name) else {
            if !isStated, name == Declaration.variant { return true }
            place.report(unknown(name))
            return false
        }
        guard found.values.isEmpty else { return true }
        place.report("“\(name)” is declared as a number; a class with values is needed here")
        return false
    }

    /// Whether `name` may be used as a number.
    func requireNumber(_ name: String, at place: Value) {
        guard isStated else { return }
        guard let found = find(name) else { return place.report(unknown(name)) }
        if found.unit == nil { place.report("“\(name)” is declared as a class; a number with a unit is needed here") }
    }

    func requireAny(_ name: String, at place: Value) {
        if isStated, find(name) == nil { place.report(unknown(name)) }
    }

    func requireValue(_ text: String, of name: String, at place: Value) {
        guard let known = find(name)?.values.map(\.code), !known.isEmpty, !known.contains(text) else { return }
        let meant = Spelling.nearest(to: text, among: known).map { "did you mean “\($0)”? " } ?? ""
        place.report("“\(text)” is no value of “\(name)”; \(meant)known are \(known.joined(separator: ", "))")
    }

    /// The values of a class in the order of the file; nil if they are not stated.
    func values(of name: String) -> [String]? {
        find(name).flatMap { $0.values.isEmpty ? nil : $0.values.map(\.code) }
    }

    private func find(_ name: String) -> Declaration? {
        all.first { $0.name == name }
    }

    private func unknown(_ name: String) -> String {
        guard isStated else { return "“\(name)” is not stated; add the section declares with it" }
        let meant = Spelling.nearest(to: name, among: all.map(\.name)).map { "did you mean “\($0)”? " } ?? ""
        return "“\(name)” is not stated under declares; \(meant)stated are "
            + all.map(\.name).joined(separator: ", ")
    }
}

/// `when: {material: clay, age: [under36, over36]}`: each declaration with the values that match.
enum WhenSection {
    static func read(_ value: Value, _ declarations: Declarations) -> [String: Set<String>]? {
        guard let members = value.mapping?.members() else { return nil }
        if members.isEmpty { value.report("at least one declaration is needed") }
        var when: [String: Set<String>] = [:]
        for (name, member) in members {
            declarations.requireClass(name, at: member)
            let values = member.isList ? member.list ?? [] : [member]
            if values.isEmpty { member.report("at least one value is needed") }
            for place in values {
                guard let text = place.text else { continue }
                declarations.requireValue(text, of: name, at: place)
                if !when[name, default: []].insert(text).inserted { place.report("“\(text)” stands twice") }
            }
        }
        return when.isEmpty ? nil : when
    }
}
