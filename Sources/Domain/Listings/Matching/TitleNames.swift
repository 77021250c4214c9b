/// A name of a product in a title, with its place in bytes.
struct ProductName: Sendable {
    let product: Int32
    let start: Int32
    let end: Int32
    /// It begins in a feature phrase.
    let isFeature: Bool
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
    /// A word of the title excludes the product.
    var isExcluded = false
    /// The title also names a product to which this one yields.
    var yields = false
    /// Its first name qualifies the name of another product.
    var isModifier = false
}

// Step 3 of `docs/reference/matching.md`: the products that a title names.
extension ProductMatcher {
    /// Notes each named product once, and the names of those that are not excluded.
    func noteNames(_ title: TitleScratch.Prepared, _ scratch: inout TitleScratch) {
        scratch.names.removeAll(keepingCapacity: true)
        scratch.candidates.removeAll(keepingCapacity: true)
        for word in scratch.found where word.traits.contains(.name) && !word.isVoid && !scratch.isUse(word) {
            for meaning in meanings(of: word.number) {
                guard meaning.kind == .title || (meaning.kind == .combination && hasPartner(word, meaning, scratch))
                else { continue }
                scratch.names.append(
                    ProductName(
                        product: meaning.product, start: word.start, end: word.end, isFeature: word.isFeature))
            }
        }
        scratch.dropInnerNames()
        scratch.noteCandidates()
        for index in scratch.candidates.indices {
            scratch.candidates[index].isExcluded = isExcluded(scratch.candidates[index], title, scratch)
        }
        scratch.dropExcludedNames()
    }

    /// Whether a word of the combination also stands in the title, outside `word`.
    private func hasPartner(_ word: FoundWord, _ combination: Meaning, _ scratch: borrowing TitleScratch) -> Bool {
        scratch.found.contains { other in
            other.traits.contains(.with) && !other.isGift && (other.start < word.start || other.end > word.end)
                && meanings(of: other.number).contains {
                    $0.kind == .with && $0.product == combination.product && $0.number == combination.number
                }
        }
    }
}

extension TitleScratch {
    /// Whether the name is only a use: `可放充电宝`.
    fileprivate func isUse(_ name: FoundWord) -> Bool {
        found.contains {
            ($0.traits.contains(.useBefore) && $0.end == name.start)
                || ($0.traits.contains(.useBehind) && $0.start == name.end)
        }
    }

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
