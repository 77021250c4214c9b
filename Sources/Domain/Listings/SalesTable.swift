/// The sales figures of many listings, by item, stored as bytes and numbers without objects.
package struct SalesTable: Sendable {
    private let window: SalesFigure.Window
    private var items = ByteTable()
    private var figures: [(lower: Int64, upper: Int64, text: TextSlice, isContradicted: Bool)] = []
    private var texts: [UInt8] = []

    package init(window: SalesFigure.Window) {
        self.window = window
    }

    /// Adds the figures of a batch. If an item has several figures, none of them is used.
    package mutating func add(_ batch: ListingBatch) {
        batch.bytes.withUnsafeBytes { bytes in
            for row in batch.rows where row.salesLower >= 0 {
                let item = UnsafeRawBufferPointer(rebasing: bytes[row.item.range])
                let text = bytes[row.salesText.range]
                if let known = items.value(item) {
                    let figure = figures[Int(known)]
                    if figure.lower != row.salesLower || figure.upper != row.salesUpper {
                        figures[Int(known)].isContradicted = true
                    }
                    continue
                }
                items.insert(item, Int32(truncatingIfNeeded: figures.count))
                figures.append(
                    (row.salesLower, row.salesUpper, TextSlice(offset: texts.count, count: text.count), false))
                texts.append(contentsOf: text)
            }
        }
    }

    /// What the table has for an item.
    package enum Entry: Hashable, Sendable {
        case figure(SalesFigure)
        /// Several figures.
        case contradicted
    }

    /// The entry for the item in `row` of another batch; nil if there is none.
    package func entry(_ row: ListingBatch.Row, of batch: ListingBatch) -> Entry? {
        let found = batch.bytes.withUnsafeBytes { bytes in
            items.value(UnsafeRawBufferPointer(rebasing: bytes[row.item.range]))
        }
        guard let found else { return nil }
        let figure = figures[Int(found)]
        guard !figure.isContradicted else { return .contradicted }
        return .figure(
            SalesFigure(
                lower: figure.lower, upper: figure.upper < 0 ? nil : figure.upper, window: window,
                raw: String(decoding: texts[figure.text.range], as: UTF8.self)))
    }
}
