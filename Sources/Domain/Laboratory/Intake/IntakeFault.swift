/// Why a row of a laboratory's file cannot be taken.
package struct IntakeFault: Error, Hashable, Sendable {
    /// The kinds of faults. Stored and shown to programs; never renamed.
    package enum Code: String, CaseIterable, Sendable {
        /// Other cells than the header has columns, or a character that no text holds.
        case malformed
        case missingField = "missing-field"
        case unreadableDate = "unreadable-date"
        case unreadableField = "unreadable-field"
        /// The measured value is none of the known forms.
        case unreadableValue = "unreadable-value"
        /// No sample of this laboratory carries the label; another laboratory's is answered the same way.
        case unknownSample = "unknown-sample"
        /// The item belongs to another product than the sample.
        case wrongProduct = "wrong-product"
        /// The product of the sample has no criteria yet.
        case withoutCriteria = "without-criteria"
        case unknownItem = "unknown-item"
        /// The laboratory is not accredited for the item on the day of the test.
        case outOfScope = "out-of-scope"
        /// Nobody has recorded yet what the laboratory is accredited for.
        case scopeMissing = "scope-missing"
        case testedBeforeReceived = "tested-before-received"
        case testedInFuture = "tested-in-future"
        /// Produced after the test, or after the purchase.
        case producedTooLate = "produced-too-late"
        /// Another row of the same report says another sample, date or declaration.
        case headDiffers = "head-differs"
        /// Two rows give different results of one item and specimen.
        case conflictingDuplicate = "conflicting-duplicate"
        /// Says again what a later version has replaced: whether that is to come back must not be guessed.
        case oldCorrection = "old-correction"
        case correctionWithoutReason = "correction-without-reason"
        /// A correction that waited while another version was filed.
        case correctionOutdated = "correction-outdated"
        case nothingToCorrect = "nothing-to-correct"
        case numberOfAnotherSample = "number-of-another-sample"
        case sampleAlreadyReported = "sample-already-reported"
        /// The laboratory's own reviewer sent the upload back.
        case rejectedByReviewer = "rejected-by-reviewer"
    }

    package let code: Code
    /// The column, as the form names it.
    package let field: String?
    /// In Chinese: what is wrong and what to do.
    package let sentence: String

    package init(_ code: Code, field: String? = nil, _ sentence: String) {
        self.code = code
        self.field = field
        self.sentence = sentence
    }
}
