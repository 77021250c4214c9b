internal import Domain

/// What a workbook may hold. Far beyond what any laboratory uploads, and small enough that no file can exhaust the machine.
package struct SheetLimits: Sendable {
    /// Files within the zip.
    package var entries = 2000
    /// Bytes of all parts together, unpacked.
    package var expandedBytes = 512 << 20
    /// Unpacked bytes to packed ones, of a part above one mebibyte. Sheets reach 30; a bomb has up to 1032.
    package var ratio = 250
    /// Rows with content.
    package var rows = 250_000
    package var columns = 256
    /// Rows times columns of one table.
    package var cells = 4_000_000
    package var sharedStrings = 2_000_000
    package var styles = 100_000
    package var sheets = 255
    /// Rows that hold nothing of their own, only what was merged down into them: a file states a million in a few bytes.
    package var mergedRows = 10_000
    package var mergedRanges = 100_000
    /// Bytes of one cell's text: Excel's 32,767 characters.
    package var cellBytes = 32_767 * 3
    /// Bytes of all texts of one table, as its rows hold them: one text may stand in many cells, once in the file. As
    /// much as the largest CSV that is taken.
    package var textBytes = UploadForm.maximumFileBytes
    /// Bytes of a text that is repeated downwards by a merged cell: no field of a report may be longer.
    package var copiedBytes = 200
    /// Bytes that may wait for the end of one XML tag or comment.
    package var tokenBytes = 4 << 20

    package init() {}
}
