/// The unit by which the price of a product is compared.
package enum UnitBasis: String, CaseIterable, Sendable {
    /// The price as it stands.
    case none
    /// One piece: `2条装`, `10双`, `3包*12`.
    case piece
    /// One millilitre: `500ml*6`, `1.5L`.
    case millilitre
    /// One gram: `500g`, `2kg`.
    case gram
}

/// How much of a product one offer holds, by its title.
package struct PackSize: Hashable, Sendable {
    /// Pieces, at least 1.
    package var pieces: Int64
    /// Millilitres in all; nil where the title names none.
    package var millilitres: Int64?
    /// Grams in all; nil where the title names none.
    package var grams: Int64?

    package init(pieces: Int64 = 1, millilitres: Int64? = nil, grams: Int64? = nil) {
        self.pieces = pieces
        self.millilitres = millilitres
        self.grams = grams
    }

    /// How many units of `basis` the offer holds; nil where the title does not say.
    package func units(_ basis: UnitBasis) -> Int64? {
        switch basis {
        case .none: 1
        case .piece: pieces
        case .millilitre: millilitres
        case .gram: grams
        }
    }
}

extension PackSize {
    /// Reads a title. Taken as pieces are numbers before a counting word and `装` (`2条装`, `12只装`, `3包装`), and a
    /// multiplier behind a content or a piece count (`500ml*6`, `10片×3`). A number alone (`10000毫安`, `30片`) is a
    /// property of the product, not of the pack. Where a title states two different packs, neither counts.
    package init(title: UnsafeRawBufferPointer) {
        self.init()
        var content: (millilitres: Int64?, grams: Int64?) = (nil, nil)
        var packs: Int64?
        var contradicts = false
        var index = 0
        while let start = Self.nextDigit(in: title, from: index) {
            var reader = PackReader(title, start)
            if let found = reader.content() {
                contradicts = contradicts || content != (nil, nil)
                content = found
                if let times = reader.multiplier() { packs = Self.merged(packs, times, &contradicts) }
            } else if let pieces = reader.pieces() {
                packs = Self.merged(packs, pieces, &contradicts)
            }
            index = max(reader.position, start + 1)
        }
        guard !contradicts else { return }
        pieces = packs ?? 1
        millilitres = content.millilitres.map { $0 * pieces }
        grams = content.grams.map { $0 * pieces }
    }

    private static func merged(_ known: Int64?, _ found: Int64, _ contradicts: inout Bool) -> Int64 {
        if let known, known != found { contradicts = true }
        return found
    }

    /// Where the first digit from `start` on stands; nil where none does.
    private static func nextDigit(in title: UnsafeRawBufferPointer, from start: Int) -> Int? {
        guard let base = title.baseAddress else { return nil }
        var index = start
        while index + 8 <= title.count {
            let digits = EightBytes.digits(base.loadUnaligned(fromByteOffset: index, as: UInt64.self))
            if digits != 0 { return index + digits.trailingZeroBitCount / 8 }
            index += 8
        }
        guard index < title.count else { return nil }
        let digits = EightBytes.digits(EightBytes.load(title, index))
        return digits == 0 ? nil : index + digits.trailingZeroBitCount / 8
    }
}
