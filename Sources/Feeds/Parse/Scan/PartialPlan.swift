internal import Domain

/// What `PartialReader` needs of a crawler file.
struct PartialPlan: Sendable {
    /// What must hold of a slot before its record is plain.
    struct Check: Sendable {
        let slot: Int32
        /// Bytes.
        let most: UInt32
        /// The kinds that are plain, as bits.
        let kinds: UInt16
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
    let room: Int
    let maker: Int
    let makerAddress: Int
    let certificate: Int
    let licence: Int
    let creditCode: Int
    let priceInYuan: Bool
    let priceAfterCouponInYuan: Bool

    /// Nil for a feed whose fields stand at several paths, on the page, or have fallbacks: each of its records is read
    /// with care.
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
        room = slot(.room)
        maker = slot(.maker)
        makerAddress = slot(.makerAddress)
        certificate = slot(.certificate)
        licence = slot(.licence)
        creditCode = slot(.creditCode)
        priceInYuan = plan.priceUnit == .yuan
        priceAfterCouponInYuan = plan.priceAfterCouponUnit == .yuan
        checks = ListingField.allCases.compactMap { field in
            slot(field) < 0 ? nil : Self.check(field, Int32(slot(field)))
        }
    }

    private static func check(_ field: ListingField, _ slot: Int32) -> Check {
        func bits(_ kinds: FieldSlot.Kind...) -> UInt16 { kinds.reduce(0) { $0 | 1 << UInt16($1.rawValue) } }
        return switch field {
        case .item: Check(slot: slot, most: UInt32(ListingLimits.identifierBytes), kinds: bits(.text))
        case .title: Check(slot: slot, most: UInt32(ListingLimits.titleBytes), kinds: bits(.text))
        case .price: Check(slot: slot, most: 12, kinds: bits(.text, .number))
        case .priceAfterCoupon: Check(slot: slot, most: 12, kinds: bits(.missing, .null, .text, .number))
        case .currency: Check(slot: slot, most: 4, kinds: bits(.missing, .null, .text))
        default:
            Check(
                slot: slot, most: UInt32(ListingLimits.otherTextBytes),
                kinds: bits(.missing, .null, .text, .number, .literal))
        }
    }
}
