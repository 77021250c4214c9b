package import Domain

/// A value of a JSON text together with the bytes of the text.
package struct JSONCursor {
    package let bytes: [UInt8]
    package let node: JSONNode

    package init(bytes: [UInt8], node: JSONNode) {
        self.bytes = bytes
        self.node = node
    }

    /// Reads `bytes` as JSON.
    package init(parsing bytes: [UInt8]) throws(JSONFault) {
        self.init(bytes: bytes, node: try JSONParser.parse(bytes))
    }

    /// The bytes of this value as they arrived.
    package var source: [UInt8] {
        Array(bytes[node.range])
    }

    package var isNull: Bool {
        if case .null = node.kind { true } else { false }
    }

    package var isList: Bool {
        if case .array = node.kind { true } else { false }
    }

    package var isObject: Bool {
        if case .object = node.kind { true } else { false }
    }

    /// Nil for any value other than `true` and `false`.
    package var bool: Bool? {
        if case .boolean(let value) = node.kind { value } else { nil }
    }

    package func member(_ name: String) -> JSONCursor? {
        guard case .object(let members) = node.kind else { return nil }
        return members.last { $0.key == name }.map { JSONCursor(bytes: bytes, node: $0.value) }
    }

    /// All members, in the order written; empty for anything but an object.
    package var members: [(key: String, value: JSONCursor)] {
        guard case .object(let members) = node.kind else { return [] }
        return members.map { ($0.key, JSONCursor(bytes: bytes, node: $0.value)) }
    }

    /// The elements of a list. Any other value counts as a list of one, null as an empty list.
    package var elements: [JSONCursor] {
        switch node.kind {
        case .array(let nodes): nodes.map { JSONCursor(bytes: bytes, node: $0) }
        case .null: []
        default: [self]
        }
    }

    /// Text of a string, digits of a number, `true` or `false`; nil for anything else. Throws on invalid UTF-8.
    package func text() throws(RecordFault) -> String? {
        switch node.kind {
        case .string:
            guard let text = String(validating: JSONString.unescaped(bytes, node), as: UTF8.self) else {
                throw RecordFault(.invalidText, "the text is not valid UTF-8")
            }
            return text
        case .number: return String(decoding: bytes[node.range], as: UTF8.self)
        case .boolean(let value): return value ? "true" : "false"
        case .null, .array, .object: return nil
        }
    }

    /// Follows `steps`. A string on the way that contains JSON is parsed. Nil if there is no value at the path.
    ///
    /// - Parameter firstOfLists: whether a list on the way counts as its first element, as schema.org's `offers` may.
    ///   Only for the fields of one record: on the way to the records it would silently lose all other elements.
    func follow(
        _ steps: some Sequence<FieldPath.Step>, firstOfLists: Bool = false
    ) throws(JSONFault) -> JSONCursor? {
        var cursor = self
        for step in steps {
            if firstOfLists, cursor.isList {
                guard let first = cursor.elements.first else { return nil }
                cursor = first
            }
            guard let next = cursor.member(step.name) else { return nil }
            guard step.embeddedJSON, case .string = next.node.kind else {
                cursor = next
                continue
            }
            let embedded = JSONString.unescaped(next.bytes, next.node)
            do {
                cursor = try JSONCursor(parsing: embedded)
            } catch {
                throw JSONFault(
                    offset: next.node.range.lowerBound, message: "the JSON text in “\(step.name)”: \(error.message)")
            }
        }
        return cursor
    }
}
