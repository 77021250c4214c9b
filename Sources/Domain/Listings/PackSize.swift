/// The unit by which the price of a product is compared.
package enum UnitBasis: String, CaseIterable, Sendable {
    /// The whole price.
    case none
    /// One piece, as the title or the criteria count it: `2条装`, `10双`, `3包*12`.
    case piece
    /// One millilitre: `500ml*6`, `1.5L`.
    case millilitre
    /// One gram: `500g`, `2kg`.
    case gram
}

/// The quantities of one offer, according to its title.
package struct PackSize: Hashable, Sendable {
    /// A number in a title.
    package enum Quantity: Hashable, Sendable {
        /// The title says nothing of it. It is not one.
        case unstated
        /// The title says something that is not certain: two different packs, a gift, a choice, packs without a number.
        case unclear
        case known(Int64)
    }

    /// The number of things that one word counts.
    struct Count: Hashable, Sendable {
        let word: PackWord
        var number: Quantity
        /// Whether it counts the pack. A bare `100片` or `80抽` may be a property of the goods.
        var isFirm: Bool
    }

    /// One for each word.
    private(set) var counts: [Count] = []
    private var volume = Quantity.unstated
    private var mass = Quantity.unstated
    /// No quantity of the title is certain.
    private(set) var isUncertain = false
    /// The title speaks of several packs without a number.
    private(set) var hasUncountedPacks = false
    /// The title speaks of one pack and not of its content.
    private(set) var namesPack = false

    package init() {}

    /// Reads a title. `docs/reference/pack-sizes.md` lists the forms.
    package init(title: UnsafeRawBufferPointer) {
        self = TitleForm.withNormal(title) { PackSize(PackReader($0)) }
    }

    private init(_ reader: PackReader) {
        isUncertain = reader.isUncertain
        hasUncountedPacks = reader.hasUncountedPacks
        namesPack = reader.namesPack
        guard !reader.chains.isEmpty else { return }
        for statement in PackStatement.all(in: reader.chains) { add(statement) }
    }

    private mutating func add(_ statement: PackStatement) {
        let number = statement.number.map { Quantity.known($0) } ?? .unclear
        switch statement.kind {
        case .content(isVolume: true): volume = volume == .unstated ? number : .unclear
        case .content(isVolume: false): mass = mass == .unstated ? number : .unclear
        case .bare: add(Count(word: .piece, number: number, isFirm: true))
        case .word(let word): add(Count(word: word, number: number, isFirm: statement.isFirm))
        }
    }

    /// Two different numbers of one word contradict each other.
    private mutating func add(_ count: Count) {
        guard let index = counts.firstIndex(where: { $0.word == count.word }) else { return counts.append(count) }
        if counts[index].number != count.number { counts[index].number = .unclear }
        counts[index].isFirm = counts[index].isFirm || count.isFirm
    }
}

extension PackSize {
    /// The number of things that `word` counts. A bare number counts, because the product is sold by this word.
    package func number(of word: PackWord) -> Quantity {
        guard !isUncertain else { return .unclear }
        guard let count = counts.first(where: { $0.word == word }) else {
            // `中性笔 一盒`: nobody knows how many pens that is.
            let others = counts.contains { other in
                other.isFirm && (other.number != .known(1) || (other.word.rank >= .pack && other.word.rank > word.rank))
            }
            return others || hasUncountedPacks || namesPack ? .unclear : .unstated
        }
        // `整箱24瓶` counts; `80片 家庭装` does not.
        return hasUncountedPacks && !count.isFirm ? .unclear : count.number
    }

    /// The word that counts the pack, and its number: the innermost of several, because packs differ in size.
    package var pieces: (word: PackWord, number: Quantity)? {
        let firm = counts.filter(\.isFirm)
        guard let inner = firm.map(\.word.rank).min() else { return nil }
        let innermost = firm.filter { $0.word.rank == inner }
        return (innermost[0].word, isUncertain || innermost.count > 1 ? .unclear : innermost[0].number)
    }

    /// The content of the offer. A content without a number of packs is that of the offer.
    package var millilitres: Quantity {
        content(volume)
    }

    package var grams: Quantity {
        content(mass)
    }

    private func content(_ stated: Quantity) -> Quantity {
        guard !isUncertain else { return .unclear }
        let packs = counts.contains { $0.isFirm && $0.number != .known(1) }
        if stated == .unstated { return packs || hasUncountedPacks ? .unclear : .unstated }
        return hasUncountedPacks && !packs ? .unclear : stated
    }

    /// The unit by which an offer of `rule` is compared, as an index in `rule.comparedUnits`, and the number of its units.
    func unit(_ rule: MatchingRule) -> (index: Int, number: Int64) {
        switch rule.unit {
        case .none: (0, 1)
        case .millilitre: Self.unit(millilitres)
        case .gram: Self.unit(grams)
        case .piece:
            if let word = rule.unitName {
                Self.unit(number(of: word))
            } else if let (word, number) = pieces {
                Self.unit(number, index: ComparedUnit.firstNamed + word.index)
            } else {
                Self.unit(isUncertain || hasUncountedPacks ? .unclear : .unstated)
            }
        }
    }

    private static func unit(_ number: Quantity, index: Int = ComparedUnit.firstNamed) -> (index: Int, number: Int64) {
        switch number {
        case .unstated: (0, 1)
        case .unclear: (1, 1)
        case .known(let number): (index, number)
        }
    }
}
