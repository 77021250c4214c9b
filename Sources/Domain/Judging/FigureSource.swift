/// The source of a figure in the criteria, and its confidence.
package struct FigureSource: Hashable, Sendable {
    package enum Confidence: String, CaseIterable, Sendable {
        /// Read in the primary text.
        case verified = "V"
        /// Read on a secondary page.
        case secondary = "S"
        /// Recalled from memory: never official. An operator must confirm it before it is used.
        case recalled = "M"
        /// Searched for and not found: a placeholder, never official. An operator must replace it.
        case notFound = "X"

        /// Whether a sample may be judged by a figure of this confidence.
        package var isUsable: Bool {
            self == .verified || self == .secondary
        }
    }

    /// The confirmation of a figure by an operator.
    package struct Confirmation: Hashable, Sendable {
        package let on: CalendarDay
        /// The name of the operator.
        package let by: String

        package init(on: CalendarDay, by: String) {
            self.on = on
            self.by = by
        }
    }

    package let confidence: Confidence
    package let note: String?
    /// Nil if no operator confirmed the figure.
    package let confirmed: Confirmation?

    package init(confidence: Confidence, note: String?, confirmed: Confirmation? = nil) {
        self.confidence = confidence
        self.note = note
        self.confirmed = confirmed
    }
}
