/// What a page changed: for each changed listing, the state before. Only the parts that changed are stored; the other
/// parts are those of the state after.
///
/// The page of the state before is stored too, so that each state leads to the one before it.
struct StateChanges {
    private struct Change {
        let listing: Int64
        /// Where its packed change is in `bytes`.
        let body: Range<Int>
    }

    /// In ascending order of the listings.
    private var changes: [Change] = []
    private var bytes: [UInt8]

    init() {
        bytes = []
    }

    /// Reads the stored form.
    ///
    /// - Parameter only: the one listing to read, which saves the memory for the others.
    init(_ stored: [UInt8], only: Int64? = nil) throws(StoreError) {
        bytes = stored
        var reader = PackedReader(stored)
        var listing: Int64 = 0
        while !reader.isAtEnd, only.map({ listing < $0 }) ?? true {
            let (next, overflow) = listing.addingReportingOverflow(try reader.nextPositive())
            guard !overflow, next > listing else { throw PackedReader.damaged }
            listing = next
            let body = try reader.nextRange()
            if only == nil || listing == only { changes.append(Change(listing: listing, body: body)) }
        }
    }

    /// The stored form: the listings in ascending order, each with its change.
    var packed: [UInt8] {
        var packed = PackedNumbers()
        var last: Int64 = 0
        for change in changes {
            packed.append(UInt64(bitPattern: change.listing - last))
            packed.append(bytes: bytes[change.body])
            last = change.listing
        }
        return packed.bytes
    }

    /// Notes that the page changed `listing`. `after.changedIn` is the page.
    mutating func set(_ listing: Int64, before: ListingState, after: ListingState) {
        var body = PackedNumbers(adding: bytes)
        bytes = []
        let start = body.bytes.count
        ChangedParts.append(before, instead: after, to: &body)
        bytes = body.bytes
        put(Change(listing: listing, body: start..<bytes.count))
    }

    /// Adds the changes of other listings.
    mutating func merge(_ other: StateChanges) {
        for change in other.changes {
            let start = bytes.count
            bytes += other.bytes[change.body]
            put(Change(listing: change.listing, body: start..<bytes.count))
        }
    }

    private mutating func put(_ change: Change) {
        guard let last = changes.last, last.listing >= change.listing else {
            changes.append(change)
            return
        }
        let place = place(of: change.listing)
        if changes[place].listing == change.listing {
            changes[place] = change
        } else {
            changes.insert(change, at: place)
        }
    }

    /// The index of the first change of `listing` or of a later one.
    private func place(of listing: Int64) -> Int {
        var (low, high) = (0, changes.count)
        while low < high {
            let middle = (low + high) / 2
            if changes[middle].listing < listing { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// For each listing whose attributes the page changed: the number of its new version less that of its old one.
    func versionDifferences() throws(StoreError) -> [(listing: Int64, difference: Int64)] {
        var differences: [(listing: Int64, difference: Int64)] = []
        for change in changes {
            if let difference = try ChangedParts.versionDifference(PackedReader(bytes, change.body)) {
                differences.append((change.listing, difference))
            }
        }
        return differences
    }

    /// The state of `listing` before the page; nil if the page did not change it.
    func before(_ after: ListingState, of listing: Int64) throws(StoreError) -> ListingState? {
        let place = place(of: listing)
        guard place < changes.count, changes[place].listing == listing else { return nil }
        return try ChangedParts.before(after, PackedReader(bytes, changes[place].body))
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

    private static func parts(_ old: ListingState, _ new: ListingState) -> UInt64 {
        var parts: UInt64 = 0
        if old.version != new.version { parts |= version }
        // The product belongs to the attributes: a product that is found later is not that of earlier attributes.
        if old.product != new.product || old.version != new.version { parts |= product }
        if old.price != new.price { parts |= price }
        if old.spread != new.spread { parts |= spread }
        if old.priceAfterCoupon != new.priceAfterCoupon { parts |= coupon }
        if old.couponSpread != new.couponSpread { parts |= couponSpread }
        if old.sales != new.sales { parts |= sales }
        if old.changedAt != new.changedAt { parts |= changedAt }
        return parts
    }

    static func append(_ old: ListingState, instead new: ListingState, to packed: inout PackedNumbers) {
        let parts = parts(old, new)
        packed.append(UInt64(bitPattern: new.changedIn - old.changedIn))
        packed.append(parts)
        if parts & version != 0 { packed.append(signed: new.version - old.version) }
        if parts & product != 0 { packed.append(text: old.product ?? "") }
        if parts & price != 0 { packed.append(signed: new.price - old.price) }
        if parts & spread != 0 { packed.append(optional: old.spread) }
        if parts & coupon != 0 { packed.append(optional: old.priceAfterCoupon) }
        if parts & couponSpread != 0 { packed.append(optional: old.couponSpread) }
        if parts & sales != 0 { packed.append(optional: old.sales) }
        if parts & changedAt != 0 {
            packed.append(old.changedAt == nil ? 0 : 1)
            if let time = old.changedAt { packed.append(signed: (new.changedAt ?? 0) &- time) }
        }
    }

    static func versionDifference(_ body: PackedReader) throws(StoreError) -> Int64? {
        var reader = body
        _ = try reader.nextPositive()
        return try reader.next() & version != 0 ? try reader.nextSigned() : nil
    }

    static func before(_ new: ListingState, _ body: PackedReader) throws(StoreError) -> ListingState {
        var reader = body
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
