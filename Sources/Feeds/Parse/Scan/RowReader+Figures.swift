internal import Domain

extension RowReader {
    // MARK: Sales and times

    mutating func readSales(
        _ slots: UnsafePointer<FieldSlot>, _ row: inout ListingBatch.Row
    ) throws(RecordFault) {
        let text = try optional(.sales, slots)
        guard !text.isNone else { return }
        let isPadded = text.range.lowerBound < size
        let window = plan.salesWindow
        let reading =
            isPadded
            ? sales.read(base + text.range.lowerBound, count: Int(text.count))
            : withBytes(of: text) { SalesText.read($0, window: window) }
        switch reading {
        case .figure(let lower, let upper):
            row.salesText = text
            row.salesLower = lower
            row.salesUpper = upper
        case .absent: missing[ListingField.sales.index] += 1
        case .refused(let flaw): note(.sales, .sales(flaw), text)
        }
    }

    /// A time that cannot be read is reported and counts as missing, because no decision depends on it.
    mutating func changedAt(_ slots: UnsafePointer<FieldSlot>) throws(RecordFault) -> Int64 {
        let text = try optional(.changedAt, slots)
        guard !text.isNone else { return .min }
        // Read before the closure: a closure that captured `self` would copy all of it.
        let (format, offset) = (plan.timeFormat, plan.timeOffsetMinutes)
        if let time = withBytes(of: text, { TimeText.milliseconds($0, format, offset) }) { return time }
        note(.changedAt, .time, text)
        return .min
    }

    private mutating func note(_ field: ListingField, _ reason: UnreadValues.Reason, _ text: TextSlice) {
        var values = unread.removeValue(forKey: field) ?? UnreadValues()
        withBytes(of: text) { values.add(reason, $0) }
        unread[field] = values
    }
}
