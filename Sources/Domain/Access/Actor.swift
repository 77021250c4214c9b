/// The author of a change.
package enum Actor: Hashable, Sendable {
    /// A person at the server who uses the commands without a token.
    case `operator`
    case worker(WorkerName)
    /// The holder of a token or of an account. `person` is set if a person of a laboratory or platform is known.
    case holder(Role, name: String, person: String? = nil)

    /// A laboratory as a whole.
    package static func laboratory(_ name: String) -> Actor {
        .holder(.laboratory, name: name)
    }

    package static func platform(_ name: String) -> Actor {
        .holder(.platform, name: name)
    }
}

/// The background workers. The names are stored; they are never changed.
package enum WorkerName: String, CaseIterable, Sendable {
    case pull, screen, release, judge, route, publish, recheck
    /// Carries out an action on many rows of a list.
    case bulk
    /// Checks the hash chain of the event log.
    case proof
    /// Finds offers of the same goods under different item numbers.
    case twins
    /// Removes abandoned uploads, and files that no database row refers to.
    case sweep
    /// Imports files from a folder.
    case watch
    /// Removes what the rules of retention do not keep, and measures the storage.
    case retain
    /// Refuses sign-ins. Who tried it is not proved, so the person is not the author of the refusal.
    case access
}

extension Actor {
    /// The stored form: `operator`, `worker:judge`, `officer:wang`, `laboratory:LAB-01/0017`. In a name, `%` is written
    /// `%25` and `/` is written `%2F`, so that two actors never have the same text.
    package var text: String {
        switch self {
        case .operator: "operator"
        case .worker(let name): "worker:" + name.rawValue
        case .holder(let role, let name, let person):
            role.rawValue + ":" + Self.escaped(name) + (person.map { "/" + Self.escaped($0) } ?? "")
        }
    }

    /// Reads the stored form; nil for any other text.
    package init?(text: String) {
        if text == Actor.operator.text {
            self = .operator
            return
        }
        guard let colon = text.firstIndex(of: ":") else { return nil }
        let rest = text[text.index(after: colon)...]
        if text[..<colon] == "worker" {
            guard let name = WorkerName(rawValue: String(rest)) else { return nil }
            self = .worker(name)
            return
        }
        guard let role = Role(rawValue: String(text[..<colon])) else { return nil }
        let parts = rest.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2 else { return nil }
        self = .holder(
            role, name: Self.unescaped(parts[0]), person: parts.count == 2 ? Self.unescaped(parts[1]) : nil)
    }

    private static func escaped(_ name: String) -> String {
        name.split(separator: "%", omittingEmptySubsequences: false).map { part in
            part.split(separator: "/", omittingEmptySubsequences: false).joined(separator: "%2F")
        }.joined(separator: "%25")
    }

    private static func unescaped(_ text: Substring) -> String {
        text.split(separator: "%", omittingEmptySubsequences: false).enumerated().map { index, part in
            guard index > 0 else { return String(part) }
            return (part.hasPrefix("2F") ? "/" : "%") + part.dropFirst(2)
        }.joined()
    }
}
