internal import Domain

/// Reads of a record what a first look needs, where all of its mapped fields are plain: each at one place, none escaped,
/// too long, repeated or a container. Any other record is none of its business: `RowReader` reads it with all care, and
/// says what is wrong with it.
struct PartialReader {
    /// The texts of the page, with at least `JSONScanner.padding` readable bytes behind them.
    private let base: UnsafePointer<UInt8>
    private let plan: PartialPlan
    private let checks: UnsafeBufferPointer<PartialPlan.Check>
    private var sales = SalesMemory()
    private(set) var unreadableSales = 0

    /// - Parameter checks: those of `plan`, which must outlive the reader.
    init(_ base: UnsafePointer<UInt8>, plan: PartialPlan, checks: UnsafeBufferPointer<PartialPlan.Check>) {
        self.base = base
        self.plan = plan
        self.checks = checks
    }

    /// Nil for a record that must be read with care.
    mutating func partial(_ slots: UnsafePointer<FieldSlot>, _ mark: RecordMark) -> PartialListing? {
        var end = mark.start
        for check in checks {
            let slot = slots[Int(check.slot)]
            guard check.kinds >> UInt16(slot.kind.rawValue) & 1 != 0, slot.count <= check.most else { return nil }
            end = max(end, slot.range.upperBound)
        }
        // The fields of a record that was taken apart (JSON held as text) may stand anywhere.
        guard mark.isClean || isClean(mark.start, end, within: mark) else { return nil }
        let title = slots[plan.title]
        guard isWord(slots[plan.item]), isTitle(title), let price = price(slots), currencyIsPlain(slots) else {
            return nil
        }
        countSales(slots)
        let category = slot(plan.category, slots)
        return PartialListing(
            title: TextSlice(offset: Int(title.start), count: Int(title.count)),
            category: category.holdsValue
                ? TextSlice(offset: Int(category.start), count: Int(category.count)) : .none,
            source: TextSlice(offset: mark.start, count: mark.end - mark.start), price: price, traits: traits(slots))
    }

    @inline(__always)
    private func slot(_ index: Int, _ slots: UnsafePointer<FieldSlot>) -> FieldSlot {
        index < 0 ? .missing : slots[index]
    }

    /// Proves the bytes from `start` to `end`, all of them at once and not field by field.
    private func isClean(_ start: Int, _ end: Int, within mark: RecordMark) -> Bool {
        end <= mark.end && UTF8Text.isSound(base + start, count: end - start)
    }

    /// Not blank, and without line breaks or tabs.
    private func isWord(_ slot: FieldSlot) -> Bool {
        let bytes = UnsafeBufferPointer(start: base + Int(slot.start), count: Int(slot.count))
        return isTitle(slot) && bytes.allSatisfy { $0 > 0x20 }
    }

    /// Begins with a visible character of ASCII or a Chinese one; what may be blank is looked at with care.
    private func isTitle(_ slot: FieldSlot) -> Bool {
        guard slot.count > 0 else { return false }
        let first = base[Int(slot.start)]
        return first &- 0x21 < 0x5E || first &- 0xE4 < 6
    }

    private func traits(_ slots: UnsafePointer<FieldSlot>) -> PartialListing.Traits {
        // Bits put together by hand: an option set's own operations are not specialised across modules.
        var traits: UInt8 = 0
        if slot(plan.room, slots).holdsValue { traits |= PartialListing.Traits.inRoom.rawValue }
        if slot(plan.certificate, slots).holdsValue || slot(plan.licence, slots).holdsValue
            || slot(plan.creditCode, slots).holdsValue
        {
            traits |= PartialListing.Traits.statesNumber.rawValue
        }
        if isVague(slot(plan.maker, slots)) || isVague(slot(plan.makerAddress, slots)) {
            traits |= PartialListing.Traits.vagueMaker.rawValue
        }
        return PartialListing.Traits(rawValue: traits)
    }

    private func isVague(_ text: FieldSlot) -> Bool {
        !text.holdsValue || text.count <= PartialListing.vagueBytes
    }

    /// Whether the record names no currency, or CNY.
    private func currencyIsPlain(_ slots: UnsafePointer<FieldSlot>) -> Bool {
        let code = slot(plan.currency, slots)
        guard code.holdsValue else { return true }
        let text = base + Int(code.start)
        return code.count == 3 && text[0] == UInt8(ascii: "C") && text[1] == UInt8(ascii: "N")
            && text[2] == UInt8(ascii: "Y")
    }

    private mutating func countSales(_ slots: UnsafePointer<FieldSlot>) {
        let text = slot(plan.sales, slots)
        guard text.holdsValue, sales.bounds(base + Int(text.start), count: Int(text.count)) == nil else { return }
        unreadableSales += 1
    }
}

extension PartialReader {
    // MARK: Prices

    /// What a buyer would pay; nil where a price is anything but digits with at most two behind a point.
    private func price(_ slots: UnsafePointer<FieldSlot>) -> UInt32? {
        let price = fen(slots[plan.price], plan.priceInYuan)
        guard price > 0 else { return nil }
        let coupon = slot(plan.priceAfterCoupon, slots)
        guard coupon.holdsValue else { return UInt32(price) }
        let after = fen(coupon, plan.priceAfterCouponInYuan)
        guard after >= 0 else { return nil }
        return UInt32(after > 0 && after < price ? after : price)
    }

    /// −1 for anything that must be read with care.
    private func fen(_ slot: FieldSlot, _ inYuan: Bool) -> Int64 {
        PlainPrice.fen(UnsafeRawBufferPointer(start: base + Int(slot.start), count: Int(slot.count)), inYuan: inYuan)
    }
}
