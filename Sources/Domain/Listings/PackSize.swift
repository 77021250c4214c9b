/// The unit by which the price of a product is compared.
package enum UnitBasis: String, CaseIterable, Sendable {
    /// The whole price.
    case none
    /// One piece: `2条装`, `10双`, `3包*12`.
    case piece
    /// One millilitre: `500ml*6`, `1.5L`.
    case millilitre
    /// One gram: `500g`, `2kg`.
    case gram
}

/// The quantity of a product in one offer, according to its title.
package struct PackSize: Hashable, Sendable {
    /// Pieces, at least 1.
    package var pieces: Int64
    /// Millilitres in total; nil if the title states none.
    package var millilitres: Int64?
    /// Grams in total; nil if the title states none.
    package var grams: Int64?

    package init(pieces: Int64 = 1, millilitres: Int64? = nil, grams: Int64? = nil) {
        self.pieces = pieces
        self.millilitres = millilitres
        self.grams = grams
    }

    /// The number of units of `basis` in the offer; nil if the title does not state it.
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
    /// Reads a title. The number of pieces is a number before a counting word and `装` (`2条装`, `12只装`, `3包装`), or a
    /// multiplier after a content or a number of pieces (`500ml*6`, `10片×3`). Other numbers (`10000毫安`, `30片`) are
    /// properties of the product and not of the pack. If a title states two different packs, both are ignored.
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

    /// The index of the first digit from `start`; nil if there is none.
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
