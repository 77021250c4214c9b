/// The part of a listing that the prefilter tests, in a compact form. The full record of a candidate is read again.
package struct PartialListing: Sendable {
    /// The fields that `present` covers.
    package static let presenceFields: FieldSet = [
        .shopName, .shopIdentifier, .category, .link, .image, .room, .maker, .makerAddress, .certificate, .licence,
        .creditCode,
    ]
    /// The fields that `vague` covers.
    package static let claimFields: FieldSet = [.maker, .makerAddress, .certificate, .licence, .creditCode]
    /// A text of at most this number of bytes may have no meaning: `无`, `详见包装`.
    package static let vagueBytes = 12

    package let item: TextSlice
    package let title: TextSlice
    package let category: TextSlice
    /// The whole record, so that it can be read again.
    package let source: TextSlice
    /// The lowest price that a buyer pays, in fen; above zero and at most `ListingLimits.price`.
    package let price: UInt32
    /// The highest price, in fen; 0 if the feed states none.
    package let priceUpper: UInt32
    /// The fields that have a value.
    package let present: FieldSet
    /// The claims that are missing, at most `vagueBytes` long, or contain white space.
    package let vague: FieldSet

    package init(
        item: TextSlice, title: TextSlice, category: TextSlice, source: TextSlice, price: UInt32,
        priceUpper: UInt32? = nil,
        present: FieldSet, vague: FieldSet
    ) {
        self.item = item
        self.title = title
        self.category = category
        self.source = source
        self.price = price
        self.priceUpper = priceUpper ?? price
        self.present = present
        self.vague = vague
    }

    /// Whether the price is one price, and not a range.
    package var isExact: Bool {
        priceUpper == price
    }

    /// - Parameter bytes: the text to which the slices of `row` refer.
    package init(_ row: ListingBatch.Row, in bytes: [UInt8]) {
        self.init(row) { text in
            bytes.withUnsafeBufferPointer { Self.isVague(UnsafeBufferPointer(rebasing: $0[text.range])) }
        }
    }

    package init(_ row: ListingBatch.Row, isVague: (TextSlice) -> Bool) {
        var present = FieldSet()
        var vague = FieldSet()
        func add(_ field: ListingField, _ text: TextSlice) {
            if !text.isNone { present.insert(field) }
        }
        func addClaim(_ field: ListingField, _ text: TextSlice) {
            add(field, text)
            if text.count <= Self.vagueBytes || isVague(text) { vague.insert(field) }
        }
        add(.shopName, row.shopName)
        add(.shopIdentifier, row.shopIdentifier)
        add(.category, row.category)
        add(.link, row.link)
        add(.image, row.image)
        add(.room, row.room)
        addClaim(.maker, row.maker)
        addClaim(.makerAddress, row.makerAddress)
        addClaim(.certificate, row.certificate)
        addClaim(.licence, row.licence)
        addClaim(.creditCode, row.creditCode)
        let payable = row.payable
        self.init(
            item: row.item, title: row.title, category: row.category, source: row.source,
            price: UInt32(truncatingIfNeeded: payable.lower.rawValue),
            priceUpper: payable.upper.map { UInt32(truncatingIfNeeded: $0.rawValue) } ?? 0, present: present,
            vague: vague)
    }

    /// Whether a claim may have no meaning. Rules ignore white space, so a long text with white space may be a short
    /// word.
    package static func isVague(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard text.count > vagueBytes else { return true }
        // There is no early exit, so that the loop can be vectorised. White space outside ASCII begins with one of
        // these four bytes; some other characters do too.
        var found: UInt8 = 0
        for byte in text { found |= byte <= 0x20 || byte == 0xC2 || byte &- 0xE1 < 3 ? 1 : 0 }
        return found != 0
    }
}
