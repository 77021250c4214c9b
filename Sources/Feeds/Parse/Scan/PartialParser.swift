internal import Domain

/// Reads partial records. It accepts plain records only: every mapped field has one path, and no value is escaped, too
/// long, repeated or a container. The fallback parser (`RowReader`) reads any other record and reports its faults.
struct PartialParser {
    /// The texts of the page, followed by at least `JSONScanner.padding` readable bytes.
    private let base: UnsafePointer<UInt8>
    private let plan: PartialPlan
    private let checks: UnsafeBufferPointer<PartialPlan.Check>
    private var sales: SalesCache
    private(set) var unread: [ListingField: UnreadValues] = [:]

    /// - Parameter checks: those of `plan`, which must outlive the parser.
    init(_ base: UnsafePointer<UInt8>, plan: PartialPlan, checks: UnsafeBufferPointer<PartialPlan.Check>) {
        self.base = base
        self.plan = plan
        self.checks = checks
        sales = SalesCache(window: plan.salesWindow)
    }

    /// Nil if the fallback parser must read the record.
    mutating func listing(_ slots: UnsafePointer<FieldSlot>, _ mark: RecordMark) -> PartialListing? {
        var end = mark.start
        // The bits are combined here because the operations of a set are not specialised across modules.
        var present: UInt32 = 0
        var vague = plan.unmappedClaims
        for check in checks {
            let slot = slots[Int(check.slot)]
            guard check.kinds >> UInt16(slot.kind.rawValue) & 1 != 0, slot.count <= check.limit else { return nil }
            end = max(end, slot.range.upperBound)
            if slot.holdsValue { present |= check.presence }
            if check.isClaim, isVague(slot) { vague |= check.presence }
        }
        // In a record decoded from a string the fields may have any offsets.
        guard mark.isClean || isClean(mark.start, end, within: mark) else { return nil }
        let title = slots[plan.title]
        guard isItem(slots[plan.item]), isTitle(title), let price = price(slots), currencyIsPlain(slots) else {
            return nil
        }
        countSales(slots)
        let category = slot(plan.category, slots)
        let item = slots[plan.item]
        return PartialListing(
            item: TextSlice(offset: Int(item.start), count: Int(item.count)),
            title: TextSlice(offset: Int(title.start), count: Int(title.count)),
            category: category.holdsValue
                ? TextSlice(offset: Int(category.start), count: Int(category.count)) : .none,
            source: TextSlice(offset: mark.start, count: mark.end - mark.start), price: price,
            present: FieldSet(rawValue: present), vague: FieldSet(rawValue: vague))
    }

    @inline(__always)
    private func slot(_ index: Int, _ slots: UnsafePointer<FieldSlot>) -> FieldSlot {
        index < 0 ? .missing : slots[index]
    }

    /// Checks all bytes from `start` to `end` together, which is faster than field by field.
    private func isClean(_ start: Int, _ end: Int, within mark: RecordMark) -> Bool {
        end <= mark.end && UTF8Text.isSound(base + start, count: end - start)
    }

    /// Whether the text is surely an item number of the feed.
    private func isItem(_ slot: FieldSlot) -> Bool {
        let text = UnsafeRawBufferPointer(start: base + Int(slot.start), count: Int(slot.count))
        return ItemForm.isPlain(text)
            && (plan.itemPatterns.isEmpty || plan.itemPatterns.contains { $0.matches(text) })
    }

    /// Whether the text begins with a visible ASCII or Chinese character. The fallback parser reads text that may be
    /// blank.
    private func isTitle(_ slot: FieldSlot) -> Bool {
        guard slot.count > 0 else { return false }
        let first = base[Int(slot.start)]
        return first &- 0x21 < 0x5E || first &- 0xE4 < 6
    }

    private func isVague(_ text: FieldSlot) -> Bool {
        !text.holdsValue || text.count <= PartialListing.vagueBytes
            || PartialListing.isVague(UnsafeBufferPointer(start: base + Int(text.start), count: Int(text.count)))
    }

    /// Whether the feed states no currency, or CNY.
    private func currencyIsPlain(_ slots: UnsafePointer<FieldSlot>) -> Bool {
        guard plan.currency >= 0 else { return true }
        let code = slots[plan.currency]
        let text = base + Int(code.start)
        return code.count == 3 && text[0] == UInt8(ascii: "C") && text[1] == UInt8(ascii: "N")
            && text[2] == UInt8(ascii: "Y")
    }

    private mutating func countSales(_ slots: UnsafePointer<FieldSlot>) {
        let text = slot(plan.sales, slots)
        guard text.holdsValue,
            case .refused(let flaw) = sales.read(base + Int(text.start), count: Int(text.count))
        else { return }
        unread[.sales, default: .init()].add(
            .sales(flaw), UnsafeRawBufferPointer(start: base + Int(text.start), count: Int(text.count)))
    }
}

extension PartialParser {
    // MARK: Prices

    /// The price that a buyer would pay; nil if a price is not in the form that `PlainPrice` reads.
    private func price(_ slots: UnsafePointer<FieldSlot>) -> UInt32? {
        let price = fen(slots[plan.price], plan.priceInYuan)
        guard price > 0 else { return nil }
        let coupon = slot(plan.priceAfterCoupon, slots)
        guard coupon.holdsValue else { return UInt32(price) }
        let after = fen(coupon, plan.priceAfterCouponInYuan)
        guard after >= 0 else { return nil }
        return UInt32(after > 0 && after < price ? after : price)
    }

    /// −1 for a price that the fallback parser must read.
    private func fen(_ slot: FieldSlot, _ inYuan: Bool) -> Int64 {
        PlainPrice.fen(UnsafeRawBufferPointer(start: base + Int(slot.start), count: Int(slot.count)), inYuan: inYuan)
    }
}
