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
    /// Reads one price in the forms of `PriceText`. A range is no single price. Nil if `text` has another form.
    package init?(priceText text: String, unit: PriceUnit) {
        var text = text
        let range = text.withUTF8 { try? PriceText.read(UnsafeRawBufferPointer($0), unit: unit) }
        guard let range, range.isOnePrice else { return nil }
        self.init(range.lower)
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
