extension ProductMatcher {
    /// Finds the product of a title with its category.
    ///
    /// `explanation(of:category:on:)` decides the same, and says why.
    ///
    /// - Parameters:
    ///   - title: valid UTF-8.
    ///   - readable: the number of readable bytes after the title. If it is at least `TitleScratch.padding`, a title
    ///     without capitals is not copied.
    ///   - category: the platform's category number; nil if the feed gives none.
    ///   - categories: the categories of the listing's platform.
    ///   - scratch: a buffer of the caller. Its content does not matter.
    @inline(__always)
    package func match(
        title: UnsafeRawBufferPointer, readable: Int, category: UnsafeRawBufferPointer?,
        of categories: PlatformCategories, _ scratch: inout TitleScratch
    ) -> TitleMatch {
        let prepared = patterns.scan(title, readable: readable, &scratch)
        var result = TitleMatch(isWatched: scratch.traits.contains(.watched))
        var mapped: Int32 = -1
        if let category, let table = categories.table { mapped = table.value(category) ?? -1 }
        // Most titles name no product.
        if mapped < 0, !scratch.traits.contains(.name) { return result }
        if scratch.found.isEmpty, patterns.unsearched.isDisjoint(with: Self.countAlone) {
            result.product = mapped
            return result
        }
        decide(prepared, mapped, &scratch, &result)
        return result
    }

    /// The words that matter in a title that names no product.
    private static let countAlone: WordTraits = [.exception, .accessory, .notGoods, .specification]

    /// The specification of a title as an offer of `product`; −1 for none. It does not depend on the product that the
    /// title is matched to.
    package func specification(
        of title: UnsafeRawBufferPointer, product: Int, _ scratch: inout TitleScratch
    ) -> Int32 {
        let prepared = patterns.scan(title, readable: 0, &scratch)
        read(prepared, &scratch)
        return specification(of: Int32(product), scratch)
    }

    /// Looks at the title again: at its breaks, marks and phrases.
    private func read(_ title: TitleScratch.Prepared, _ scratch: inout TitleScratch) {
        scratch.breaks.removeAll(keepingCapacity: true)
        patterns.lookAgain(title, &scratch)
        scratch.noteVoidWords(title, shared)
    }

    /// - Parameter mapped: the product of the category; −1 for none.
    @inline(never)
    private func decide(
        _ title: TitleScratch.Prepared, _ mapped: Int32, _ scratch: inout TitleScratch, _ result: inout TitleMatch
    ) {
        read(title, &scratch)
        guard !scratch.found.contains(where: { $0.traits.contains(.notGoods) && !$0.isVoid }) else { return }
        noteNames(title, &scratch)
        result.product = isOffer(of: mapped, scratch) ? mapped : choice(title, scratch)
        if result.product >= 0, !rules[Int(result.product)].specifications.isEmpty {
            result.specification = specification(of: result.product, scratch)
        }
    }

    /// Whether the title agrees with the category.
    private func isOffer(of mapped: Int32, _ scratch: borrowing TitleScratch) -> Bool {
        guard mapped >= 0 else { return false }
        if let named = scratch.candidates.first(where: { $0.product == mapped }) { return !named.isExcluded }
        return !hasException(mapped, scratch)
            && !scratch.found.contains { !$0.isVoid && !$0.isFeature && isAccessoryWord($0, for: mapped) }
    }

    /// The product whose first name comes first, among those that are neither excluded nor qualify another name.
    private func choice(_ title: TitleScratch.Prepared, _ scratch: borrowing TitleScratch) -> Int32 {
        var best: NamedProduct?
        for named in scratch.candidates where !named.isExcluded {
            if let found = best, (found.start, -found.end, found.product) < (named.start, -named.end, named.product) {
                continue
            }
            if scratch.candidates.count == 1 || isHead(named, title, scratch) { best = named }
        }
        return best?.product ?? -1
    }

    /// Whether the chain of names that begins with the first name of the product ends with one of its own:
    /// 电动自行车头盔 is a helmet.
    private func isHead(
        _ named: NamedProduct, _ title: TitleScratch.Prepared, _ scratch: borrowing TitleScratch
    ) -> Bool {
        var (start, end) = (named.start, named.end)
        while true {
            let nextBreak = scratch.nextBreak(from: end, of: title)
            var next: ProductName?
            for name in scratch.names
            where name.start > start && name.end > max(end, next?.end ?? 0) && name.start <= nextBreak
                && title.hasAtMost(Self.headDistance, from: end, to: name.start)
            {
                next = name
            }
            guard let next else { break }
            (start, end) = (next.start, next.end)
        }
        return scratch.names.contains { $0.product == named.product && $0.start == start && $0.end == end }
    }

    /// The maximum number of characters between two names of a chain.
    static let headDistance = 2

    /// The first specification, in the order of precedence, whose words stand in the title outside gift phrases.
    private func specification(of product: Int32, _ scratch: borrowing TitleScratch) -> Int32 {
        var first: Int32 = -1
        for word in scratch.found where word.traits.contains(.specification) {
            for meaning in meanings(of: word.number)
            where meaning.kind == .specification && meaning.product == product {
                if first < 0 || meaning.number < first, !scratch.isInPhrase(word, isGift: true) {
                    first = meaning.number
                }
            }
        }
        return first
    }
}
