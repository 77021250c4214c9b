internal import Domain

/// Makes rows of a batch from the slots of records, by the same rules for every format. It is the fallback parser of
/// `PartialParser`.
struct RowReader {
    /// The texts of the page, followed by at least `JSONScanner.padding` readable bytes.
    let base: UnsafePointer<UInt8>
    let size: Int
    /// Whether the scan checked that the texts are UTF-8 without control characters.
    private let isProved: Bool
    private let plan: RowPlan
    private let page: UnsafePointer<FieldSlot>
    /// `RowPlan.singles`; the plan must outlive the reader.
    private let singles: UnsafePointer<Int>
    /// Texts that had to be rewritten. Their offsets follow those of the page.
    private(set) var tail: [UInt8] = []
    private(set) var unreadableSales = 0
    private(set) var missing: [Int]
    /// Whether the scan found no character in the current record that a listing must not contain.
    private var isClean = false
    /// The range of a record that no scan checked, if all of its bytes are valid text.
    private var sound = 0..<0
    private var sales = SalesCache()

    init(
        _ base: UnsafePointer<UInt8>, size: Int, isProved: Bool, plan: RowPlan, singles: UnsafePointer<Int>,
        page: UnsafePointer<FieldSlot>
    ) {
        self.singles = singles
        self.base = base
        self.size = size
        self.isProved = isProved
        self.plan = plan
        self.page = page
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
        row.title = try required(.title, slots, limit: ListingLimits.titleBytes)
        try checkCurrency(slots)
        row.price = try price(slots)
        row.priceAfterCoupon = try priceAfterCoupon(slots, below: row.price)
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
        if field == .item, withBytes(of: text, { $0.contains { $0 < 0x20 } }) {
            throw RecordFault(.controlCharacter, field: field.rawValue, "the identifier contains a line break or a tab")
        }
        return text
    }

    private mutating func optional(
        _ field: ListingField, _ slots: UnsafePointer<FieldSlot>
    ) throws(RecordFault) -> TextSlice {
        try text(field, slots, limit: ListingLimits.otherTextBytes)
    }

    private mutating func absent(_ field: ListingField) -> RecordFault {
        let tried = plan.paths[field.index].joined(separator: ", ")
        return RecordFault(.missingField, field: field.rawValue, "no value at \(tried)")
    }

    /// The text of a field: in the page, or in the tail if it had to be rewritten.
    private mutating func text(
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
            let source = plan.sources[number]
            let slot = source >= 0 ? slots[source] : page[~source]
            guard slot.holdsValue else { continue }
            let text = try slice(slot, field)
            guard Int(text.count) <= limit else {
                throw RecordFault(
                    .tooLong, field: field.rawValue, "\(text.count) bytes, at most \(limit) are taken")
            }
            // The scan does not check values outside the records.
            if !isProved || source < 0 || slot.kind == .doubledQuotes || slot.kind == .escaped || hasDelete(text) {
                try check(text, field)
            }
            if text.count > 0 { return text }
        }
        if let fallback = plan.fallbacks[index] { return try appendRewritten(fallback, field) }
        if plan.isWatched[index] { missing[index] += 1 }
        return .none
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
    // MARK: Numbers

    private func withBytes<Value>(of text: TextSlice, _ body: (UnsafeRawBufferPointer) -> Value) -> Value {
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

    private func string(_ text: TextSlice) -> String {
        withBytes(of: text) { String(decoding: $0, as: UTF8.self) }
    }

    private mutating func price(_ slots: UnsafePointer<FieldSlot>) throws(RecordFault) -> Int64 {
        let text = try text(.price, slots, limit: 64)
        guard !text.isNone else { throw absent(.price) }
        if plan.priceUnit != .minor {
            // Read before the closure: a closure that captured `self` would copy all of it.
            let inYuan = plan.priceUnit == .yuan
            let plain = withBytes(of: text) { PlainPrice.fen($0, inYuan: inYuan) }
            if plain > 0 { return plain }
        }
        guard withBytes(of: text, { !BlankText.isBlank($0) }) else {
            throw RecordFault(.empty, field: "price", "the text is blank")
        }
        guard let price = try amount(text, plan.priceUnit, slots, .price) else {
            throw RecordFault(
                .unreadablePrice, field: "price", "“\(string(text))” is no price in \(plan.priceUnit.rawValue)")
        }
        guard price > 0 else { throw RecordFault(.priceNotPositive, field: "price", "the price is \(string(text))") }
        guard price <= ListingLimits.price.rawValue else {
            throw RecordFault(
                .priceTooHigh, field: "price", "the price \(Fen(price).text) is above \(ListingLimits.price.text)")
        }
        return price
    }

    /// 0 if the feed states no coupon price, or one that is not lower than the price.
    private mutating func priceAfterCoupon(
        _ slots: UnsafePointer<FieldSlot>, below price: Int64
    ) throws(RecordFault) -> Int64 {
        let text = try text(.priceAfterCoupon, slots, limit: 64)
        guard !text.isNone else { return 0 }
        guard let found = try amount(text, plan.priceAfterCouponUnit, slots, .priceAfterCoupon), found >= 0 else {
            throw RecordFault(
                .unreadablePrice, field: "priceAfterCoupon",
                "“\(string(text))” is no price in \(plan.priceAfterCouponUnit.rawValue)")
        }
        return found < price ? found : 0
    }

    private mutating func amount(
        _ text: TextSlice, _ unit: PriceUnit, _ slots: UnsafePointer<FieldSlot>, _ field: ListingField
    ) throws(RecordFault) -> Int64? {
        var digits = 2
        if unit == .minor {
            let stated = try self.text(.minorDigits, slots, limit: 8)
            if !stated.isNone {
                guard let number = Int(string(stated)), (0...4).contains(number) else { return nil }
                digits = number
            }
        }
        let plain = try withoutCurrency(text, field)
        return withBytes(of: plain) { Fen.raw($0, unit: unit, minorDigits: digits) }
    }

    /// Reads `15.00 CNY` and `CNY 15.00` as `15.00`; another currency is a fault.
    private func withoutCurrency(_ text: TextSlice, _ field: ListingField) throws(RecordFault) -> TextSlice {
        let (isWord, start, count, code) = withBytes(of: text) { bytes -> (Bool, Int, Int, String) in
            func isLetter(_ byte: UInt8) -> Bool { byte &- 0x41 < 26 }
            guard bytes.count > 3, bytes.contains(where: { $0 &- 0x30 < 10 }) else { return (false, 0, 0, "") }
            if bytes.suffix(3).allSatisfy(isLetter) {
                return (true, 0, bytes.count - 3, String(decoding: bytes.suffix(3), as: UTF8.self))
            }
            if bytes.prefix(3).allSatisfy(isLetter) {
                return (true, 3, bytes.count - 3, String(decoding: bytes.prefix(3), as: UTF8.self))
            }
            return (false, 0, 0, "")
        }
        guard isWord else { return text }
        guard Self.isYuan(code) else {
            throw RecordFault(.wrongCurrency, field: field.rawValue, "the price is in \(code), not in CNY")
        }
        return TextSlice(offset: text.range.lowerBound + start, count: count)
    }

    private static func isYuan(_ code: String) -> Bool {
        ["CNY", "RMB"].contains(code.uppercased())
    }

    private mutating func checkCurrency(_ slots: UnsafePointer<FieldSlot>) throws(RecordFault) {
        guard plan.hasCurrency else { return }
        let text = try text(.currency, slots, limit: 16)
        guard !text.isNone else { return }
        let code = string(text)
        guard Self.isYuan(code) else {
            throw RecordFault(.wrongCurrency, field: "price", "the price is in \(code), not in CNY")
        }
    }

    private mutating func readSales(
        _ slots: UnsafePointer<FieldSlot>, _ row: inout ListingBatch.Row
    ) throws(RecordFault) {
        let text = try optional(.sales, slots)
        guard !text.isNone else { return }
        let isPadded = text.range.lowerBound < size
        guard
            let bounds = isPadded
                ? sales.bounds(base + text.range.lowerBound, count: Int(text.count))
                : withBytes(of: text, SalesText.bounds)
        else {
            unreadableSales += 1
            return
        }
        row.salesText = text
        row.salesLower = bounds.lower
        row.salesUpper = bounds.upper ?? -1
    }

    /// A time that cannot be read counts as missing, because no decision depends on it.
    private mutating func changedAt(_ slots: UnsafePointer<FieldSlot>) throws(RecordFault) -> Int64 {
        let text = try optional(.changedAt, slots)
        guard !text.isNone else { return .min }
        // Read before the closure: a closure that captured `self` would copy all of it.
        let (format, offset) = (plan.timeFormat, plan.timeOffsetMinutes)
        return withBytes(of: text) { TimeText.milliseconds($0, format, offset) } ?? .min
    }
}
