/// What a title says of one word or content, after the numbers of the packs around it are multiplied.
struct PackStatement {
    typealias Element = PackReader.Element
    typealias Chain = PackReader.Chain

    let kind: Element.Kind
    let rank: Int
    /// Nil if it is not certain.
    var number: Int64?
    var isFirm: Bool
    let isTotal: Bool
    /// `整箱400抽`.
    let isOfWhole: Bool
    /// The number as written, without the packs around it.
    let written: Int64
    let container: PackWord?
    /// The chain that it is from.
    let chain: Int
    /// Whether the number of the packs around its chain is known.
    var isComplete: Bool

    /// More units than any offer has.
    private static let most: Int64 = 1_000_000_000

    static func all(in chains: [Chain]) -> [PackStatement] {
        var lists = chains.indices.map { statements(chains[$0], $0) }
        // From the outside to the inside: `80抽 10包 2箱`.
        for index in lists.indices.dropLast().reversed() where chains[index + 1].isAdjacent {
            multiply(&lists[index], by: lists[index + 1])
        }
        var all = lists.flatMap(\.self)
        fillContainers(&all)
        doubtIncomplete(&all)
        return withoutPartsOfTotals(all)
    }

    /// The statements of one chain: `80抽*10包*2箱` says 1600抽, 20包 and 2箱. Its elements go from the inside to the
    /// outside or back; in any other order nothing is certain.
    private static func statements(_ chain: Chain, _ place: Int) -> [PackStatement] {
        var elements = chain.elements
        // A number without a word multiplies all others.
        if elements[0].kind == .bare, elements.count > 1 { elements.append(elements.removeFirst()) }
        let ranks = elements.map(\.rank)
        let rises = zip(ranks, ranks.dropFirst()).allSatisfy { $0 < $1 }
        let falls = zip(ranks, ranks.dropFirst()).allSatisfy { $0 > $1 }
        if falls, !rises { elements.reverse() }
        // `20包*2` says 40包; `3L×4` says four pieces.
        let namesPieces = elements.allSatisfy { $0.rank == 0 || $0.kind == .bare }
        return elements.indices.compactMap { index in
            let element = elements[index]
            guard element.kind != .bare || namesPieces else { return nil }
            let number = rises || falls ? elements[index...].reduce(1 as Int64?) { product($0, $1.number) } : nil
            return PackStatement(
                kind: element.kind, rank: element.rank, number: number,
                isFirm: element.isFirm || elements.count > 1 || element.rank > PackWord.Rank.part.rawValue,
                isTotal: element.isTotal, isOfWhole: element.isOfWhole, written: element.number,
                container: element.container,
                chain: place,
                // `80抽/包*5包` names the pack that it multiplies.
                isComplete: element.isTotal
                    || elements[(index + 1)...].contains { outer in
                        outer.kind == .bare || (element.container.map { outer.kind == .word($0) } ?? false)
                    })
        }
    }

    private static func product(_ left: Int64?, _ right: Int64) -> Int64? {
        guard let left, left <= most / max(1, right) else { return nil }
        return left * right
    }

    /// `80抽10包`, `500克 2袋装`: the second is outside the first.
    ///
    /// The product is not certain if the first may be the number in all of the second (`整箱400抽 5包`; `1000只20条`, because
    /// parts are packed in packs and not in goods), or if the number of the second is itself that of an unknown number of
    /// boxes (`80抽 10包/件`).
    private static func multiply(_ inner: inout [PackStatement], by outer: [PackStatement]) {
        guard let least = outer.min(by: { $0.rank < $1.rank }), let most = inner.max(by: { $0.rank < $1.rank }),
            most.rank < least.rank, let times = least.number, !inner.contains(where: \.isTotal)
        else { return }
        let isOpen = least.container != nil && !least.isComplete
        for index in inner.indices {
            let isPart = inner[index].rank == PackWord.Rank.part.rawValue
            let mayBeAll = isPart && (inner[index].isOfWhole || least.rank == PackWord.Rank.goods.rawValue)
            let isCertain = times == 1 || !(isOpen || mayBeAll)
            inner[index].number = isCertain ? product(inner[index].number, times) : nil
            inner[index].isFirm = true
            inner[index].isComplete = true
        }
    }

    /// `2箱 20包/箱`. `20包/箱` does not say whether the price is that of a box.
    private static func fillContainers(_ all: inout [PackStatement]) {
        for index in all.indices where !all[index].isComplete {
            guard let container = all[index].container else { continue }
            guard let outer = all.first(where: { $0.kind == .word(container) && $0.container == nil }) else {
                all[index].number = nil
                continue
            }
            all[index].number = outer.number.flatMap { product(all[index].number, $0) }
            all[index].isComplete = true
        }
    }

    /// `10包 80抽`, `2提20包`: the second may be the number in each of the first, or in all of them.
    private static func doubtIncomplete(_ all: inout [PackStatement]) {
        for index in all.indices where !all[index].isComplete {
            let (rank, chain) = (all[index].rank, all[index].chain)
            if all.contains(where: { $0.chain != chain && $0.rank > rank && $0.number != 1 && $0.isFirm }) {
                all[index].number = nil
            }
        }
    }

    /// `10片*6包 共60片`, `每包10片 共60片`: the total decides if it agrees.
    private static func withoutPartsOfTotals(_ all: [PackStatement]) -> [PackStatement] {
        all.filter { part in
            !all.contains { total in
                guard total.isTotal, !part.isTotal, total.kind == part.kind, let sum = total.number else {
                    return false
                }
                return part.number == nil || part.number == part.written ? sum % part.written == 0 : sum == part.number
            }
        }
    }
}
