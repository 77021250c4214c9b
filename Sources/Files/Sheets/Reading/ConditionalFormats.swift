internal import Domain

/// Formats that apply under a condition. One that changes the text of its cells makes the shown text uncertain, because
/// the condition is a formula, which is not calculated here.
struct ConditionalFormats {
    private var ranges: [MergedRange] = []
    private(set) var changing: [MergedRange] = []

    /// `<conditionalFormatting sqref="B2:B9 D2">`.
    mutating func begin(_ references: UnsafeBufferPointer<UInt8>?, limit: Int) {
        ranges = (references ?? UnsafeBufferPointer(start: nil, count: 0))
            .split(separator: UInt8(ascii: " ")).prefix(limit).compactMap { MergedRange(area: $0) }
    }

    /// A rule of the format that began last, with a format that changes the text.
    mutating func addChange(limit: Int) {
        changing += ranges.prefix(max(0, limit - changing.count))
        ranges = []
    }
}
