/// The reason why a row of a laboratory's file cannot be taken.
package struct IntakeFault: Error, Hashable, Sendable {
    /// The kinds of faults. Stored and shown to programs; never renamed.
    package enum Code: String, CaseIterable, Sendable {
        /// The row has more or fewer cells than the header, or contains a character that is not allowed in texts.
        case malformed
        case missingField = "missing-field"
        case unreadableDate = "unreadable-date"
        case unreadableField = "unreadable-field"
        /// The measured value has none of the known forms.
        case unreadableValue = "unreadable-value"
        /// No sample of this laboratory has the label. The answer is the same if the label belongs to another
        /// laboratory.
        case unknownSample = "unknown-sample"
        /// The item belongs to another product than that of the sample.
        case wrongProduct = "wrong-product"
        /// The product of the sample has no criteria.
        case withoutCriteria = "without-criteria"
        case unknownItem = "unknown-item"
        /// The laboratory is not accredited for the item on the day of the test.
        case outOfScope = "out-of-scope"
        /// No scope of accreditation is recorded for the laboratory.
        case scopeMissing = "scope-missing"
        case testedBeforeReceived = "tested-before-received"
        case testedInFuture = "tested-in-future"
        /// The production date is after the test or after the purchase.
        case producedTooLate = "produced-too-late"
        /// Another row of the same report states another sample, date or declaration.
        case headDiffers = "head-differs"
        /// Two rows state different results for the same item and specimen.
        case conflictingDuplicate = "conflicting-duplicate"
        /// Repeats a version that a later version replaced. Whether the old version should apply again must not be
        /// guessed.
        case oldCorrection = "old-correction"
        case correctionWithoutReason = "correction-without-reason"
        /// The correction lacks results of the version on file, and its reason does not name them.
        case correctionDropsItems = "correction-drops-items"
        /// A correction that was held while another version was filed.
        case correctionOutdated = "correction-outdated"
        case nothingToCorrect = "nothing-to-correct"
        case numberOfAnotherSample = "number-of-another-sample"
        case sampleAlreadyReported = "sample-already-reported"
        /// The reviewer of the laboratory rejected the upload.
        case rejectedByReviewer = "rejected-by-reviewer"
    }

    package let code: Code
    /// The name of the column in the form.
    package let field: String?
    /// In Chinese: the fault and the action that corrects it.
    package let sentence: String

    package init(_ code: Code, field: String? = nil, _ sentence: String) {
        self.code = code
        self.field = field
        self.sentence = sentence
    }
}
