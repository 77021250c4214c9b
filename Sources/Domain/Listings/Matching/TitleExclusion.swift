// Step 3 of `docs/reference/matching.md`: the words that exclude a product.
extension ProductMatcher {
    /// Whether a word of the title excludes a product that it names.
    func isExcluded(
        _ named: NamedProduct, _ title: TitleScratch.Prepared, _ scratch: borrowing TitleScratch
    ) -> Bool {
        hasException(named.product, scratch) || hasOtherGoods(before: named, scratch)
            || isQualified(named, title, scratch) || isAccessory(named, title, scratch)
    }

    /// Whether the word can exclude the product: it is not a part of one of its names.
    @inline(__always)
    private func canExclude(_ word: FoundWord, _ product: Int32, _ scratch: borrowing TitleScratch) -> Bool {
        word.canExclude && !scratch.names.contains { $0.product == product && $0.covers(word) }
    }

    func hasException(_ product: Int32, _ scratch: borrowing TitleScratch) -> Bool {
        scratch.found.contains {
            $0.traits.contains(.exception) && means($0, .exception, product) && canExclude($0, product, scratch)
        }
    }

    private func hasOtherGoods(before named: NamedProduct, _ scratch: borrowing TitleScratch) -> Bool {
        scratch.found.contains {
            $0.traits.contains(.otherGoods) && $0.end <= named.start && canExclude($0, named.product, scratch)
        }
    }

    /// Whether a qualifier word is just before the first name, with no break but blanks between.
    private func isQualified(
        _ named: NamedProduct, _ title: TitleScratch.Prepared, _ scratch: borrowing TitleScratch
    ) -> Bool {
        scratch.found.contains { word in
            word.traits.contains(.qualifier) && word.end <= named.start && means(word, .qualifier, named.product)
                && title.hasAtMost(shared.qualifierReach, from: word.end, to: named.start)
                && !scratch.breaks.contains { word.end <= $0 && $0 < named.start && !title.isBlank($0) }
                && canExclude(word, named.product, scratch)
        }
    }

    /// Whether an accessory word follows the names of the product: closely in the part of the title with the first name,
    /// or a shared one behind one blank.
    private func isAccessory(
        _ named: NamedProduct, _ title: TitleScratch.Prepared, _ scratch: borrowing TitleScratch
    ) -> Bool {
        let end = scratch.nextBreak(from: named.end, of: title)
        return scratch.found.contains { word in
            guard word.start >= named.end, word.canExclude, let reach = reach(of: word, for: named.product),
                !scratch.names.contains(where: {
                    $0.product == named.product && $0.start < word.end && word.start < $0.end
                })
            else { return false }
            var nearest = named.end
            for name in scratch.names where name.product == named.product && name.end <= word.start {
                nearest = max(nearest, name.end)
            }
            if word.start < end, title.hasAtMost(reach, from: nearest, to: word.start) { return true }
            return word.start == nearest &+ 1 && title.isBlank(nearest) && isSharedAccessory(word)
        }
    }

    /// The maximum number of characters between a name and the accessory word; nil if it is none for the product.
    private func reach(of word: FoundWord, for product: Int32) -> Int? {
        if isAccessoryWord(word, for: product) || means(word, .qualifier, product) { return shared.accessories.reach }
        return word.traits.contains(.attached) ? 0 : nil
    }

    func isAccessoryWord(_ word: FoundWord, for product: Int32) -> Bool {
        isSharedAccessory(word) || means(word, .accessory, product)
    }

    /// Whether the word is an accessory word of all products, or names goods that belong to none.
    private func isSharedAccessory(_ word: FoundWord) -> Bool {
        word.traits.contains(.otherGoods) || means(word, .accessory, -1)
    }

    @inline(__always)
    private func means(_ word: FoundWord, _ kind: Meaning.Kind, _ product: Int32) -> Bool {
        meanings(of: word.number).contains { $0.kind == kind && $0.product == product }
    }
}

extension TitleScratch.Prepared {
    fileprivate func isBlank(_ place: Int32) -> Bool {
        Int(place) < count && bytes.load(fromByteOffset: Int(place), as: UInt8.self) == 0x20
    }
}
