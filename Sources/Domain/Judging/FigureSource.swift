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

    package let confidence: Confidence
    package let note: String?

    package init(confidence: Confidence, note: String?) {
        self.confidence = confidence
        self.note = note
    }
}
