/// The value of an optional key of a mapping.
enum Field<Content> {
    case absent
    /// The value cannot be read. Its mistake is already reported.
    case faulty
    case value(Content)

    /// Reads `place`, which is nil if the key is absent. `read` reports the mistakes that it finds.
    init(_ place: Value?, _ read: (Value) -> Content?) {
        guard let place else {
            self = .absent
            return
        }
        self = read(place).map { .value($0) } ?? .faulty
    }

    /// The value, or `standard` if the key is absent; nil if the value is faulty.
    func or(_ standard: Content) -> Content? {
        switch self {
        case .absent: standard
        case .faulty: nil
        case .value(let content): content
        }
    }

    /// Nil if the key is absent or its value is faulty.
    var value: Content? {
        if case .value(let content) = self { content } else { nil }
    }

    var isFaulty: Bool {
        if case .faulty = self { true } else { false }
    }
}

extension Mapping {
    /// The value of an optional key.
    func field<Content>(_ key: String, _ read: (Value) -> Content?) -> Field<Content> {
        Field(optional(key), read)
    }
}
