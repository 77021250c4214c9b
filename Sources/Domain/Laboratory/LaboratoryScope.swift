/// The accreditation of a laboratory: items by code, or method standards with all items that are tested by them.
///
/// If no scope was recorded for a laboratory, it may not test anything yet. Its rows stay in quarantine until the
/// authority records a scope, or waives the check with a reason.
package struct LaboratoryScope: Hashable, Sendable {
    package struct Entry: Hashable, Sendable {
        package enum Kind: String, CaseIterable, Sendable {
            /// A test item by its code: `TX-HCHO`.
            case item
            /// A method standard in the spelling of the criteria: `GB/T 2912.1-2009`.
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

    private enum Coverage: Hashable {
        /// No scope was recorded for the laboratory.
        case missing
        case recorded([String: [DaySpan]])
        case waived
    }

    private let coverage: Coverage

    package init(_ entries: [Entry]) {
        coverage = .recorded(Dictionary(grouping: entries) { Self.key($0.kind, $0.name) }.mapValues { $0.map(\.span) })
    }

    private init(_ coverage: Coverage) {
        self.coverage = coverage
    }

    /// The scope of a laboratory for which none was recorded. It covers nothing.
    package static let missing = LaboratoryScope(.missing)
    /// The scope of a laboratory whose check an officer has waived. It covers everything.
    package static let waived = LaboratoryScope(.waived)

    package var isMissing: Bool {
        coverage == .missing
    }

    /// Whether the laboratory may test `item` on `day`.
    ///
    /// Accreditation is given for each method. If the criteria name several methods for an item, a result by any of
    /// them is valid, so one covered method is enough. An item without a method, such as a sum, is covered by its
    /// product standard.
    package func covers(_ item: TestItem, on day: CalendarDay) -> Bool {
        switch coverage {
        case .missing: false
        case .waived: true
        case .recorded(let entries):
            isWithin(entries[Self.key(.item, item.code)], day)
                || item.accreditedStandards.contains { isWithin(entries[Self.key(.standard, $0)], day) }
        }
    }

    private func isWithin(_ spans: [DaySpan]?, _ day: CalendarDay) -> Bool {
        spans?.contains { $0.contains(day) } ?? false
    }

    private static func key(_ kind: Entry.Kind, _ name: String) -> String {
        kind.rawValue + ":" + name
    }
}

extension TestItem {
    /// The standards of the item. A scope that contains one of them covers the item.
    var accreditedStandards: [String] {
        methods.isEmpty ? [standard] : methods
    }
}
