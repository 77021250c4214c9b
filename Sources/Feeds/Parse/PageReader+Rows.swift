internal import Domain

extension PageReader {
    /// Makes the listings of a page from the result of a scan.
    func page(_ found: consuming FoundRecords) -> ParsedPage {
        var found = found
        var batch = ListingBatch(platform: crawler.platform, salesWindow: crawler.fields.salesWindow)
        batch.rows.reserveCapacity(found.table.marks.count)
        var quarantined: [QuarantinedRecord] = []
        let rest = withRows(found) { reader, bytes in
            for (number, mark) in found.table.marks.enumerated() {
                do throws(RecordFault) {
                    batch.rows.append(try reader.row(number, mark, of: found.table))
                } catch {
                    quarantined.append(found.quarantined(error, mark, bytes))
                }
            }
        }
        // The texts are moved, not copied, because nothing else refers to them.
        swap(&batch.bytes, &found.bytes)
        if !rest.tail.isEmpty { batch.bytes.append(contentsOf: rest.tail) }
        var lacking: [ListingField: Int] = [:]
        for (field, count) in zip(ListingField.allCases, rest.missing) where count > 0 { lacking[field] = count }
        return ParsedPage(
            records: batch.rows.count + quarantined.count, quarantined: quarantined, statedTotal: found.statedTotal,
            unread: rest.unread, next: found.next, saysMore: found.saysMore, missing: lacking, batch: batch)
    }

    /// The partial records of a page. A record that is not plain is read as `page` reads it.
    func partialPage(_ found: consuming FoundRecords) -> PartialPage {
        var found = found
        var page = PartialPage()
        page.listings.reserveCapacity(found.table.marks.count)
        let checks = partial?.checks ?? []
        let rest = withRows(found) { rows, bytes in
            guard let base = bytes.baseAddress else { return }
            checks.withUnsafeBufferPointer { checks in
                var parser = partial.map { PartialParser(base, plan: $0, checks: checks) }
                let troubles = found.table.troubles
                for (number, mark) in found.table.marks.enumerated() {
                    if troubles.isEmpty || troubles[number] == nil,
                        let listing = parser?.listing(found.table.slots(of: number), mark),
                        SpoiltText.reason(base + listing.title.range.lowerBound, count: Int(listing.title.count)) == nil
                    {
                        page.listings.append(listing)
                        continue
                    }
                    do throws(RecordFault) {
                        let row = try rows.row(number, mark, of: found.table)
                        page.listings.append(PartialListing(row, isVague: rows.isVague))
                    } catch {
                        page.quarantined.append(found.quarantined(error, mark, bytes))
                    }
                }
                page.unread = parser?.unread ?? [:]
            }
        }
        page.unread.add(rest.unread)
        swap(&page.bytes, &found.bytes)
        if !rest.tail.isEmpty { page.bytes.append(contentsOf: rest.tail) }
        return page
    }

    /// Calls `body` with a row reader for the texts found, and returns the collected rows.
    private func withRows(
        _ found: FoundRecords, _ body: (inout RowReader, UnsafeBufferPointer<UInt8>) -> Void
    ) -> (tail: [UInt8], unread: [ListingField: UnreadValues], missing: [Int]) {
        found.bytes.withUnsafeBufferPointer { bytes in
            found.page.withUnsafeBufferPointer { page in
                rows.singles.withUnsafeBufferPointer { singles in
                    guard let base = bytes.baseAddress, let page = page.baseAddress, let singles = singles.baseAddress
                    else { return ([], [:], []) }
                    var reader = RowReader(
                        base, size: bytes.count, isProved: found.isProved, plan: rows, singles: singles, page: page,
                        moment: moment)
                    body(&reader, bytes)
                    return (reader.tail, reader.unread, reader.missing)
                }
            }
        }
    }
}

extension RowReader {
    /// The row of record `number`, or its fault.
    fileprivate mutating func row(
        _ number: Int, _ mark: RecordMark, of table: SlotTable
    ) throws(RecordFault) -> ListingBatch.Row {
        if !table.troubles.isEmpty, let trouble = table.troubles[number] { throw trouble.fault(mark) }
        let row = try row(table.slots(of: number), mark)
        if let reason = spoiltTitle(row.title) {
            throw RecordFault(.implausibleText, field: ListingField.title.rawValue, reason)
        }
        return row
    }

    private func spoiltTitle(_ title: TextSlice) -> String? {
        let range = title.range
        if range.upperBound <= size {
            return SpoiltText.reason(base + range.lowerBound, count: range.count)
        }
        return tail[(range.lowerBound - size)..<(range.upperBound - size)].withUnsafeBufferPointer { bytes in
            bytes.baseAddress.flatMap { SpoiltText.reason($0, count: bytes.count) }
        }
    }
}
