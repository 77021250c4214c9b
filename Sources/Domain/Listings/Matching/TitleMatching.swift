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
    private static let countAlone: WordTraits = [.exception, .accessory, .otherGoods, .notGoods, .specification]

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
        result.product = isOffer(of: mapped, scratch) ? mapped : choice(title, &scratch)
        if result.product >= 0, !rules[Int(result.product)].specifications.isEmpty {
            result.specification = specification(of: result.product, scratch)
        }
    }

    /// Whether the title agrees with the category.
    private func isOffer(of mapped: Int32, _ scratch: borrowing TitleScratch) -> Bool {
        guard mapped >= 0 else { return false }
        if let named = scratch.candidates.first(where: { $0.product == mapped }) { return !named.isExcluded }
        return !hasException(mapped, scratch)
            && !scratch.found.contains { $0.canExclude && isAccessoryWord($0, for: mapped) }
    }

    /// The product whose first name comes first, among those that are not excluded, do not yield, and do not qualify
    /// another name. If each of them qualifies another, all of them are left.
    private func choice(_ title: TitleScratch.Prepared, _ scratch: inout TitleScratch) -> Int32 {
        if scratch.candidates.count > 1 {
            for index in scratch.candidates.indices {
                scratch.candidates[index].yields = yields(scratch.candidates[index].product, scratch)
            }
            for index in scratch.candidates.indices {
                scratch.candidates[index].isModifier = isModifier(scratch.candidates[index], title, scratch)
            }
        }
        let hasHead = scratch.candidates.contains { !$0.isExcluded && !$0.yields && !$0.isModifier }
        var best: NamedProduct?
        for named in scratch.candidates where !named.isExcluded && !named.yields && !(hasHead && named.isModifier) {
            if let found = best, (found.start, found.product) < (named.start, named.product) { continue }
            best = named
        }
        return best?.product ?? -1
    }

    /// Whether the title names a product to which this one yields. A name in a feature phrase does not count.
    private func yields(_ product: Int32, _ scratch: borrowing TitleScratch) -> Bool {
        let others = yielding[Int(product)]
        return !others.isEmpty && scratch.names.contains { !$0.isFeature && others.contains($0.product) }
    }

    /// Whether a name of another product closely follows the first name, so that this one qualifies it:
    /// 电动自行车头盔 is a helmet.
    private func isModifier(
        _ named: NamedProduct, _ title: TitleScratch.Prepared, _ scratch: borrowing TitleScratch
    ) -> Bool {
        scratch.names.contains { head in
            head.start > named.start && head.end > named.end && head.product != named.product && !head.isFeature
                && title.hasAtMost(Self.headDistance, from: named.end, to: head.start)
                && scratch.nextBreak(from: named.end, of: title) >= head.end
                && scratch.candidates.contains { $0.product == head.product && !$0.yields }
        }
    }

    /// The maximum number of characters between a name and the name that it qualifies.
    static let headDistance = 2

    /// The first specification, in the order of precedence, whose words stand in the title outside gift phrases.
    private func specification(of product: Int32, _ scratch: borrowing TitleScratch) -> Int32 {
        var first: Int32 = -1
        for word in scratch.found where word.traits.contains(.specification) {
            for meaning in meanings(of: word.number)
            where meaning.kind == .specification && meaning.product == product {
                if !word.isGift, first < 0 || meaning.number < first {
                    first = meaning.number
                }
            }
        }
        return first
    }
}
