/// The sales figures of many listings, by item, stored as bytes and numbers without objects.
package struct SalesTable: Sendable {
    private let window: SalesFigure.Window
    private var items = ByteTable()
    private var figures: [(lower: Int64, upper: Int64, text: TextSlice)] = []
    private var texts: [UInt8] = []

    package init(window: SalesFigure.Window) {
        self.window = window
    }

    /// Adds the figures of a batch. If an item occurs several times, its first figure is used.
    package mutating func add(_ batch: ListingBatch) {
        batch.bytes.withUnsafeBytes { bytes in
            for row in batch.rows where row.salesLower >= 0 {
                let item = UnsafeRawBufferPointer(rebasing: bytes[row.item.range])
                let text = bytes[row.salesText.range]
                items.insert(item, Int32(truncatingIfNeeded: figures.count))
                figures.append(
                    (row.salesLower, row.salesUpper, TextSlice(offset: texts.count, count: text.count)))
                texts.append(contentsOf: text)
            }
        }
    }

    /// The stored figure for the item in `row` of another batch.
    package func sales(_ row: ListingBatch.Row, of batch: ListingBatch) -> SalesFigure? {
        let found = batch.bytes.withUnsafeBytes { bytes in
            items.value(UnsafeRawBufferPointer(rebasing: bytes[row.item.range]))
        }
        guard let found else { return nil }
        let figure = figures[Int(found)]
        return SalesFigure(
            lower: figure.lower, upper: figure.upper < 0 ? nil : figure.upper, window: window,
            raw: String(decoding: texts[figure.text.range], as: UTF8.self))
    }
}
