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
            !title.isVoid(other) && !(other.range == word.range || other.isInside(word))
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
            let cause = Cause.category(product: matcher.products[Int(mapped.product)])
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
        for above in matcher.trees.line(from: category, on: platform) {
            guard let index = matcher.rules.firstIndex(where: { $0.categories[platform]?.contains(above) ?? false })
            else { continue }
            return (Int32(index), category, above)
        }
        return nil
    }

    private func isNamed(_ product: Int32) -> Bool {
        names.contains { $0.product == product }
    }

    private func names(of product: Int32) -> [Name] {
        names.filter { $0.product == product }
    }

    /// Why the product is excluded.
    ///
    /// - Parameter isMapped: whether the category belongs to the product.
    private func exclusion(_ product: Int32, isMapped: Bool) -> Cause? {
        let own = names(of: product)
        let exception = title.words.first { word in
            word.means(.exception, product) && title.counts(word) && !own.contains { word.isInside($0.word) }
        }
        if let exception { return .exception(exception.explained) }
        guard let first = own.first else {
            let accessory = title.words.first { isAccessory($0, for: product) && title.counts($0) }
            return isMapped ? accessory.map { .accessory($0.explained) } : nil
        }
        let segment = first.word.range.upperBound..<title.nextBreak(from: first.word.range.upperBound)
        return title.words.first { word in
            guard segment.contains(word.range.lowerBound), title.counts(word),
                !own.contains(where: { $0.word.range.overlaps(word.range) }),
                let nearest = own.map(\.word.range.upperBound).filter({ $0 <= word.range.lowerBound }).max()
            else { return false }
            let distance = word.range.lowerBound - nearest
            return (isAccessory(word, for: product) && distance <= matcher.shared.accessories.reach)
                || (word.traits.contains(.attached) && distance == 0)
        }.map { .accessory($0.explained) }
    }

    private func isAccessory(_ word: Word, for product: Int32) -> Bool {
        word.means(.accessory, -1) || word.means(.accessory, product)
    }

    /// The first name that qualifies no other. Adds the causes for which the others are not chosen.
    private func choice(_ causes: inout [Int32: Cause]) -> Name? {
        let left = names.filter { causes[$0.product] == nil }
        var heads: [Name] = []
        for product in Set(left.map(\.product)).sorted() {
            guard let first = left.first(where: { $0.product == product }) else { continue }
            let last = chainEnd(from: first, left)
            if left.contains(where: { $0.product == product && $0.word.range == last.word.range }) {
                heads.append(first)
            } else {
                causes[product] = .qualifier(
                    first.word.explained, of: last.word.explained, product: matcher.products[Int(last.product)])
            }
        }
        // At the same place the first product by code.
        guard let chosen = heads.min(by: { $0.word.range.lowerBound < $1.word.range.lowerBound }) else { return nil }
        for name in heads where name.product != chosen.product {
            causes[name.product] = .later(
                name.word.explained, than: chosen.word.explained, product: matcher.products[Int(chosen.product)])
        }
        return chosen
    }

    /// The last name of the chain that begins with `first`: each name follows the one before it closely.
    private func chainEnd(from first: Name, _ names: [Name]) -> Name {
        var last = first
        while true {
            let range = last.word.range
            let followers = names.filter { name in
                let next = name.word.range
                return next.lowerBound > range.lowerBound && next.upperBound > range.upperBound
                    && next.lowerBound - range.upperBound <= ProductMatcher.headDistance
                    && title.nextBreak(from: range.upperBound) >= next.lowerBound
            }
            guard let next = followers.max(by: { $0.word.range.upperBound < $1.word.range.upperBound }) else {
                return last
            }
            last = next
        }
    }
}
