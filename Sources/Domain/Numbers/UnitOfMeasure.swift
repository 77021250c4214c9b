/// A unit as a criterion or a laboratory writes it, with its exact conversions.
///
/// Case is significant, because mN is not MN and mPa is not MPa. Different spellings are the same unit only if no other
/// meaning is possible (`μ` and `µ`, `ug`, `ml`, `Kg`, `KPa`, `％`, `mg/Kg`, `㎎`, `dm²` and `dm2`). A unit that is not
/// in the table equals only itself: CFU/g, °C, dB(A), kG²mm².
package struct UnitOfMeasure: Hashable, Sendable {
    /// The text as written, without surrounding spaces; empty if it states that there is no unit (`/`, 无量纲).
    package let text: String
    /// The name of the unit in the normalised spelling, by which units are compared.
    let key: String
    let definition: UnitDefinition?

    package init(_ text: String) {
        self = UnitTable.known[text] ?? UnitOfMeasure(reading: text)
    }

    /// Accepts any spelling.
    init(reading text: String) {
        let raw = FoldedText(text)
        let folded = UnitSpelling.folded(raw)
        self.text = folded.isEmpty ? "" : raw.written
        definition = UnitTable.definitions[folded]
        key = definition == nil ? UnitSpelling.withoutMultiplicationSigns(folded) : folded
    }

    package static func == (left: UnitOfMeasure, right: UnitOfMeasure) -> Bool {
        if let definition = left.definition { return definition == right.definition }
        return right.definition == nil && left.key == right.key
    }

    package func hash(into hasher: inout Hasher) {
        if let definition { hasher.combine(definition) } else { hasher.combine(key) }
    }

    /// The meaning of this unit if `other` is wanted. Standards and reports write the acceleration of free fall `gn` as
    /// `g`. If `gn` is wanted, `g` does not mean gram. A kilogram stays a kilogram, and does not convert.
    func read(beside other: UnitOfMeasure) -> UnitOfMeasure {
        other.key == "gn" && text == "g" ? other : self
    }

    /// Whether a value in this unit can be stated in `other`: the units are the same, or differ by a fixed factor.
    package func isConvertible(to other: UnitOfMeasure) -> Bool {
        if self == other { return true }
        guard let definition, let wanted = other.definition else { return false }
        return definition.quantity == wanted.quantity
    }

    /// `value` of this unit in `other`. Nil if the units do not convert, or if the result has no exact decimal form of
    /// at most 18 digits: 100 s are not an exact number of minutes.
    package func convert(_ value: FixedDecimal, to other: UnitOfMeasure) -> FixedDecimal? {
        convert(value, to: other, parts: 1)
    }

    /// The same conversion, counted in parts of `other`: in sixtieths if `parts` is 60.
    func convert(_ value: FixedDecimal, to other: UnitOfMeasure, parts: Int64) -> FixedDecimal? {
        if self == other { return value }
        guard let from = definition, let to = other.definition, from.quantity == to.quantity else { return nil }
        return value.times(from.factor * parts, over: to.factor, powerOfTen: from.exponent - to.exponent)
    }

    /// The number of parts into which `other` must be divided so that every value of this unit has an exact decimal in
    /// them: 60 for L/h stated in L/min; 1 if the factor is a power of ten or a whole number.
    func parts(of other: UnitOfMeasure) -> Int64 {
        guard self != other, let from = definition, let to = other.definition, from.quantity == to.quantity else {
            return 1
        }
        var (greater, lesser) = (from.factor, to.factor)
        while lesser != 0 { (greater, lesser) = (lesser, greater % lesser) }
        return to.factor / greater
    }
}

extension FixedDecimal {
    /// Converts this number from the unit `from` to the unit `to`. See `UnitOfMeasure`.
    package func converted(from: UnitOfMeasure, to: UnitOfMeasure) -> FixedDecimal? {
        from.convert(self, to: to)
    }

    /// This number × `multiplier` ÷ `divisor` × 10^`exponent`; nil if the result is not exact.
    fileprivate func times(_ multiplier: Int64, over divisor: Int64, powerOfTen exponent: Int) -> FixedDecimal? {
        // At most 2⁶³ × 86 400 × 86 400.
        var product = Int128(mantissa) * Int128(multiplier)
        var places = scale
        // A decimal fraction is finite if the remaining divisor has only the factors two and five. Each of them needs
        // one place.
        while product % Int128(divisor) != 0 {
            guard places < scale + 12 else { return nil }
            product *= 10
            places += 1
        }
        var quotient = product / Int128(divisor)
        places -= exponent
        while places < 0 {
            guard Int64(exactly: quotient) != nil else { return nil }
            quotient *= 10
            places += 1
        }
        return Self.fitting(quotient, scale: places)
    }
}

/// One unit: `factor` × 10^`exponent` of the base unit of its quantity.
struct UnitDefinition: Hashable, Sendable {
    let quantity: Quantity
    let factor: Int64
    let exponent: Int
}

/// The measured quantity. Only units of the same quantity convert. Two quantities with the same name (parts by mass and
/// by volume) are different.
enum Quantity: Hashable, Sendable {
    case massFraction
    case volumeFraction
    case massPerVolume
    case massPerArea
    case length
    case area
    case volume
    case mass
    case time
    case speed
    case flow
    case force
    case pressure
    case voltage
    case current
    case charge
    case energy
    case power
    case resistance
    case frequency
    case luminance
}
