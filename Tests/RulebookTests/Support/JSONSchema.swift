import Yams

/// A JSON value. YAML is read as one.
indirect enum JSON: Hashable {
    case null
    case boolean(Bool)
    case integer(Int)
    case number(Double)
    case text(String)
    case list([JSON])
    case object([String: JSON])

    init(yaml: String) throws {
        self.init(any: try Yams.load(yaml: yaml))
    }

    private init(any value: Any?) {
        switch value {
        case let value as Bool: self = .boolean(value)
        case let value as Int: self = .integer(value)
        case let value as Double: self = .number(value)
        case let value as String: self = .text(value)
        case let value as [Any]: self = .list(value.map { JSON(any: $0) })
        case let value as [AnyHashable: Any]:
            self = .object(
                value.reduce(into: [:]) { members, member in
                    members["\(member.key.base)"] = JSON(any: member.value)
                })
        default: self = .null
        }
    }

    subscript(name: String) -> JSON? {
        if case .object(let members) = self { members[name] } else { nil }
    }

    var members: [String: JSON] {
        if case .object(let members) = self { members } else { [:] }
    }

    var elements: [JSON] {
        if case .list(let elements) = self { elements } else { [] }
    }

    var string: String? {
        if case .text(let text) = self { text } else { nil }
    }

    var whole: Int? {
        if case .integer(let number) = self { number } else { nil }
    }

    /// Text that YAML can also read: an integer has no quotes, a text has quotes.
    var written: String {
        switch self {
        case .null: "null"
        case .boolean(let value): value ? "true" : "false"
        case .integer(let value): String(value)
        case .number(let value): String(value)
        case .text(let text):
            "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n") + "\""
        case .list(let elements): "[" + elements.map(\.written).joined(separator: ", ") + "]"
        case .object(let members):
            "{"
                + members.sorted { $0.key < $1.key }.map { JSON.text($0.key).written + ": " + $0.value.written }
                .joined(separator: ", ") + "}"
        }
    }
}

/// The part of JSON Schema (draft 2020-12) that `Crawlers/crawler.schema.json` uses.
struct JSONSchema {
    let root: JSON

    /// Keywords that do not influence validity.
    private static let annotations: Set<String> = [
        "$schema", "$id", "$defs", "title", "description", "default", "examples",
    ]

    /// The faults of `value`; empty if it matches.
    func faults(_ value: JSON) throws -> [String] {
        try faults(value, root, "$")
    }

    /// `schema`, or the schema that its reference names.
    func resolved(_ schema: JSON) -> JSON {
        guard let name = schema["$ref"]?.string?.split(separator: "/").last else { return schema }
        return root["$defs"]?[String(name)] ?? .null
    }

    private func faults(_ value: JSON, _ schema: JSON, _ place: String) throws -> [String] {
        try schema.members.filter { !Self.annotations.contains($0.key) }.flatMap { keyword, rule in
            try faults(value, keyword, rule, schema, place)
        }
    }

    private func faults(
        _ value: JSON, _ keyword: String, _ rule: JSON, _ schema: JSON, _ place: String
    ) throws -> [String] {
        func unless(_ fits: Bool) -> [String] { fits ? [] : ["\(place): \(keyword) \(rule.written)"] }
        switch keyword {
        case "$ref": return try faults(value, resolved(schema), place)
        case "type":
            let types = rule.string.map { [$0] } ?? rule.elements.compactMap(\.string)
            return unless(types.contains { Self.fits(value, $0) })
        case "enum": return unless(rule.elements.contains(value))
        case "pattern": return unless(try value.string.map { try $0.contains(Regex(rule.string ?? "")) } ?? true)
        case "minLength": return unless(value.string.map { $0.count >= rule.whole ?? 0 } ?? true)
        case "minimum": return unless(value.whole.map { $0 >= rule.whole ?? 0 } ?? true)
        case "maximum": return unless(value.whole.map { $0 <= rule.whole ?? 0 } ?? true)
        case "minItems": return unless(!Self.fits(value, "array") || value.elements.count >= rule.whole ?? 0)
        case "uniqueItems": return unless(Set(value.elements).count == value.elements.count)
        case "minProperties": return unless(!Self.fits(value, "object") || value.members.count >= rule.whole ?? 0)
        case "maxProperties": return unless(value.members.count <= rule.whole ?? 0)
        case "required": return unless(rule.elements.compactMap(\.string).allSatisfy { value[$0] != nil })
        case "items":
            return try value.elements.enumerated().flatMap { try faults($1, rule, "\(place)[\($0)]") }
        case "properties":
            return try value.members.flatMap { name, member in
                try rule[name].map { try faults(member, $0, "\(place).\(name)") } ?? []
            }
        case "additionalProperties":
            let others = value.members.filter { schema["properties"]?[$0.key] == nil }
            if rule == .boolean(false) { return others.keys.map { "\(place).\($0): not described" } }
            return try others.flatMap { try faults($1, rule, "\(place).\($0)") }
        case "oneOf": return unless(try rule.elements.count { try faults(value, $0, place).isEmpty } == 1)
        case "not": return unless(try !faults(value, rule, place).isEmpty)
        default: return ["\(place): the check does not know the keyword \(keyword)"]
        }
    }

    private static func fits(_ value: JSON, _ type: String) -> Bool {
        switch (value, type) {
        case (.text, "string"), (.integer, "integer"), (.integer, "number"), (.number, "number"),
            (.boolean, "boolean"), (.list, "array"), (.object, "object"), (.null, "null"):
            true
        default: false
        }
    }
}
