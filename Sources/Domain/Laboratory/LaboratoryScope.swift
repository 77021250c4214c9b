/// What a laboratory is accredited for: items by code, or method standards with all items that are tested by them.
///
/// A laboratory of which no scope was ever recorded is not checked, and every table says so: an empty scope is no scope,
/// a missing one is a question for the authority.
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

    /// Nil where nothing was ever recorded of the laboratory.
    private let entries: [String: [DaySpan]]?

    /// - Parameter entries: nil where nothing was ever recorded.
    package init(_ entries: [Entry]?) {
        self.entries = entries.map { entries in
            Dictionary(grouping: entries) { Self.key($0.kind, $0.name) }.mapValues { $0.map(\.span) }
        }
    }

    package var isRecorded: Bool {
        entries != nil
    }

    /// Whether the laboratory may test `item` on `day`.
    package func covers(_ item: TestItem, on day: CalendarDay) -> Bool {
        guard let entries else { return true }
        return holds(entries[Self.key(.item, item.code)], day) || holds(entries[Self.key(.standard, item.method)], day)
    }

    private func holds(_ spans: [DaySpan]?, _ day: CalendarDay) -> Bool {
        spans?.contains { $0.contains(day) } ?? false
    }

    private static func key(_ kind: Entry.Kind, _ name: String) -> String {
        kind.rawValue + ":" + name
    }
}
