/// What a page changed: for each changed listing, the state before. Only the parts that changed are stored; the other
/// parts are those of the state after.
///
/// The page of the state before is stored too, so that each state leads to the one before it.
struct StateChanges {
    /// Listing → its packed change.
    private var bodies: [Int64: [UInt8]] = [:]

    init() {}

    /// Reads the stored form.
    ///
    /// - Parameter only: the one listing to read, which saves the memory for the others.
    init(_ bytes: [UInt8], only: Int64? = nil) throws(StoreError) {
        var reader = PackedReader(bytes)
        var listing: Int64 = 0
        while !reader.isAtEnd, only.map({ listing < $0 }) ?? true {
            let (next, overflow) = listing.addingReportingOverflow(try reader.nextPositive())
            guard !overflow, next > listing else { throw PackedReader.damaged }
            listing = next
            let body = try reader.nextBytes()
            if only == nil || listing == only { bodies[listing] = body }
        }
    }

    /// The stored form: the listings in ascending order, each with its change.
    var packed: [UInt8] {
        var packed = PackedNumbers()
        var last: Int64 = 0
        for (listing, body) in bodies.sorted(by: { $0.key < $1.key }) {
            packed.append(UInt64(bitPattern: listing - last))
            packed.append(bytes: body)
            last = listing
        }
        return packed.bytes
    }

    /// Notes that the page changed `listing`. `after.changedIn` is the page.
    mutating func set(_ listing: Int64, before: ListingState, after: ListingState) {
        bodies[listing] = ChangedParts.packed(before, instead: after)
    }

    /// Adds the changes of other listings.
    mutating func merge(_ other: StateChanges) {
        bodies.merge(other.bodies) { _, new in new }
    }

    /// For each listing whose attributes the page changed: the number of its new version less that of its old one.
    func versionDifferences() throws(StoreError) -> [(listing: Int64, difference: Int64)] {
        var differences: [(listing: Int64, difference: Int64)] = []
        for (listing, body) in bodies {
            if let difference = try ChangedParts.versionDifference(body) { differences.append((listing, difference)) }
        }
        return differences
    }

    /// The state of `listing` before the page; nil if the page did not change it.
    func before(_ after: ListingState, of listing: Int64) throws(StoreError) -> ListingState? {
        guard let body = bodies[listing] else { return nil }
        return try ChangedParts.before(after, body)
    }
}

/// The packed difference between two states.
private enum ChangedParts {
    private static let version: UInt64 = 1
    private static let product: UInt64 = 2
    private static let price: UInt64 = 4
    private static let spread: UInt64 = 8
    private static let coupon: UInt64 = 16
    private static let couponSpread: UInt64 = 32
    private static let sales: UInt64 = 64
    private static let changedAt: UInt64 = 128

    static func packed(_ old: ListingState, instead new: ListingState) -> [UInt8] {
        var parts: UInt64 = 0
        var packed = PackedNumbers()
        func note(_ part: UInt64, _ isSame: Bool, _ append: () -> Void) {
            guard !isSame else { return }
            parts |= part
            append()
        }
        note(version, old.version == new.version) { packed.append(signed: new.version - old.version) }
        // The product belongs to the attributes: a product that is found later is not that of earlier attributes.
        note(product, old.product == new.product && old.version == new.version) {
            packed.append(text: old.product ?? "")
        }
        note(price, old.price == new.price) { packed.append(signed: new.price - old.price) }
        note(spread, old.spread == new.spread) { packed.append(optional: old.spread) }
        note(coupon, old.priceAfterCoupon == new.priceAfterCoupon) { packed.append(optional: old.priceAfterCoupon) }
        note(couponSpread, old.couponSpread == new.couponSpread) { packed.append(optional: old.couponSpread) }
        note(sales, old.sales == new.sales) { packed.append(optional: old.sales) }
        note(changedAt, old.changedAt == new.changedAt) {
            packed.append(old.changedAt == nil ? 0 : 1)
            if let time = old.changedAt { packed.append(signed: (new.changedAt ?? 0) &- time) }
        }
        var head = PackedNumbers()
        head.append(UInt64(bitPattern: new.changedIn - old.changedIn))
        head.append(parts)
        return head.bytes + packed.bytes
    }

    static func versionDifference(_ body: [UInt8]) throws(StoreError) -> Int64? {
        var reader = PackedReader(body)
        _ = try reader.nextPositive()
        return try reader.next() & version != 0 ? try reader.nextSigned() : nil
    }

    static func before(_ new: ListingState, _ body: [UInt8]) throws(StoreError) -> ListingState {
        var reader = PackedReader(body)
        var state = new
        state.changedIn = new.changedIn &- (try reader.nextPositive())
        let parts = try reader.next()
        if parts & version != 0 { state.version = new.version &- (try reader.nextSigned()) }
        if parts & product != 0 {
            let text = try reader.nextText()
            state.product = text.isEmpty ? nil : text
        }
        if parts & price != 0 { state.price = new.price &- (try reader.nextSigned()) }
        let spread = parts & Self.spread != 0 ? try reader.nextOptional() : new.spread
        state.priceUpper = spread.map { state.price &+ $0 }
        if parts & coupon != 0 { state.priceAfterCoupon = try reader.nextOptional() }
        let couponSpread = parts & Self.couponSpread != 0 ? try reader.nextOptional() : new.couponSpread
        state.priceAfterCouponUpper = couponSpread.flatMap { spread in state.priceAfterCoupon.map { $0 &+ spread } }
        if parts & sales != 0 { state.sales = try reader.nextOptional() }
        if parts & changedAt != 0 {
            state.changedAt = try reader.next() == 0 ? nil : (new.changedAt ?? 0) &- (try reader.nextSigned())
        }
        guard reader.isAtEnd, parts < 256 else { throw PackedReader.damaged }
        return state
    }
}

extension ListingState {
    /// The distance of the highest price from the lowest; nil if none is stated.
    fileprivate var spread: Int64? {
        priceUpper.map { $0 - price }
    }

    fileprivate var couponSpread: Int64? {
        guard let priceAfterCoupon else { return nil }
        return priceAfterCouponUpper.map { $0 - priceAfterCoupon }
    }
}
