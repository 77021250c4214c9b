/// An amount of money in whole fen (one hundredth of a yuan).
package struct Fen: Hashable, Comparable, Sendable {
    package let rawValue: Int64

    package init(_ rawValue: Int64) {
        self.rawValue = rawValue
    }

    package static func < (left: Fen, right: Fen) -> Bool {
        left.rawValue < right.rawValue
    }

    /// `¥41.20`.
    package var text: String {
        "¥" + yuanText
    }

    /// `41.20`.
    package var yuanText: String {
        let magnitude = rawValue.magnitude
        return (rawValue < 0 ? "-" : "") + "\(magnitude / 100)." + padded(Int64(magnitude % 100), 2)
    }
}

/// The unit in which a feed states its prices.
package enum PriceUnit: String, CaseIterable, Sendable {
    /// Decimal yuan: `39.9`, `"39.90"`.
    case yuan
    /// Whole fen: `3990`.
    case fen
    /// The smallest unit of the currency. The feed states its number of decimal digits; 2 by default.
    case minor
}

extension Fen {
    /// Reads a price in the forms of the feeds: digits, at most one decimal point, an optional minus sign and `¥` or
    /// `元`.
    ///
    /// Exact: a fraction of a fen is refused and not rounded, except zeros. Nil if `text` has another form.
    ///
    /// - Parameter minorDigits: the number of decimal digits of a price in minor units.
    package init?(priceText text: String, unit: PriceUnit, minorDigits: Int = 2) {
        var text = text
        let raw = text.withUTF8 { Fen.raw(UnsafeRawBufferPointer($0), unit: unit, minorDigits: minorDigits) }
        guard let raw else { return nil }
        self.init(raw)
    }
}

extension Substring {
    func trimmingSpaces() -> Substring {
        var text = self
        while let first = text.first, first == " " || first == "\t" { text.removeFirst() }
        while let last = text.last, last == " " || last == "\t" { text.removeLast() }
        return text
    }
}
