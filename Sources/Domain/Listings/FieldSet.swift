/// A set of listing fields, as bits.
package struct FieldSet: Hashable, Sendable, ExpressibleByArrayLiteral {
    package private(set) var rawValue: UInt32 = 0

    package init(rawValue: UInt32 = 0) {
        self.rawValue = rawValue
    }

    package init(_ fields: [ListingField]) {
        for field in fields { insert(field) }
    }

    package init(arrayLiteral fields: ListingField...) {
        self.init(fields)
    }

    package mutating func insert(_ field: ListingField) {
        rawValue |= 1 << UInt32(field.index)
    }

    package mutating func formUnion(_ other: FieldSet) {
        rawValue |= other.rawValue
    }

    package func contains(_ other: FieldSet) -> Bool {
        rawValue & other.rawValue == other.rawValue
    }

    package func contains(_ field: ListingField) -> Bool {
        contains([field])
    }
}

extension ListingField {
    /// The index of the field among all fields.
    @inlinable
    @inline(__always)
    package var index: Int {
        switch self {
        case .item: 0
        case .title: 1
        case .price: 2
        case .priceAfterCoupon: 3
        case .sales: 4
        case .shopName: 5
        case .shopIdentifier: 6
        case .category: 7
        case .link: 8
        case .image: 9
        case .room: 10
        case .streamer: 11
        case .maker: 12
        case .makerAddress: 13
        case .certificate: 14
        case .licence: 15
        case .creditCode: 16
        case .changedAt: 17
        case .currency: 18
        case .minorDigits: 19
        }
    }
}
