/// Where a figure of the criteria comes from, and how sure it is.
package struct FigureSource: Hashable, Sendable {
    package enum Confidence: String, CaseIterable, Sendable {
        /// Read in the primary text.
        case verified = "V"
        /// Read on a secondary page.
        case secondary = "S"
        /// Recalled only: an operator must confirm it before it is used; never official.
        case recalled = "M"
        /// Searched for and not found: a placeholder for an operator to fill; never official.
        case notFound = "X"

        /// Whether a sample may be judged by such a figure.
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
