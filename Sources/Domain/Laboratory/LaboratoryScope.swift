/// What a laboratory is accredited for: items by code, or method standards with all items that are tested by them.
///
/// A laboratory of which no scope was ever recorded may test nothing yet: its rows wait in quarantine for the authority
/// to record one, or to say with a reason that it is not to be checked.
package struct LaboratoryScope: Hashable, Sendable {
    package struct Entry: Hashable, Sendable {
        package enum Kind: String, CaseIterable, Sendable {
            /// A test item by its code: `TX-HCHO`.
            case item
            /// A method standard as the criteria write it: `GB/T 2912.1-2009`.
            case standard
        }

        package let kind: Kind
        package let name: String
        package let span: DaySpan

        package init(_ kind: Kind, _ name: String, span: DaySpan = DaySpan()) {
            self.kind = kind
            self.name = name
            self.span = span
        }
    }

    private enum State: Hashable {
        /// Nothing was ever recorded of the laboratory.
        case missing
        case recorded([String: [DaySpan]])
        case waived
    }

    private let state: State

    package init(_ entries: [Entry]) {
        state = .recorded(Dictionary(grouping: entries) { Self.key($0.kind, $0.name) }.mapValues { $0.map(\.span) })
    }

    private init(_ state: State) {
        self.state = state
    }

    /// That of a laboratory of which nothing was ever recorded. It covers nothing.
    package static let missing = LaboratoryScope(.missing)
    /// That of a laboratory whose scope an officer has said not to check. It covers everything.
    package static let waived = LaboratoryScope(.waived)

    package var isMissing: Bool {
        state == .missing
    }

    /// Whether the laboratory may test `item` on `day`.
    package func covers(_ item: TestItem, on day: CalendarDay) -> Bool {
        switch state {
        case .missing: false
        case .waived: true
        case .recorded(let entries):
            holds(entries[Self.key(.item, item.code)], day) || holds(entries[Self.key(.standard, item.method)], day)
        }
    }

    private func holds(_ spans: [DaySpan]?, _ day: CalendarDay) -> Bool {
        spans?.contains { $0.contains(day) } ?? false
    }

    private static func key(_ kind: Entry.Kind, _ name: String) -> String {
        kind.rawValue + ":" + name
    }
}
