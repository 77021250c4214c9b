internal import Domain

/// Limits on the size of a workbook. They are far above what any laboratory uploads, and low enough that no file can
/// exhaust the machine.
package struct SheetLimits: Sendable {
    /// Files within the zip.
    package var entries = 2000
    /// Bytes of all parts together after unpacking.
    package var expandedBytes = 512 << 20
    /// Maximum ratio of unpacked to packed bytes, for a part above one mebibyte. Sheets reach 30; a bomb has up to
    /// 1032.
    package var ratio = 250
    /// Rows with content.
    package var rows = 250_000
    package var columns = 256
    /// Rows times columns of one table.
    package var cells = 4_000_000
    package var sharedStrings = 2_000_000
    package var styles = 100_000
    package var sheets = 255
    /// Rows without content of their own that get text only from cells merged downwards. A file can state a million of
    /// them in a few bytes.
    package var mergedRows = 10_000
    package var mergedRanges = 100_000
    /// Bytes of one cell's text: Excel's 32,767 characters.
    package var cellBytes = 32_767 * 3
    /// Bytes of all texts of one table, counted in each row: a text that is in the file once may be in many cells.
    /// Equal to the size of the largest CSV that is accepted.
    package var textBytes = UploadForm.maximumFileBytes
    /// Bytes of a text that a merged cell repeats downwards. No field of a report may be longer.
    package var copiedBytes = 200
    /// Bytes that may be buffered until an XML tag or comment ends.
    package var tokenBytes = 4 << 20

    package init() {}
}
