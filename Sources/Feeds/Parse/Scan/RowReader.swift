internal import Domain

/// Makes rows of a batch from the slots of records, by the same rules for every format. It is the fallback parser of
/// `PartialParser`.
struct RowReader {
    /// The texts of the page, followed by at least `JSONScanner.padding` readable bytes.
    let base: UnsafePointer<UInt8>
    let size: Int
    /// The time at which a dated price must be valid; nil if it is not known.
    let moment: Timestamp?
    /// Whether the scan checked that the texts are UTF-8 without control characters.
    private let isProved: Bool
    let plan: RowPlan
    private let page: UnsafePointer<FieldSlot>
    /// `RowPlan.singles`; the plan must outlive the reader.
    private let singles: UnsafePointer<Int>
    /// Texts that had to be rewritten. Their offsets follow those of the page.
    private(set) var tail: [UInt8] = []
    var unread: [ListingField: UnreadValues] = [:]
    var missing: [Int]
    /// Whether the scan found no character in the current record that a listing must not contain.
    private var isClean = false
    /// The range of a record that no scan checked, if all of its bytes are valid text.
    private var sound = 0..<0
    var sales: SalesCache

    init(
        _ base: UnsafePointer<UInt8>, size: Int, isProved: Bool, plan: RowPlan, singles: UnsafePointer<Int>,
        page: UnsafePointer<FieldSlot>, moment: Timestamp?
    ) {
        self.singles = singles
        self.base = base
        self.size = size
        self.isProved = isProved
        self.plan = plan
        self.page = page
        self.moment = moment
        sales = SalesCache(window: plan.salesWindow)
        missing = Array(repeating: 0, count: ListingField.allCases.count)
    }

    mutating func row(
        _ slots: UnsafePointer<FieldSlot>, _ mark: RecordMark
    ) throws(RecordFault) -> ListingBatch.Row {
        isClean = mark.isClean
        // Checking the whole record is faster than checking field by field.
        let isSound =
            !isClean && !isProved && mark.start < mark.end
            && UTF8Text.isSound(base + mark.start, count: mark.end - mark.start)
        sound = isSound ? mark.start..<mark.end : 0..<0
        var row = ListingBatch.Row()
        row.source = TextSlice(offset: mark.start, count: mark.end - mark.start)
        row.item = try required(.item, slots, limit: ListingLimits.identifierBytes)
        try checkItem(row.item)
        row.title = try required(.title, slots, limit: ListingLimits.titleBytes)
        try readPrices(slots, &row)
        try readSales(slots, &row)
        row.shopName = try optional(.shopName, slots)
        row.shopIdentifier = try optional(.shopIdentifier, slots)
        row.category = try optional(.category, slots)
        row.link = try optional(.link, slots)
        row.image = try optional(.image, slots)
        row.room = try optional(.room, slots)
        row.streamer = row.room.isNone ? .none : try optional(.streamer, slots)
        row.changedAt = try changedAt(slots)
        if plan.hasClaims { try readClaims(slots, &row) }
        return row
    }

    private mutating func readClaims(
        _ slots: UnsafePointer<FieldSlot>, _ row: inout ListingBatch.Row
    ) throws(RecordFault) {
        row.maker = try optional(.maker, slots)
        row.makerAddress = try optional(.makerAddress, slots)
        row.certificate = try optional(.certificate, slots)
        row.licence = try optional(.licence, slots)
        row.creditCode = try optional(.creditCode, slots)
    }

    // MARK: Texts

    private mutating func required(
        _ field: ListingField, _ slots: UnsafePointer<FieldSlot>, limit: Int
    ) throws(RecordFault) -> TextSlice {
        let text = try text(field, slots, limit: limit)
        guard !text.isNone else { throw absent(field) }
        guard withBytes(of: text, { !BlankText.isBlank($0) }) else {
            throw RecordFault(.empty, field: field.rawValue, "the text is blank")
        }
        return text
    }

    private func checkItem(_ item: TextSlice) throws(RecordFault) {
        guard !withBytes(of: item, ItemForm.isPlain) || !plan.itemPatterns.isEmpty else { return }
        let patterns = plan.itemPatterns
        let (flaw, fits) = withBytes(of: item) { text in
            (ItemForm.flaw(text), patterns.isEmpty || patterns.contains { $0.matches(text) })
        }
        guard flaw != nil || !fits else { return }
        let value = visible(item)
        switch flaw {
        case .noValue:
            throw RecordFault(.unlikelyItem, field: "item", "“\(value)” is what a missing value leaves", value: value)
        case .blankAtEnd:
            throw RecordFault(.unlikelyItem, field: "item", "“\(value)” begins or ends with a blank", value: value)
        case .invisibleCharacter:
            throw RecordFault(
                .controlCharacter, field: "item", "the identifier contains an invisible character", value: value)
        case .spoiltBySpreadsheet: throw Self.spoiltItem(value)
        case nil:
            throw RecordFault(
                .itemPattern, field: "item",
                "“\(value)” has not the form \(patterns.map(\.text).joined(separator: " or "))", value: value)
        }
    }

    private static func spoiltItem(_ value: String) -> RecordFault {
        RecordFault(
            .spoiltItem, field: "item",
            "“\(value)” was changed by a spreadsheet; export again with the column as text", value: value)
    }

    mutating func optional(
        _ field: ListingField, _ slots: UnsafePointer<FieldSlot>
    ) throws(RecordFault) -> TextSlice {
        try text(field, slots, limit: ListingLimits.otherTextBytes)
    }

    mutating func absent(_ field: ListingField) -> RecordFault {
        let tried = plan.paths[field.index].joined(separator: ", ")
        return RecordFault(.missingField, field: field.rawValue, "no value at \(tried)")
    }

    /// The text of a field: in the page, or in the tail if it had to be rewritten.
    mutating func text(
        _ field: ListingField, _ slots: UnsafePointer<FieldSlot>, limit: Int
    ) throws(RecordFault) -> TextSlice {
        let index = field.index
        let single = singles[index]
        if single == -1 { return .none }
        if single >= 0 {
            // Nearly every field has one path and a plain value that was already checked.
            let slot = slots[single]
            let isPlain = slot.kind == .text || (slot.kind == .number && field != .item && field != .title)
            if isPlain, slot.count > 0, slot.count <= limit {
                let text = TextSlice(offset: Int(slot.start), count: Int(slot.count))
                if !isClean, isProved ? hasDelete(text) : !isSound(text) { try check(text, field) }
                return text
            }
        }
        for number in plan.starts[index]..<plan.starts[index + 1] {
            let text = try text(at: plan.sources[number], field, slots, limit: limit)
            if !text.isNone { return text }
        }
        if let fallback = plan.fallbacks[index] { return try appendRewritten(fallback, field) }
        if plan.isWatched[index] { missing[index] += 1 }
        return .none
    }

    /// The text of one source of a field; `none` if the source has no value.
    mutating func text(
        at source: Int, _ field: ListingField, _ slots: UnsafePointer<FieldSlot>, limit: Int
    ) throws(RecordFault) -> TextSlice {
        let slot = source >= 0 ? slots[source] : page[~source]
        guard slot.holdsValue else { return .none }
        let text = try slice(slot, field)
        guard Int(text.count) <= limit else {
            throw RecordFault(.tooLong, field: field.rawValue, "\(text.count) bytes, at most \(limit) are taken")
        }
        // The scan does not check values outside the records.
        if !isProved || source < 0 || slot.kind == .doubledQuotes || slot.kind == .escaped || hasDelete(text) {
            try check(text, field)
        }
        return text.count > 0 ? text : .none
    }

    @inline(__always)
    private func isSound(_ text: TextSlice) -> Bool {
        text.range.lowerBound >= sound.lowerBound && text.range.upperBound <= sound.upperBound
    }

    private mutating func slice(_ slot: FieldSlot, _ field: ListingField) throws(RecordFault) -> TextSlice {
        switch slot.kind {
        case .literal where field == .item || field == .title:
            throw RecordFault(
                .wrongType, field: field.rawValue, "a text or a number is expected here, not true or false")
        case .number where field == .item:
            // An exponent or a point means that digits are lost.
            let text = TextSlice(offset: Int(slot.start), count: Int(slot.count))
            guard withBytes(of: text, { ItemForm.flaw($0, isNumber: true) }) != .spoiltBySpreadsheet else {
                throw Self.spoiltItem(visible(text))
            }
            return text
        case .text, .number, .literal: return TextSlice(offset: Int(slot.start), count: Int(slot.count))
        case .escaped:
            return try appendRewritten(
                JSONString.unescaped(UnsafeBufferPointer(start: base + Int(slot.start), count: Int(slot.count))), field)
        case .doubledQuotes: return try appendRewritten(singleQuotes(slot), field)
        case .container:
            throw RecordFault(.wrongType, field: field.rawValue, "a text or a number is expected here")
        case .repeated:
            throw RecordFault(
                .repeatedField, field: field.rawValue, "the name stands twice in the record; which one counts?")
        case .missing, .null: return .none
        }
    }

    private func singleQuotes(_ slot: FieldSlot) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(Int(slot.count))
        var index = Int(slot.start)
        let end = index + Int(slot.count)
        while index < end {
            result.append(base[index])
            index += base[index] == UInt8(ascii: "\"") ? 2 : 1
        }
        return result
    }

    private mutating func appendRewritten(_ bytes: [UInt8], _ field: ListingField) throws(RecordFault) -> TextSlice {
        let start = size + tail.count
        guard start + bytes.count < Int(UInt32.max) else {
            throw RecordFault(
                .tooLong, field: field.rawValue, "the texts of the page exceed 4 GiB; ask for smaller pages")
        }
        tail += bytes
        return TextSlice(offset: start, count: bytes.count)
    }

    /// A strict scan allows one control character: DEL.
    private func hasDelete(_ text: TextSlice) -> Bool {
        let range = text.range
        guard range.lowerBound < size else { return false }
        var index = range.lowerBound
        while index < range.upperBound {
            let word =
                UnsafeRawPointer(base).loadUnaligned(fromByteOffset: index, as: UInt64.self) ^ 0x7F7F_7F7F_7F7F_7F7F
            let found = (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
            if found != 0 { return index + found.trailingZeroBitCount >> 3 < range.upperBound }
            index += 8
        }
        return false
    }

    private func check(_ text: TextSlice, _ field: ListingField) throws(RecordFault) {
        let range = text.range
        let flaw: UTF8Text.Flaw?
        if range.lowerBound < size {
            flaw = UTF8Text.flaw(base + range.lowerBound, count: range.count)
        } else {
            let copy = Array(tail[(range.lowerBound - size)..<(range.upperBound - size)]) + [0, 0, 0, 0, 0, 0, 0, 0]
            flaw = copy.withUnsafeBufferPointer { bytes in
                bytes.baseAddress.flatMap { UTF8Text.flaw($0, count: range.count) }
            }
        }
        switch flaw {
        case nil: return
        case .invalid: throw RecordFault(.invalidText, field: field.rawValue, "the text is not valid UTF-8")
        case .control:
            throw RecordFault(.controlCharacter, field: field.rawValue, "the text contains a control character")
        }
    }
}

extension RowReader {
    func withBytes<Value>(of text: TextSlice, _ body: (UnsafeRawBufferPointer) -> Value) -> Value {
        let range = text.range
        if range.lowerBound < size {
            return body(UnsafeRawBufferPointer(start: base + range.lowerBound, count: range.count))
        }
        return tail.withUnsafeBytes {
            body(UnsafeRawBufferPointer(rebasing: $0[(range.lowerBound - size)..<(range.upperBound - size)]))
        }
    }

    /// Whether the claim may be without meaning; see `PartialListing.vague`.
    func isVague(_ text: TextSlice) -> Bool {
        withBytes(of: text) { PartialListing.isVague($0.bindMemory(to: UInt8.self)) }
    }

    func string(_ text: TextSlice) -> String {
        withBytes(of: text) { String(decoding: $0, as: UTF8.self) }
    }

    func visible(_ text: TextSlice) -> String {
        withBytes(of: text, VisibleText.of)
    }
}
