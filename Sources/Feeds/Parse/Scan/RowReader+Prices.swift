internal import Domain

extension RowReader {
    mutating func readPrices(
        _ slots: UnsafePointer<FieldSlot>, _ row: inout ListingBatch.Row
    ) throws(RecordFault) {
        guard let price = try range(plan.price, slots) else { throw absent(.price) }
        row.price = price.lower
        row.priceUpper = price.upper
        guard !plan.priceAfterCoupon.entries.isEmpty, let after = try range(plan.priceAfterCoupon, slots) else {
            return
        }
        let payable = after.narrowed(from: price)
        // A price after coupons that is not lower says nothing new.
        guard payable.lower > 0, payable.isBelow(price) else { return }
        row.priceAfterCoupon = payable.lower
        row.priceAfterCouponUpper = payable.upper
    }

    // MARK: Sources

    /// What one source of a price gives.
    private enum Found {
        case absent
        case price(PriceBounds)
        /// A price of another day, or of a period that cannot be read.
        case notValid(RecordFault)
    }

    /// The first price that is valid now; nil if no source has a value.
    private mutating func range(
        _ plan: PricePlan, _ slots: UnsafePointer<FieldSlot>
    ) throws(RecordFault) -> PriceBounds? {
        if plan.isPlain {
            let text = try text(plan.field, slots, limit: Self.longest)
            return text.isNone ? nil : try onePrice(text, plan, slots)
        }
        var notValid: RecordFault?
        for entry in plan.entries {
            switch try found(entry, plan, slots) {
            case .price(let price): return price
            case .notValid(let fault): notValid = notValid ?? fault
            case .absent: continue
            }
        }
        guard plan.field == .price else { return nil }
        if let notValid { throw notValid }
        missing[ListingField.price.index] += 1
        return nil
    }

    /// A price that one path gives, without a period.
    private mutating func onePrice(
        _ text: TextSlice, _ plan: PricePlan, _ slots: UnsafePointer<FieldSlot>
    ) throws(RecordFault) -> PriceBounds? {
        let currency = try currency(slots)
        if plan.unit != .minor, currency != .missing {
            // Read before the closure: a closure that captured `self` would copy all of it.
            let inYuan = plan.unit == .yuan
            let plain = withBytes(of: text) { PlainPrice.fen($0, inYuan: inYuan) }
            if plain > 0 { return PriceBounds(lower: plain, upper: plain) }
        }
        if plan.field == .priceAfterCoupon, withBytes(of: text, PriceText.isAbsent) { return nil }
        let digits = try minorDigits(plan, slots)
        return try checked(parsed(bytes(text), plan, digits), currency, bytes(text), plan)
    }

    private mutating func found(
        _ entry: PricePlan.Entry, _ plan: PricePlan, _ slots: UnsafePointer<FieldSlot>
    ) throws(RecordFault) -> Found {
        guard let names = entry.names else { return try single(entry, plan, slots) }
        return try overAll(names, entry, plan, slots)
    }

    private mutating func single(
        _ entry: PricePlan.Entry, _ plan: PricePlan, _ slots: UnsafePointer<FieldSlot>
    ) throws(RecordFault) -> Found {
        let text = try text(at: entry.slot, plan.field, slots, limit: Self.longest)
        guard !text.isNone else { return .absent }
        return try element(bytes(text), nil, entry, plan, slots)
    }

    /// The range over all elements of the lists on the path. If one of them has no price, the range is not known.
    private mutating func overAll(
        _ names: [FieldPath.Step], _ entry: PricePlan.Entry, _ plan: PricePlan, _ slots: UnsafePointer<FieldSlot>
    ) throws(RecordFault) -> Found {
        let slot = slots[entry.slot]
        guard slot.holdsValue else { return .absent }
        guard slot.kind == .container else { return try single(entry, plan, slots) }
        let elements = try elements(of: slot, names, plan.field)
        let prices = elements.filter { $0.price != nil }
        guard !prices.isEmpty else { return .absent }
        guard prices.count == elements.count else {
            throw RecordFault(
                .missingField, field: plan.field.rawValue,
                "\(elements.count - prices.count) of \(elements.count) elements have no price")
        }
        var range: PriceBounds?
        var notValid: RecordFault?
        for element in prices {
            switch try self.element(element.price ?? [], element.parent, entry, plan, slots) {
            case .price(let price): range = range?.joined(with: price) ?? price
            case .notValid(let fault): notValid = notValid ?? fault
            case .absent: return .absent
            }
        }
        return range.map { .price($0) } ?? notValid.map { .notValid($0) } ?? .absent
    }

    /// One price with what belongs to it: its period, its currency, its upper bound.
    private mutating func element(
        _ price: [UInt8], _ parent: JSONCursor?, _ entry: PricePlan.Entry, _ plan: PricePlan,
        _ slots: UnsafePointer<FieldSlot>
    ) throws(RecordFault) -> Found {
        if plan.field == .priceAfterCoupon, price.withUnsafeBytes(PriceText.isAbsent) { return .absent }
        if let fault = try fault(ofPeriod: entry, parent, plan, slots) { return .notValid(fault) }
        let digits = try minorDigits(plan, slots)
        let stated: Currency
        if let value = entry.currency {
            stated = try Self.currency(attribute(value, parent, plan.field, slots))
        } else {
            stated = try currency(slots)
        }
        let lower = try checked(parsed(price, plan, digits), stated, price, plan)
        guard let upTo = entry.upTo else { return .price(lower) }
        guard let text = try attribute(upTo, parent, plan.field, slots) else {
            return .price(PriceBounds(lower: lower.lower, upper: -1))
        }
        let upper = try checked(parsed(text, plan, digits), stated, text, plan)
        guard upper.upper < 0 || upper.upper >= lower.lower else {
            throw unreadable(text, plan, "the upper bound is below the price")
        }
        return .price(PriceBounds(lower: lower.lower, upper: upper.upper))
    }

    // MARK: Texts

    private static let longest = 64
    private static let longestPeriod = 128

    private func bytes(_ text: TextSlice) -> [UInt8] {
        withBytes(of: text) { Array($0) }
    }

    private mutating func minorDigits(
        _ plan: PricePlan, _ slots: UnsafePointer<FieldSlot>
    ) throws(RecordFault) -> Int {
        guard plan.unit == .minor else { return 2 }
        let stated = try text(.minorDigits, slots, limit: 8)
        guard !stated.isNone else { return 2 }
        guard let number = Int(string(stated)), (0...4).contains(number) else {
            throw unreadable(bytes(stated), plan, "not a number of digits from 0 to 4")
        }
        return number
    }

    private func parsed(_ text: [UInt8], _ plan: PricePlan, _ digits: Int) throws(RecordFault) -> PriceBounds {
        let (unit, isAfterCoupon) = (plan.unit, plan.field == .priceAfterCoupon)
        let result = text.withUnsafeBytes { bytes -> Result<PriceBounds, PriceFlaw> in
            Result { () throws(PriceFlaw) -> PriceBounds in
                try PriceText.read(bytes, unit: unit, minorDigits: digits, isAfterCoupon: isAfterCoupon)
            }
        }
        switch result {
        case .success(let range): return range
        case .failure(let flaw): throw fault(flaw, text, plan)
        }
    }

    private func fault(_ flaw: PriceFlaw, _ text: [UInt8], _ plan: PricePlan) -> RecordFault {
        let field = plan.field.rawValue
        let value = text.withUnsafeBytes(VisibleText.of)
        switch flaw {
        case .blank: return RecordFault(.empty, field: field, "the text is blank")
        case .form: return unreadable(text, plan, "no price in \(plan.unit.rawValue)")
        case .partOfFen: return unreadable(text, plan, "a part of a fen")
        case .measure: return unreadable(text, plan, "the price of a measure, not of the offer")
        case .reversed: return unreadable(text, plan, "the upper bound is below the price")
        case .binaryRemainder:
            return RecordFault(
                .binaryRemainder, field: field,
                "“\(value)” has the remainder of a binary number; map a price in fen, or one with two decimals",
                value: value)
        case .otherPrice(let word):
            return RecordFault(
                .otherPrice, field: field,
                "“\(value)” is another kind of price (\(word)); map prices after coupons to priceAfterCoupon",
                value: value)
        case .currency(let sign):
            return RecordFault(.wrongCurrency, field: field, "the price is in \(sign), not in CNY", value: value)
        }
    }

    private func unreadable(_ text: [UInt8], _ plan: PricePlan, _ reason: String) -> RecordFault {
        let value = text.withUnsafeBytes(VisibleText.of)
        return RecordFault(.unreadablePrice, field: plan.field.rawValue, "“\(value)”: \(reason)", value: value)
    }

    /// A range within the limits of a listing, in a currency that is known.
    private func checked(
        _ range: PriceBounds, _ currency: Currency, _ text: [UInt8], _ plan: PricePlan
    ) throws(RecordFault) -> PriceBounds {
        func fault(_ code: RecordFault.Code, _ detail: String) -> RecordFault {
            RecordFault(code, field: plan.field.rawValue, detail, value: text.withUnsafeBytes(VisibleText.of))
        }
        if currency == .missing, !range.namesYuan { throw fault(.missingCurrency, "the record states no currency") }
        guard plan.field == .price else {
            guard range.lower >= 0 else { throw unreadable(text, plan, "the price is negative") }
            return range
        }
        guard range.lower > 0 else {
            throw fault(.priceNotPositive, "the price is \(String(decoding: text, as: UTF8.self))")
        }
        let highest = max(range.lower, range.upper)
        guard highest <= ListingLimits.price.rawValue else {
            throw fault(
                .priceTooHigh, "the price \(Fen(highest).text) is above \(ListingLimits.price.text)")
        }
        return range
    }

    // MARK: Currencies

    private enum Currency {
        /// The crawler file maps no currency.
        case notMapped
        case yuan
        /// The feed can state one, and nothing beside the price does.
        case missing
    }

    /// The currency of the whole record.
    private mutating func currency(_ slots: UnsafePointer<FieldSlot>) throws(RecordFault) -> Currency {
        // Then the text of the price must name it.
        if plan.currencyIsInPrice { return .missing }
        guard plan.hasCurrency else { return .notMapped }
        let text = try text(.currency, slots, limit: 16)
        return try Self.currency(text.isNone ? nil : bytes(text))
    }

    private static func currency(_ text: [UInt8]?) throws(RecordFault) -> Currency {
        guard let text else { return .missing }
        let code = String(decoding: text, as: UTF8.self).uppercased()
        guard ["CNY", "RMB"].contains(code) else {
            let value = text.withUnsafeBytes(VisibleText.of)
            throw RecordFault(.wrongCurrency, field: "price", "the price is in \(value), not in CNY", value: value)
        }
        return .yuan
    }
}

extension RowReader {
    // MARK: Periods

    /// Why a price is not valid now; nil if it is. A price without a period is always valid.
    private mutating func fault(
        ofPeriod entry: PricePlan.Entry, _ parent: JSONCursor?, _ plan: PricePlan, _ slots: UnsafePointer<FieldSlot>
    ) throws(RecordFault) -> RecordFault? {
        let offset = self.plan.timeOffsetMinutes
        func bound(_ isEnd: Bool) -> ([UInt8]) -> ClosedRange<Int64>? {
            { text in
                text.withUnsafeBytes { TimeText.bound($0, offset, isEnd: isEnd) }
                    .map { isEnd ? .min...$0 : $0 ... .max }
            }
        }
        let readers: [(value: PricePlan.Value?, read: ([UInt8]) -> ClosedRange<Int64>?)] = [
            (entry.validity, { text in text.withUnsafeBytes { TimeText.period($0, offset) } }),
            (entry.validFrom, bound(false)), (entry.validUntil, bound(true)),
        ]
        for (value, read) in readers {
            guard let value, let text = try attribute(value, parent, plan.field, slots) else { continue }
            let shown = text.withUnsafeBytes(VisibleText.of)
            guard let period = read(text) else {
                var values = unread.removeValue(forKey: plan.field) ?? UnreadValues()
                text.withUnsafeBytes { values.add(.validity, $0) }
                unread[plan.field] = values
                return RecordFault(
                    .priceNotValid, field: plan.field.rawValue, "the period “\(shown)” of the price cannot be read",
                    value: shown)
            }
            guard let moment, period.contains(moment.milliseconds) else {
                return RecordFault(
                    .priceNotValid, field: plan.field.rawValue, "the price is valid in “\(shown)”, not now",
                    value: shown)
            }
        }
        return nil
    }

    // MARK: Lists

    /// The text of what belongs to a price; nil if there is none.
    private mutating func attribute(
        _ value: PricePlan.Value, _ parent: JSONCursor?, _ field: ListingField, _ slots: UnsafePointer<FieldSlot>
    ) throws(RecordFault) -> [UInt8]? {
        switch value {
        case .slot(let slot):
            let text = try text(at: slot, field, slots, limit: Self.longestPeriod)
            guard !text.isNone, !withBytes(of: text, BlankText.isBlank) else { return nil }
            return bytes(text)
        case .within(let steps):
            guard let parent, let found = try? parent.follow(steps, firstOfLists: true) else { return nil }
            return try found.priceText(field)
        }
    }

    /// The objects that contain a price, with its text; nil where it is missing.
    private func elements(
        of slot: FieldSlot, _ names: [FieldPath.Step], _ field: ListingField
    ) throws(RecordFault) -> [(parent: JSONCursor?, price: [UInt8]?)] {
        let text = Array(UnsafeBufferPointer(start: base + Int(slot.start), count: Int(slot.count)))
        let root: JSONCursor
        do {
            root = try JSONCursor(parsing: text)
        } catch {
            throw RecordFault(.unreadableRecord, field: field.rawValue, error.message)
        }
        var cursors = root.flattened
        for name in names.dropLast() {
            var next: [JSONCursor] = []
            for cursor in cursors { next += try cursor.uniqueMember(name.name, field)?.flattened ?? [] }
            cursors = next
        }
        var found: [(parent: JSONCursor?, price: [UInt8]?)] = []
        for cursor in cursors {
            guard let last = names.last else {
                found.append((nil, try cursor.priceText(field)))
                continue
            }
            let prices = try cursor.uniqueMember(last.name, field)?.flattened ?? []
            if prices.isEmpty { found.append((cursor, nil)) }
            for price in prices { found.append((cursor, try price.priceText(field))) }
        }
        return found
    }
}

extension JSONCursor {
    /// The elements of a list and of the lists in it; any other value itself.
    fileprivate var flattened: [JSONCursor] {
        isList ? elements.flatMap(\.flattened) : isNull ? [] : [self]
    }

    fileprivate func uniqueMember(_ name: String, _ field: ListingField) throws(RecordFault) -> JSONCursor? {
        let found = members.filter { $0.key == name }
        guard found.count < 2 else {
            throw RecordFault(
                .repeatedField, field: field.rawValue, "the name stands twice in the record; which one counts?")
        }
        return found.first?.value
    }

    /// The bytes of a text or a number; nil for null and a blank text.
    fileprivate func priceText(_ field: ListingField) throws(RecordFault) -> [UInt8]? {
        guard !isNull else { return nil }
        guard !isObject, !isList, let text = try text() else {
            throw RecordFault(.wrongType, field: field.rawValue, "a text or a number is expected here")
        }
        let bytes = Array(text.utf8)
        return bytes.withUnsafeBytes(BlankText.isBlank) ? nil : bytes
    }
}

extension PriceBounds {
    /// The range of both.
    fileprivate func joined(with other: PriceBounds) -> PriceBounds {
        PriceBounds(
            lower: min(lower, other.lower), upper: upper < 0 || other.upper < 0 ? -1 : max(upper, other.upper))
    }

    /// This price after coupons, for an offer with the prices `price`. One price after coupons of an offer with several
    /// prices is that of the lowest: the highest that a buyer pays is still the highest of `price`.
    fileprivate func narrowed(from price: PriceBounds) -> PriceBounds {
        let isOfLowest = isOnePrice && !price.isOnePrice
        let isCapped = price.upper >= 0 && (upper < 0 || upper > price.upper)
        return PriceBounds(lower: lower, upper: isOfLowest || isCapped ? price.upper : upper)
    }

    /// Whether one bound is below that of `price` and none is above it.
    fileprivate func isBelow(_ price: PriceBounds) -> Bool {
        let (mine, its) = (upper < 0 ? Int64.max : upper, price.upper < 0 ? Int64.max : price.upper)
        return lower <= price.lower && mine <= its && (lower < price.lower || mine < its)
    }
}
