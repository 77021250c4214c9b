import Foundation

/// Compares answers with the schemas of an API document: types, required members, undocumented members, enums.
enum SchemaCheck {
    /// The value of a reference such as `#/components/schemas/Flag`.
    static func resolve(_ reference: String, in document: [String: Any]) -> Any? {
        reference.split(separator: "/").dropFirst().reduce(document as Any?) { value, name in
            let key = String(name).replacing("~1", with: "/").replacing("~0", with: "~")
            return (value as? [String: Any])?[key]
        }
    }

    /// The faults of `body` as the answer of an operation; empty if there are none.
    static func faults(
        of body: Any?, method: String, path: String, status: Int, in document: [String: Any]
    ) -> [String] {
        let paths = document["paths"] as? [String: [String: [String: Any]]]
        let responses = paths?[path]?[method]?["responses"] as? [String: Any]
        guard let response = followed(responses?[String(status)], document) else {
            return ["status \(status) is not described"]
        }
        let content = (response["content"] as? [String: [String: Any]])?.values.first
        guard let schema = content?["schema"] as? [String: Any] else { return ["status \(status) has no schema"] }
        return faults(body, schema, "$", document)
    }

    private static func followed(_ value: Any?, _ document: [String: Any]) -> [String: Any]? {
        guard let object = value as? [String: Any] else { return nil }
        guard let reference = object["$ref"] as? String else { return object }
        return followed(resolve(reference, in: document), document)
    }

    private static func faults(
        _ value: Any?, _ unresolved: [String: Any], _ place: String, _ document: [String: Any]
    ) -> [String] {
        guard let schema = followed(unresolved, document) else { return ["\(place): the schema is missing"] }
        if let words = schema["enum"] as? [String] {
            return words.contains(value as? String ?? "") ? [] : ["\(place): \(value ?? "nothing") is not in the enum"]
        }
        switch schema["type"] as? String {
        case "object": return object(value, schema, place, document)
        case "array":
            guard let list = value as? [Any] else { return ["\(place): not a list"] }
            let items = schema["items"] as? [String: Any] ?? [:]
            return list.enumerated().flatMap { faults($1, items, "\(place)[\($0)]", document) }
        case "string": return value is String ? [] : ["\(place): not a text"]
        case "integer":
            return (value as? NSNumber).map { $0.doubleValue == Double($0.int64Value) } == true
                ? [] : ["\(place): not a whole number"]
        case "boolean": return value is Bool ? [] : ["\(place): not true or false"]
        default: return ["\(place): the schema names no type"]
        }
    }

    private static func object(
        _ value: Any?, _ schema: [String: Any], _ place: String, _ document: [String: Any]
    ) -> [String] {
        guard let object = value as? [String: Any] else { return ["\(place): not an object"] }
        let properties = schema["properties"] as? [String: [String: Any]] ?? [:]
        let required = schema["required"] as? [String] ?? []
        let missing = required.filter { object[$0] == nil }.map { "\(place).\($0): missing" }
        let unknown = object.keys.filter { properties[$0] == nil }.map { "\(place).\($0): not described" }
        let inner = object.flatMap { name, value in
            properties[name].map { faults(value, $0, "\(place).\(name)", document) } ?? []
        }
        return missing + unknown + inner
    }
}
