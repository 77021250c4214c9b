/// Finds the statements of quantity in a title: `80抽*10包`, `整箱24瓶`, `三条装`, `500g×2`.
struct PackReader {
    /// One number with its word.
    struct Element: Hashable {
        enum Kind: Hashable {
            case content(isVolume: Bool)
            case word(PackWord)
            /// A multiplier that names nothing: `×3`.
            case bare
        }

        let kind: Kind
        /// In millilitres or grams for a content.
        let number: Int64
        /// The word says that it counts the pack: `3条装`, `共60片`.
        var isFirm = false
        /// `共60片`.
        var isTotal = false
        /// `整箱400抽`.
        var isOfWhole = false
        /// The pack that contains this number: 箱 in `20包/箱` and `每箱20包`.
        var container: PackWord?

        /// The place between the inside and the outside of the pack.
        var rank: Int {
            switch kind {
            case .content: 0
            case .word(let word): word.rank.rawValue
            case .bare: 9
            }
        }
    }

    /// Elements that are multiplied: `80抽*10包`.
    struct Chain: Hashable {
        var elements: [Element]
        /// Whether at most a blank separates it from the chain before.
        let isAdjacent: Bool
    }

    private let title: UnsafeRawBufferPointer
    private var position = 0
    private(set) var chains: [Chain] = []
    /// The title states a gift, a choice or a condition (`买一送一`, `3-5条`, `满2件`), so no quantity is certain.
    private(set) var isUncertain = false
    /// The title speaks of several packs without a number: `整箱`, `家庭装`.
    private(set) var hasUncountedPacks = false
    /// The title speaks of one pack and not of its content: `盒装`.
    private(set) var namesPack = false

    /// - Parameter title: the normal form of a title.
    init(_ title: UnsafeRawBufferPointer) {
        self.title = title
        read()
    }

    private mutating func read() {
        var lastEnd = -9
        while position < title.count {
            let start = position
            // A blank or a bracket may be between two numbers: `80抽（10包）`.
            let gap = start - lastEnd
            let isAdjacent = gap <= 1 || (gap == 3 && EightBytes.load(title, lastEnd) & 0xFF_FFFF == Self.bracket)
            guard let chain = chain(isAdjacent: isAdjacent) else {
                position = max(position, start + 1)
                continue
            }
            chains.append(chain)
            lastEnd = position
        }
    }

    private func eight(_ place: Int) -> UInt64 {
        EightBytes.lowercased(EightBytes.load(title, place))
    }

    /// The chain at `position`; nil if none begins there. It notes the words of uncounted packs.
    private mutating func chain(isAdjacent: Bool) -> Chain? {
        let byte = title[position]
        if byte &- 0x30 < 10 { return chain(from: position, isAdjacent) }
        if byte < 0xE4 {
            return byte == 0xC3 || byte == UInt8(ascii: "*") || byte | 0x20 == UInt8(ascii: "x")
                ? loneMultiplier(isAdjacent) : nil
        }
        let next = EightBytes.load(title, position)
        guard Self.firstCharacters.mayContain(next & 0xFF_FFFF) else { return nil }
        if PackNumeral.digit(next) != nil { return chain(from: position, isAdjacent) }
        if PackSign.doubtful.contains(where: { $0.begins(next) }) { isUncertain = true }
        if PackSign.uncounted.contains(where: { $0.begins(next) }) { hasUncountedPacks = true }
        if PackSign.boxed.contains(where: { $0.begins(next) }) { namesPack = true }
        if PackSign.isGift(next), position > 0, title[position - 1] == UInt8(ascii: "+") { isUncertain = true }
        return nil
    }

    private static let bracket = PackWord.packed("（")

    /// The characters that `chain(isAdjacent:)` compares. Most characters of a title are none of them.
    private static let firstCharacters = KeyFilter(
        Set(
            PackNumeral.digits + PackSign.gifts
                + (PackSign.uncounted + PackSign.doubtful + PackSign.boxed).map { $0.bytes & 0xFF_FFFF }),
        maximumBits: 12)

    /// `*3` and `×3` after a word that counts nothing. `x3` may be the name of a model, unless it follows Chinese.
    private mutating func loneMultiplier(_ isAdjacent: Bool) -> Chain? {
        let length = PackSign.multiply(eight(position))
        guard length > 0, position > 0 else { return nil }
        let before = title[position - 1]
        let isLetter = title[position] | 0x20 == UInt8(ascii: "x")
        var end = position + length
        guard !isLetter || before >= 0x80 || before == UInt8(ascii: ")"),
            let number = PackNumber(title, &end), let times = number.whole,
            // `*3种颜色` counts colours.
            end >= title.count || ((title[end] | 0x20) &- 0x61 >= 26 && title[end] < 0x80)
        else { return nil }
        position = end
        return Chain(elements: [Element(kind: .bare, number: times)], isAdjacent: isAdjacent)
    }

    private mutating func chain(from start: Int, _ isAdjacent: Bool) -> Chain? {
        var elements: [Element] = []
        var next: Int? = start
        while let place = next {
            position = place
            guard let element = element() else {
                // `500ml*0`
                if !elements.isEmpty { isUncertain = true }
                break
            }
            elements.append(element)
            next = multiplied(after: position)
        }
        // Two bare numbers are a size: `20*30`.
        guard elements.contains(where: { $0.kind != .bare }) else { return nil }
        return Chain(elements: elements, isAdjacent: isAdjacent)
    }

    /// The place of the number after a sign at `place`.
    private func multiplied(after place: Int) -> Int? {
        var place = place
        if place < title.count, title[place] == 0x20 { place += 1 }
        let length = PackSign.multiply(eight(place))
        guard length > 0 else { return nil }
        place += length
        if place < title.count, title[place] == 0x20 { place += 1 }
        guard place < title.count else { return nil }
        return title[place] &- 0x30 < 10 || PackNumeral.digit(eight(place)) != nil ? place : nil
    }

    /// The number at `position` with its word. It moves behind what it read. A number without a word is bare.
    private mutating func element() -> Element? {
        let start = position
        let before = PackContext(title, start)
        var end = start
        let isChinese = title[start] >= 0x80
        let number = isChinese ? PackNumeral.number(title, &end) : PackNumber(title, &end)
        position = end
        guard let number else { return nil }
        if !isChinese, let content = PackContent(title, end, number) {
            if before.isUncertain { isUncertain = true }
            position = content.end
            return Element(kind: .content(isVolume: content.isVolume), number: content.amount)
        }
        if !isChinese, end < title.count, title[end] == 0x20 { end += 1 }
        guard let word = PackWord.beginning(eight(end)) else {
            // `买一送一`
            if before.isGift { isUncertain = true }
            return isChinese ? nil : number.whole.map { Element(kind: .bare, number: $0) }
        }
        end += 3
        let isSet = word.text == "件" && eight(end) & 0xFF_FFFF == PackWord.packed("套")
        guard isSet || !word.isPart(ofWordWith: eight(end)) else { return nil }
        if before.isMinimum || PackSign.minimums.contains(where: { $0.begins(title, end) }) {
            position = end
            return nil
        }
        if before.isUncertain || PackSign.isCondition(title, end) { isUncertain = true }
        guard let count = number.whole else { return nil }
        var element = Element(kind: .word(word), number: count, isTotal: before.isTotal)
        element.container = before.container
        element.isOfWhole = before.isOfWhole
        element.isFirm = before.isTotal || isSet || PackSign.isFirm(eight(end))
        if isSet || PackSign.isFirm(eight(end)) { end += 3 }
        if let container = PackSign.container(title, &end) { element.container = container }
        position = end
        return element
    }
}
