extension ProductMatcher {
    /// The product of a title with its category, and why. It decides as `match(title:readable:category:of:_:)` does, and
    /// takes longer. It is for listings that are shown or flagged.
    package func explanation(of title: String, category: String?, on platform: String) -> MatchExplanation {
        MatchDecision(TitleReading(title, self), self).explanation(category, platform)
    }

    /// Why `listing` is matched to `product`.
    package func reason(of listing: Listing, product: String) -> MatchReason {
        let explained = explanation(of: listing.title, category: listing.category, on: listing.key.platform)
        return explained.product == product ? explained.reason ?? .earlierRules : .earlierRules
    }
}

/// The decision on one title, in the steps of `docs/reference/matching.md`.
private struct MatchDecision {
    typealias Cause = MatchExplanation.Cause
    typealias Word = TitleReading.Word

    /// A word that names a product.
    struct Name {
        let product: Int32
        let word: Word
        /// The other word of a combination.
        let with: Word?

        var reason: MatchReason {
            with.map { .combination(word.explained, with: $0.explained) } ?? .titleWord(word.explained)
        }
    }

    private let title: TitleReading
    private let matcher: ProductMatcher
    /// In the order of their places.
    private let names: [Name]
    /// Product → why its first void name is void.
    private let void: [Int32: Cause]

    init(_ title: TitleReading, _ matcher: ProductMatcher) {
        self.title = title
        self.matcher = matcher
        var (found, void): ([Name], [Int32: Cause]) = ([], [:])
        func drop(_ product: Int32, _ cause: Cause) { if void[product] == nil { void[product] = cause } }
        for word in title.words {
            for meaning in word.meanings where meaning.kind == .title || meaning.kind == .combination {
                if let mark = title.giftMark(of: word) {
                    drop(meaning.product, .gift(word.explained, mark: mark.explained))
                } else if let plain = title.plainWord(around: word) {
                    drop(meaning.product, .plain(word.explained, in: plain.explained))
                } else if let mark = title.useMark(beside: word) {
                    drop(meaning.product, .use(word.explained, mark: mark.explained))
                } else if meaning.kind == .title {
                    found.append(Name(product: meaning.product, word: word, with: nil))
                } else if let partner = Self.partner(of: word, meaning, title) {
                    found.append(Name(product: meaning.product, word: word, with: partner))
                } else {
                    drop(meaning.product, .alone(word.explained))
                }
            }
        }
        var kept: [Name] = []
        for name in found {
            if let longer = found.first(where: { name.word.isInside($0.word) }) {
                let product = matcher.products[Int(longer.product)]
                drop(name.product, .part(name.word.explained, of: longer.word.explained, product: product))
            } else {
                kept.append(name)
            }
        }
        names = kept
        self.void = void
    }

    /// The word that completes a combination: anywhere in the title, but not a part of `word`.
    private static func partner(
        of word: Word, _ combination: ProductMatcher.Meaning, _ title: TitleReading
    ) -> Word? {
        title.words.first { other in
            title.giftMark(of: other) == nil && !(other.range == word.range || other.isInside(word))
                && other.meanings.contains {
                    $0.kind == .with && $0.product == combination.product && $0.number == combination.number
                }
        }
    }

    func explanation(_ category: String?, _ platform: String) -> MatchExplanation {
        let mapped = category.flatMap { nearest(to: $0, on: platform) }
        let concerned = Set(names.map(\.product)).union(void.keys).union(mapped.map { [$0.product] } ?? [])
        if let word = title.words.first(where: { $0.traits.contains(.notGoods) && !title.isVoid($0) }) {
            let cause = Cause.notGoods(word.explained)
            return explanation(nil, nil, Dictionary(concerned.map { ($0, cause) }) { first, _ in first })
        }
        var causes: [Int32: Cause] = [:]
        for product in concerned { causes[product] = exclusion(product, isMapped: product == mapped?.product) }
        if let mapped, causes[mapped.product] == nil {
            let cause = Cause.category(product: code(mapped.product))
            for product in concerned where product != mapped.product && causes[product] == nil {
                causes[product] = isNamed(product) ? cause : void[product]
            }
            return explanation(mapped.product, .category(mapped.own, of: mapped.of), causes)
        }
        let chosen = choice(&causes)
        for product in concerned where causes[product] == nil && !isNamed(product) { causes[product] = void[product] }
        return explanation(chosen?.product, chosen?.reason, causes)
    }

    private func explanation(_ product: Int32?, _ reason: MatchReason?, _ causes: [Int32: Cause]) -> MatchExplanation {
        MatchExplanation(
            product: product.map { matcher.products[Int($0)] }, reason: reason,
            dropped: causes.sorted { $0.key < $1.key }.map {
                .init(product: matcher.products[Int($0.key)], cause: $0.value)
            })
    }

    /// The product of the nearest mapped category, the feed's category, and the mapped one.
    private func nearest(to category: String, on platform: String) -> (product: Int32, own: String, of: String)? {
        var text = category
        guard let index = text.withUTF8({ matcher.categories(of: platform).table?.value(UnsafeRawBufferPointer($0)) }),
            let mapped = matcher.trees.nearest(
                to: category, on: platform, { matcher.rules[Int(index)].categories[platform]?.contains($0) ?? false })
        else { return nil }
        return (index, category, mapped)
    }

    private func isNamed(_ product: Int32) -> Bool {
        names.contains { $0.product == product }
    }

    /// Why the product is excluded.
    ///
    /// - Parameter isMapped: whether the category belongs to the product.
    private func exclusion(_ product: Int32, isMapped: Bool) -> Cause? {
        let own = names.filter { $0.product == product }.map(\.word)
        func first(_ isMeant: (Word) -> Bool) -> MatchExplanation.Word? {
            title.words.first { isMeant($0) && title.canExclude($0, own: own) }?.explained
        }
        if let word = first({ $0.means(.exception, product) }) { return .exception(word) }
        guard let name = own.first?.range else {
            return isMapped ? first { isAccessory($0, for: product) }.map { .accessory($0) } : nil
        }
        if let word = first({ $0.traits.contains(.otherGoods) && $0.range.upperBound <= name.lowerBound }) {
            return .otherGoods(word)
        }
        if let word = first({ $0.means(.qualifier, product) && isClosely($0, before: name) }) {
            return .qualifier(word)
        }
        return first { makesAccessory($0, product, own.map(\.range)) }.map { .accessory($0) }
    }

    /// Whether the word is just before the name, with no break but blanks between.
    private func isClosely(_ word: Word, before name: Range<Int>) -> Bool {
        let end = word.range.upperBound
        return end <= name.lowerBound && name.lowerBound - end <= matcher.shared.qualifierReach
            && (end..<name.lowerBound).allSatisfy { title.isBlank($0) || !title.isBreak($0) }
    }

    /// - Parameter own: the names of the product.
    private func makesAccessory(_ word: Word, _ product: Int32, _ own: [Range<Int>]) -> Bool {
        guard let first = own.first, !own.contains(where: { $0.overlaps(word.range) }),
            let nearest = own.map(\.upperBound).filter({ $0 <= word.range.lowerBound }).max()
        else { return false }
        let isBeforeBreak = word.range.lowerBound < title.nextBreak(from: first.upperBound)
        let distance = word.range.lowerBound - nearest
        if isShared(word), distance == 1, title.isBlank(nearest) { return true }
        if isAccessory(word, for: product) || word.means(.qualifier, product) {
            return isBeforeBreak && distance <= matcher.shared.accessories.reach
        }
        return word.traits.contains(.attached) && isBeforeBreak && distance == 0
    }

    private func isAccessory(_ word: Word, for product: Int32) -> Bool {
        isShared(word) || word.means(.accessory, product)
    }

    private func isShared(_ word: Word) -> Bool {
        word.means(.accessory, -1) || word.traits.contains(.otherGoods)
    }

    /// The name that decides. Adds the causes for which the others are not chosen.
    private func choice(_ causes: inout [Int32: Cause]) -> Name? {
        let all = names.filter { causes[$0.product] == nil }
        let goods = all.filter { !title.isFeature($0.word) }
        var left = Set(all.map(\.product)).sorted().compactMap { product in all.first { $0.product == product } }
        for name in left {
            let others = matcher.yielding[Int(name.product)]
            guard let other = goods.first(where: { others.contains($0.product) }) else { continue }
            causes[name.product] = .yields(name.word.explained, to: other.word.explained, product: code(other.product))
        }
        left = left.filter { causes[$0.product] == nil }
        let heads = left.map { name in
            goods.first { head in left.contains { $0.product == head.product } && modifies(name, head) }
        }
        if heads.contains(where: { $0 == nil }) {
            for case (let name, let head?) in zip(left, heads) {
                causes[name.product] = .modifier(
                    name.word.explained, of: head.word.explained, product: code(head.product))
            }
        }
        left = left.filter { causes[$0.product] == nil }
        // At the same place the first product by code.
        guard let chosen = left.min(by: { $0.word.range.lowerBound < $1.word.range.lowerBound }) else { return nil }
        for name in left where name.product != chosen.product {
            causes[name.product] = .later(
                name.word.explained, than: chosen.word.explained, product: code(chosen.product))
        }
        return chosen
    }

    /// Whether the name only qualifies `head`, which closely follows it.
    private func modifies(_ name: Name, _ head: Name) -> Bool {
        let (own, other) = (name.word.range, head.word.range)
        return head.product != name.product && other.lowerBound > own.lowerBound && other.upperBound > own.upperBound
            && other.lowerBound - own.upperBound <= ProductMatcher.headDistance
            && title.nextBreak(from: own.upperBound) >= other.upperBound
    }

    private func code(_ product: Int32) -> String {
        matcher.products[Int(product)]
    }
}
