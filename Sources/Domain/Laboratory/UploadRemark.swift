/// What the reader of a workbook noticed. It is no fault, but the reviewer of the upload must know it. Stored with the
/// upload; the sentences are made when it is shown.
package struct UploadRemark: Hashable, Sendable {
    /// Stored; never renamed.
    package enum Kind: String, CaseIterable, Sendable {
        /// Hidden rows, which were read.
        case hiddenRows = "hidden-rows"
        /// Hidden columns, which were read.
        case hiddenColumns = "hidden-columns"
        /// A hidden sheet, which was not read.
        case hiddenSheet = "hidden-sheet"
        /// Cells merged downwards, whose text counts for each row.
        case mergedDown = "merged-down"
        /// Formulas, whose stored results were read.
        case formulas
        /// Numbers whose format shows another number or a word. The shown text was read.
        case shownOtherwise = "shown-otherwise"
    }

    package let kind: Kind
    package let sheet: String
    package let count: Int
    /// The first of them: row numbers, letters of columns, or cells with the shown text and the stored number.
    package let examples: [String]

    package init(_ kind: Kind, sheet: String, count: Int, examples: [String] = []) {
        self.kind = kind
        self.sheet = sheet
        self.count = count
        self.examples = examples
    }

    /// The example of a cell whose format shows another text than its number.
    package static func example(cell: String, shown: String, stored: String) -> String {
        [cell, shown, stored].map(\.withoutControlCharacters).joined(separator: "\t")
    }
}
