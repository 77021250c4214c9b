internal import Domain

/// What `PartialParser` needs of a crawler file.
struct PartialPlan: Sendable {
    /// What a slot must be like in a plain record.
    struct Check: Sendable {
        let slot: Int32
        /// Bytes.
        let limit: UInt32
        /// The kinds that are plain, as bits.
        let kinds: UInt16
        /// The bit of the field in `PartialListing.present`; 0 for a field that it does not cover.
        let presence: UInt32
        let isClaim: Bool
    }

    let checks: [Check]
    let item: Int
    let title: Int
    let price: Int
    /// −1 where the feed has none; so for all that follow.
    let priceAfterCoupon: Int
    let currency: Int
    let sales: Int
    let category: Int
    /// The claims that the feed does not map, as bits of a `FieldSet`.
    let unmappedClaims: UInt32
    let priceInYuan: Bool
    let priceAfterCouponInYuan: Bool

    /// Nil for a feed with a field that has several paths, stands on the page, or has a fallback: the fallback parser reads
    /// every record of it.
    init?(_ plan: RowPlan) {
        guard plan.singles.allSatisfy({ $0 >= -1 }), plan.priceUnit != .minor, plan.priceAfterCouponUnit != .minor
        else {
            return nil
        }
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
        priceInYuan = plan.priceUnit == .yuan
        priceAfterCouponInYuan = plan.priceAfterCouponUnit == .yuan
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
        case .currency: check(4, bits(.missing, .null, .text))
        default: check(ListingLimits.otherTextBytes, bits(.missing, .null, .text, .number, .literal))
        }
    }
}
