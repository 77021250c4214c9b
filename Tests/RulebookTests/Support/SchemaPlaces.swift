import Rulebook

/// The places at which a schema and a reader must know the same keys.
extension JSONSchema {
    struct Place {
        let path: [String]
        let schema: JSON
    }

    /// Every object of `value` whose keys the schema lists, with the part of the schema for it.
    func places(_ value: JSON) -> [Place] {
        places(value, root, [])
    }

    private func places(_ value: JSON, _ part: JSON, _ path: [String]) -> [Place] {
        let part = keyed(resolved(part), for: value)
        switch value {
        case .list(let elements):
            guard let item = part["items"] else { return [] }
            return elements.enumerated().flatMap { places($1, item, path + [String($0)]) }
        case .object(let members):
            let own = part["properties"] == nil ? [] : [Place(path: path, schema: part)]
            return own
                + members.sorted { $0.key < $1.key }.flatMap { name, member in
                    (part["properties"]?[name] ?? part["additionalProperties"]).map {
                        places(member, $0, path + [name])
                    } ?? []
                }
        default: return []
        }
    }

    /// The alternative that lists the keys of an object, or describes the elements of a list.
    private func keyed(_ part: JSON, for value: JSON) -> JSON {
        guard part["properties"] == nil, part["items"] == nil, let branches = part["oneOf"]?.elements else {
            return part
        }
        let wanted = if case .list = value { "items" } else { "properties" }
        return branches.map { keyed(resolved($0), for: value) }.first { $0[wanted] != nil } ?? part
    }

    /// Every part of the schema that lists keys.
    static func objects(_ part: JSON) -> Set<JSON> {
        var found: Set<JSON> = part["properties"] != nil && part["type"] == .text("object") ? [part] : []
        for inner in Array(part.members.values) + part.elements { found.formUnion(objects(inner)) }
        return found
    }
}

/// A key that no reader knows.
enum UnknownKey {
    static let name = "zzzzzz"

    /// The keys that the reader's message lists for this unknown key.
    static func known(_ mistakes: [Diagnostic]) -> Set<String> {
        let list = mistakes.lazy.compactMap { mistake in
            mistake.message.split(separator: "the key “\(name)” is not known here; known are ").first.flatMap {
                $0.count < mistake.message.count ? $0 : nil
            }
        }.first
        return Set(list?.split(separator: ", ").map(String.init) ?? [])
    }
}

extension JSON {
    /// This value with one more key in the object at `path`.
    func adding(_ key: String, at path: ArraySlice<String>) -> JSON {
        guard let first = path.first else {
            var members = self.members
            members[key] = .integer(1)
            return .object(members)
        }
        if case .list(var elements) = self, let index = Int(first), elements.indices.contains(index) {
            elements[index] = elements[index].adding(key, at: path.dropFirst())
            return .list(elements)
        }
        var members = self.members
        members[first] = members[first]?.adding(key, at: path.dropFirst())
        return .object(members)
    }
}
