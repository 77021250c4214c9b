internal import Domain

/// The parts of a crawler file that `PartialParser` needs.
struct PartialPlan: Sendable {
    /// The conditions on a slot in a plain record.
    struct Check: Sendable {
        let slot: Int32
        /// Maximum length in bytes.
        let limit: UInt32
        /// The kinds that are plain, as bits.
        let kinds: UInt16
        /// The bit of the field in `PartialListing.present`; 0 if the field has none.
        let presence: UInt32
        let isClaim: Bool
    }

    let checks: [Check]
    let item: Int
    let title: Int
    let price: Int
    /// The slot; −1 if the feed does not map the field. The same applies to the slots below.
    let priceAfterCoupon: Int
    let currency: Int
    let sales: Int
    let category: Int
    /// The claims that the feed does not map, as bits of a `FieldSet`.
    let unmappedClaims: UInt32
    let priceInYuan: Bool
    let priceAfterCouponInYuan: Bool

    let itemPatterns: [ItemPattern]
    let salesWindow: SalesFigure.Window

    /// Nil if a field of the feed has several paths, is read from the page, or has a fallback, or if a price has a
    /// period, a currency or bounds of its own. Then the fallback parser reads every record.
    init?(_ plan: RowPlan) {
        guard plan.singles.allSatisfy({ $0 >= -1 }), !plan.currencyIsInPrice, plan.price.unit != .minor,
            plan.priceAfterCoupon.unit != .minor
        else {
            return nil
        }
        itemPatterns = plan.itemPatterns
        salesWindow = plan.salesWindow
        func slot(_ field: ListingField) -> Int { plan.singles[field.index] }
        item = slot(.item)
        title = slot(.title)
        price = slot(.price)
        guard item >= 0, title >= 0, price >= 0 else { return nil }
        priceAfterCoupon = slot(.priceAfterCoupon)
        currency = slot(.currency)
        sales = slot(.sales)
        category = slot(.category)
        unmappedClaims =
            FieldSet(
                ListingField.allCases.filter { PartialListing.claimFields.contains($0) && slot($0) < 0 }
            ).rawValue
        priceInYuan = plan.price.unit == .yuan
        priceAfterCouponInYuan = plan.priceAfterCoupon.unit == .yuan
        checks = ListingField.allCases.compactMap { field in
            slot(field) < 0 ? nil : Self.check(field, Int32(slot(field)))
        }
    }

    private static func check(_ field: ListingField, _ slot: Int32) -> Check {
        func bits(_ kinds: FieldSlot.Kind...) -> UInt16 { kinds.reduce(0) { $0 | 1 << UInt16($1.rawValue) } }
        func check(_ limit: Int, _ kinds: UInt16) -> Check {
            Check(
                slot: slot, limit: UInt32(limit), kinds: kinds,
                presence: PartialListing.presenceFields.contains(field) ? FieldSet([field]).rawValue : 0,
                isClaim: PartialListing.claimFields.contains(field))
        }
        return switch field {
        case .item: check(ListingLimits.identifierBytes, bits(.text))
        case .title: check(ListingLimits.titleBytes, bits(.text))
        case .price: check(12, bits(.text, .number))
        case .priceAfterCoupon: check(12, bits(.missing, .null, .text, .number))
        case .currency: check(4, bits(.text))
        default: check(ListingLimits.otherTextBytes, bits(.missing, .null, .text, .number, .literal))
        }
    }
}
