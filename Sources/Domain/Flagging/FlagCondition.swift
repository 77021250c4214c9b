/// A fast test of a partial record. A listing passes if any part of the condition holds; the empty condition passes no
/// listing.
package struct FlagCondition: Sendable {
    /// Passes a price at or below one of the two bounds.
    package struct LowPrice: Sendable {
        /// The highest robust z within the comparison cell.
        package let z: Double
        /// The highest price of one unit.
        package let floor: Fen?

        package init(z: Double, floor: Fen?) {
            self.z = z
            self.floor = floor
        }
    }

    private(set) var isAlways = false
    private var present = FieldSet()
    private var vague = FieldSet()
    private var titleHoldsWord = false
    private var salesGrew = false
    private(set) var lowPrice: LowPrice?

    package static let never = FlagCondition()

    package static var always: FlagCondition {
        var condition = never
        condition.isAlways = true
        return condition
    }

    /// The title contains one of `FlagRule.titleWords`.
    package static var titleHoldsWord: FlagCondition {
        var condition = never
        condition.titleHoldsWord = true
        return condition
    }

    /// The earlier and the current sales figure prove that units were sold.
    package static var salesGrew: FlagCondition {
        var condition = never
        condition.salesGrew = true
        return condition
    }

    /// One of the fields has a value. If a partial record does not cover one of the fields, every listing passes.
    package static func present(_ fields: FieldSet) -> FlagCondition {
        guard PartialListing.presenceFields.contains(fields) else { return always }
        var condition = never
        condition.present = fields
        return condition
    }

    /// One of the fields is missing, or so short that it may have no meaning (`PartialListing.vague`). If a partial
    /// record does not cover one of the fields, every listing passes.
    package static func vague(_ fields: FieldSet) -> FlagCondition {
        guard PartialListing.claimFields.contains(fields) else { return always }
        var condition = never
        condition.vague = fields
        return condition
    }

    package static func lowPrice(z: Double, floor: Fen?) -> FlagCondition {
        var condition = never
        condition.lowPrice = LowPrice(z: z, floor: floor)
        return condition
    }

    package func or(_ other: FlagCondition) -> FlagCondition {
        var result = self
        result.isAlways = isAlways || other.isAlways
        result.present.formUnion(other.present)
        result.vague.formUnion(other.vague)
        result.titleHoldsWord = titleHoldsWord || other.titleHoldsWord
        result.salesGrew = salesGrew || other.salesGrew
        switch (lowPrice, other.lowPrice) {
        case (let own?, let added?):
            let floor = max(own.floor ?? Fen(-1), added.floor ?? Fen(-1))
            result.lowPrice = LowPrice(z: max(own.z, added.z), floor: floor.rawValue < 0 ? nil : floor)
        case (let own, let added): result.lowPrice = own ?? added
        }
        return result
    }

    /// Whether the listing passes the condition, independent of its price.
    @inline(__always)
    func passes(_ listing: PartialListing, titleHoldsWord: Bool, salesGrew: @autoclosure () -> Bool) -> Bool {
        isAlways || (present.rawValue & listing.present.rawValue) | (vague.rawValue & listing.vague.rawValue) != 0
            || (self.titleHoldsWord && titleHoldsWord) || (self.salesGrew && salesGrew())
    }
}

/// The highest prices of one comparison cell that a rule may flag.
package struct PriceBound: Sendable {
    private let statistics: PriceStatistics?
    private let z: Double
    /// The highest price of one unit that may be flagged, in fen; −1 for none.
    private let highest: Int64
    /// In fen; −1 for none.
    private let floor: Int64

    init(_ condition: FlagCondition.LowPrice?, _ statistics: PriceStatistics?) {
        self.statistics = condition == nil ? nil : statistics
        z = condition?.z ?? 0
        floor = condition?.floor?.rawValue ?? -1
        highest = max(floor, self.statistics?.price(atZ: z).rawValue ?? -1)
    }

    package func mayFlag(price: UInt32, units: UInt32) -> Bool {
        if units == 1 { return Int64(price) <= highest }
        if Int64(price) <= floor * Int64(units) { return true }
        return statistics?.z(of: UnitPrice(Fen(Int64(price)), units: Int64(units))).map { $0 <= z } ?? false
    }
}
