/// What the price of a product is divided by before it is compared.
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

/// How much of a product one offer holds, as its title says.
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
    /// property of the product, not of the pack. Where a title states two different packs, neither is believed.
    package init(title: UnsafeRawBufferPointer) {
        self.init()
        var content: (millilitres: Int64?, grams: Int64?) = (nil, nil)
        var packs: Int64?
        var contradicts = false
        var index = 0
        while let start = Self.nextDigit(in: title, from: index) {
            var reader = Reader(title, start)
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

    private static func nextDigit(in title: UnsafeRawBufferPointer, from start: Int) -> Int? {
        var index = start
        while index < title.count {
            if title[index] &- 0x30 < 10 { return index }
            index += 1
        }
        return nil
    }
}

extension PackSize {
    /// Reads a number of a title and what stands behind it.
    private struct Reader {
        let title: UnsafeRawBufferPointer
        private(set) var position: Int
        private var number: (value: Int64, scale: Int)?

        init(_ title: UnsafeRawBufferPointer, _ start: Int) {
            self.title = title
            position = start
            number = readNumber()
        }

        /// `500ml`, `1.5L`, `2kg`, `500克`: the content of one piece. Nil, and nothing read, for anything else.
        mutating func content() -> (millilitres: Int64?, grams: Int64?)? {
            guard let number else { return nil }
            for unit in contentUnits where stands(unit.word) {
                guard let amount = scaled(number, by: unit.factor), amount > 0 else { return nil }
                // `5g网络` is no five grams and `2L型` no two litres.
                let next = position + unit.word.count
                guard next >= title.count || !isLetter(title[next]) else { return nil }
                position = next
                return unit.isVolume ? (amount, nil) : (nil, amount)
            }
            return nil
        }

        /// `*6`, `×6瓶`, `x6`.
        mutating func multiplier() -> Int64? {
            var next = position
            guard let sign = multiplySigns.first(where: { stands($0, at: next) }) else { return nil }
            next += sign.count
            let before = position
            position = next
            guard let times = readNumber(), times.scale == 0, (1...1000).contains(times.value) else {
                position = before
                return nil
            }
            return times.value
        }

        /// `2条装`, `12只装`, `3装`? no: a counting word and `装`.
        mutating func pieces() -> Int64? {
            guard let number, number.scale == 0, (1...1000).contains(number.value),
                let counter = countingWords.first(where: { stands($0) })
            else { return nil }
            let next = position + counter.count
            guard stands(packWord, at: next) else { return nil }
            position = next + packWord.count
            return number.value
        }

        private mutating func readNumber() -> (value: Int64, scale: Int)? {
            var value: Int64 = 0
            var scale = 0
            var digits = 0
            var point = false
            while position < title.count {
                let byte = title[position]
                if byte &- 0x30 < 10 {
                    digits += 1
                    if digits <= 9 { value = value * 10 + Int64(byte &- 0x30) }
                    if point { scale += 1 }
                } else if byte == UInt8(ascii: "."), !point, digits > 0, position + 1 < title.count,
                    title[position + 1] &- 0x30 < 10
                {
                    point = true
                } else {
                    break
                }
                position += 1
            }
            return (1...9).contains(digits) ? (value, scale) : nil
        }

        private func scaled(_ number: (value: Int64, scale: Int), by factor: Int64) -> Int64? {
            var value = number.value * factor
            for _ in 0..<number.scale {
                guard value % 10 == 0 else { return nil }
                value /= 10
            }
            return value
        }

        private func stands(_ word: [UInt8], at start: Int? = nil) -> Bool {
            let start = start ?? position
            guard start + word.count <= title.count else { return false }
            for index in word.indices where title[start + index] | lowerBit(title[start + index]) != word[index] {
                return false
            }
            return true
        }

        private func lowerBit(_ byte: UInt8) -> UInt8 {
            byte &- 0x41 < 26 ? 0x20 : 0
        }

        private func isLetter(_ byte: UInt8) -> Bool {
            (byte | 0x20) &- 0x61 < 26
        }
    }
}

/// Longer words first: `ml` must not be read as a word that starts it.
private let contentUnits: [(word: [UInt8], factor: Int64, isVolume: Bool)] = [
    ("毫升", 1, true), ("ml", 1, true), ("升", 1000, true), ("l", 1000, true),
    ("千克", 1000, false), ("公斤", 1000, false), ("kg", 1000, false), ("克", 1, false), ("g", 1, false),
].map { (Array($0.utf8), $1, $2) }
private let multiplySigns = ["*", "×", "x"].map { Array($0.utf8) }
private let countingWords = [
    "条", "双", "件", "个", "只", "片", "包", "袋", "瓶", "盒", "支", "罐", "卷", "套", "块", "枚", "根", "张", "提", "桶",
].map { Array($0.utf8) }
private let packWord = Array("装".utf8)
