/// What a first look over many listings needs of each, in few bytes. Whoever is worth more than a partial is read in full.
package struct PartialListing: Sendable {
    /// What, beside its price, may make a listing worth a look in full.
    package struct Traits: OptionSet, Sendable {
        package let rawValue: UInt8

        package init(rawValue: UInt8) {
            self.rawValue = rawValue
        }

        /// Offered in a live room.
        package static let inRoom = Traits(rawValue: 1)
        /// States a number of a certificate, a licence or an enterprise.
        package static let statesNumber = Traits(rawValue: 2)
        /// States a maker or its address in so few bytes that it may say nothing (`无`, `详见包装`), or not at all.
        package static let vagueMaker = Traits(rawValue: 4)
    }

    /// Makers' names and addresses of at most so many bytes are vague.
    package static let vagueBytes = 12

    package let title: TextSlice
    package let category: TextSlice
    /// The record itself, for going back to it.
    package let source: TextSlice
    /// What a buyer would pay, in fen; above zero and within `ListingLimits.price`.
    package let price: UInt32
    package let traits: Traits

    package init(title: TextSlice, category: TextSlice, source: TextSlice, price: UInt32, traits: Traits) {
        self.title = title
        self.category = category
        self.source = source
        self.price = price
        self.traits = traits
    }

    package init(_ row: ListingBatch.Row) {
        var traits: Traits = []
        if !row.room.isNone { traits.insert(.inRoom) }
        if !row.certificate.isNone || !row.licence.isNone || !row.creditCode.isNone { traits.insert(.statesNumber) }
        if row.maker.count <= Self.vagueBytes || row.makerAddress.count <= Self.vagueBytes {
            traits.insert(.vagueMaker)
        }
        self.init(
            title: row.title, category: row.category, source: row.source,
            price: UInt32(truncatingIfNeeded: row.payable), traits: traits)
    }
}
