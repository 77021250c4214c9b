/// A name of a product in a title, with its place in bytes.
struct ProductName: Sendable {
    let product: Int32
    let start: Int32
    let end: Int32
    /// It is about to be removed.
    var isDropped = false

    /// Whether the word lies inside this longer name.
    @inline(__always)
    func covers(_ word: FoundWord) -> Bool {
        word.isInside(start, end)
    }
}

/// A product that a title names, with the place of its first name.
struct NamedProduct: Sendable {
    let product: Int32
    var start: Int32
    var end: Int32
    /// An exception word or an accessory word excludes the product.
    var isExcluded = false
}

// Step 4 of `docs/reference/matching.md`: the products that a title names, and those that are excluded.
extension ProductMatcher {
    /// Notes each named product once, and the names of those that are not excluded.
    func noteNames(_ title: TitleScratch.Prepared, _ scratch: inout TitleScratch) {
        scratch.names.removeAll(keepingCapacity: true)
        scratch.candidates.removeAll(keepingCapacity: true)
        for word in scratch.found where word.traits.contains(.name) && !word.isVoid {
            for meaning in meanings(of: word.number) {
                guard meaning.kind == .title || (meaning.kind == .combination && hasPartner(word, meaning, scratch))
                else { continue }
                scratch.names.append(ProductName(product: meaning.product, start: word.start, end: word.end))
            }
        }
        scratch.dropInnerNames()
        scratch.noteCandidates()
        for index in scratch.candidates.indices {
            let named = scratch.candidates[index]
            scratch.candidates[index].isExcluded =
                hasException(named.product, scratch) || isAccessory(named, title, scratch)
        }
        scratch.dropExcludedNames()
    }

    /// Whether a word of the combination also stands in the title, outside `word`.
    private func hasPartner(_ word: FoundWord, _ combination: Meaning, _ scratch: borrowing TitleScratch) -> Bool {
        scratch.found.contains { other in
            other.traits.contains(.with) && !other.isVoid && (other.start < word.start || other.end > word.end)
                && meanings(of: other.number).contains {
                    $0.kind == .with && $0.product == combination.product && $0.number == combination.number
                }
        }
    }

    func hasException(_ product: Int32, _ scratch: borrowing TitleScratch) -> Bool {
        scratch.found.contains { word in
            word.traits.contains(.exception) && !word.isVoid && !word.isFeature
                && meanings(of: word.number).contains { $0.kind == .exception && $0.product == product }
                && !scratch.names.contains { $0.product == product && $0.covers(word) }
        }
    }

    /// Whether an accessory word follows the names of the product, in the part of the title with the first name.
    private func isAccessory(
        _ named: NamedProduct, _ title: TitleScratch.Prepared, _ scratch: borrowing TitleScratch
    ) -> Bool {
        let end = scratch.nextBreak(from: named.end, of: title)
        return scratch.found.contains { word in
            guard word.start >= named.end, word.start < end, !word.isVoid, !word.isFeature,
                let reach = reach(of: word, for: named.product),
                !scratch.names.contains(where: {
                    $0.product == named.product && $0.start < word.end && word.start < $0.end
                })
            else { return false }
            var nearest = named.end
            for name in scratch.names where name.product == named.product && name.end <= word.start {
                nearest = max(nearest, name.end)
            }
            return title.hasAtMost(reach, from: nearest, to: word.start)
        }
    }

    /// The maximum number of characters between a name and the accessory word; nil if it is none for the product.
    private func reach(of word: FoundWord, for product: Int32) -> Int? {
        if isAccessoryWord(word, for: product) { return shared.accessories.reach }
        return word.traits.contains(.attached) ? 0 : nil
    }

    func isAccessoryWord(_ word: FoundWord, for product: Int32) -> Bool {
        word.traits.contains(.accessory)
            && meanings(of: word.number).contains {
                $0.kind == .accessory && ($0.product < 0 || $0.product == product)
            }
    }
}

extension TitleScratch {
    /// Removes each name that lies inside a longer one.
    fileprivate mutating func dropInnerNames() {
        for index in names.indices {
            let name = names[index]
            names[index].isDropped = names.contains {
                $0.start <= name.start && name.end <= $0.end && $0.end &- $0.start > name.end &- name.start
            }
        }
        dropMarkedNames()
    }

    /// Removes the names of excluded products.
    fileprivate mutating func dropExcludedNames() {
        guard candidates.contains(where: \.isExcluded) else { return }
        for index in names.indices {
            let product = names[index].product
            names[index].isDropped = candidates.contains { $0.product == product && $0.isExcluded }
        }
        dropMarkedNames()
    }

    private mutating func dropMarkedNames() {
        var kept = 0
        for index in names.indices where !names[index].isDropped {
            names[kept] = names[index]
            kept += 1
        }
        names.removeLast(names.count - kept)
    }

    fileprivate mutating func noteCandidates() {
        for name in names {
            if let index = candidates.firstIndex(where: { $0.product == name.product }) {
                guard name.start < candidates[index].start else { continue }
                candidates[index].start = name.start
                candidates[index].end = name.end
            } else {
                candidates.append(NamedProduct(product: name.product, start: name.start, end: name.end))
            }
        }
    }
}
