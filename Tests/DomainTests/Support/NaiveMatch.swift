import Domain

/// A simple and slow matcher, for comparison. It follows `docs/reference/matching.md` and shares only the normal form with
/// the program.
struct NaiveMatch {
    /// In the order of their codes.
    let rules: [(product: String, rule: MatchingRule)]
    var shared = SharedMatching.none
    var trees = CategoryTrees.none
    var watched: [String] = []

    func match(_ title: String, category: String?, platform: String) -> TitleMatch {
        let isWatched = watched.contains { Self.count(of: Self.folded($0), in: Self.folded(title)) > 0 }
        let title = NaiveTitle(title, rules: rules.map(\.rule), shared)
        var match = TitleMatch(isWatched: isWatched)
        guard let product = product(of: title, mapped: category.flatMap { mapped($0, platform) }) else { return match }
        match.product = Int32(product)
        match.specification = Int32(
            rules[product].rule.specifications.firstIndex { specification in
                title.places(of: specification.words).contains { !title.isGift($0) }
            } ?? -1)
        return match
    }

    /// The product of the category, or of the nearest category above it.
    private func mapped(_ category: String, _ platform: String) -> Int? {
        var category: String? = category
        while let own = category {
            if let product = rules.firstIndex(where: { $0.rule.categories[platform]?.contains(own) ?? false }) {
                return product
            }
            category = trees.parents[platform]?[own]
        }
        return nil
    }

    private func product(of title: NaiveTitle, mapped: Int?) -> Int? {
        if title.places(of: shared.notGoods).contains(where: { !title.isVoid($0) }) { return nil }
        let excluded = rules.indices.filter { title.excludes($0, rules[$0].rule, isMapped: $0 == mapped) }
        if let mapped, !excluded.contains(mapped) { return mapped }
        let named = rules.indices.filter { !excluded.contains($0) && !title.names[$0].isEmpty }
        let left = named.filter { product in
            !named.contains { other in
                other != product && rules[product].rule.yieldsTo.contains(rules[other].product)
                    && !title.goods(other).isEmpty
            }
        }
        let heads = left.filter { product in
            !left.contains { head in
                head != product && title.goods(head).contains { title.follows(title.names[product][0], $0) }
            }
        }
        return (heads.isEmpty ? left : heads).min { title.names[$0][0].lowerBound < title.names[$1][0].lowerBound }
    }
}

/// A title with the places of its words, in characters.
struct NaiveTitle {
    typealias Place = Range<Int>

    let text: [Unicode.Scalar]
    private let shared: SharedMatching
    private var gifts: [Place] = []
    private var features: [Place] = []
    private var packs: [Place] = []
    private var plain: [Place] = []
    /// The names of each product, in order, without those that are void.
    private(set) var names: [[Place]] = []

    init(_ title: String, rules: [MatchingRule], _ shared: SharedMatching) {
        self.shared = shared
        text = Self.simple(title, shared)
        plain = places(of: shared.plainWords)
        let words = rules.flatMap { rule in
            rule.titleWords + rule.combinations.flatMap(\.words) + rule.exceptWords + rule.accessoryWords
                + rule.qualifierWords
        }
        let covering = plain + places(of: words + shared.accessories.words + shared.otherGoods)
        func marks(_ words: [String]) -> [Place] {
            places(of: words).filter { mark in !covering.contains { Self.isInside(mark, $0) } }
        }
        packs = places(of: shared.packMarks).filter { mark in !plain.contains { Self.isInside(mark, $0) } }
        gifts = marks(shared.gifts.words).map { phrase($0, shared.gifts.reach) }
        features = marks(shared.features.words).map { phrase($0, shared.features.reach) }
        let found = rules.map { names(of: $0) }
        let all = found.flatMap(\.self)
        names = found.map { own in
            own.filter { name in !all.contains { Self.isInside(name, $0) } }.sorted { $0.lowerBound < $1.lowerBound }
        }
    }

    /// Whether `place` lies inside `longer`.
    private static func isInside(_ place: Place, _ longer: Place) -> Bool {
        place.count < longer.count && longer.lowerBound <= place.lowerBound && place.upperBound <= longer.upperBound
    }

    /// The characters of the normal form in lower case, the traditional ones replaced.
    private static func simple(_ text: String, _ shared: SharedMatching) -> [Unicode.Scalar] {
        String(decoding: TitleForm.folded(text), as: UTF8.self).unicodeScalars.map { shared.traditional[$0] ?? $0 }
    }

    func places(of words: [String]) -> [Place] {
        words.map { Self.simple($0, shared) }.flatMap { word in
            guard !word.isEmpty, word.count <= text.count else { return [Place]() }
            return (0...text.count - word.count).map { $0..<$0 + word.count }.filter { Array(text[$0]) == word }
        }
    }

    private func names(of rule: MatchingRule) -> [Place] {
        let combined = rule.combinations.flatMap { combination in
            let partners = places(of: combination.with).filter { !isGift($0) }
            return places(of: combination.words).filter { word in
                partners.contains { $0.lowerBound < word.lowerBound || $0.upperBound > word.upperBound }
            }
        }
        let before = places(of: shared.usesBefore).map(\.upperBound)
        let behind = places(of: shared.usesBehind).map(\.lowerBound)
        return (places(of: rule.titleWords) + combined).filter {
            !isVoid($0) && !before.contains($0.lowerBound) && !behind.contains($0.upperBound)
        }
    }

    /// The names of a product that are not in a feature phrase.
    func goods(_ product: Int) -> [Place] {
        names[product].filter { !isFeature($0) }
    }

    private func phrase(_ mark: Place, _ reach: Int) -> Place {
        mark.lowerBound..<min(nextBreak(mark.upperBound), mark.upperBound + reach)
    }

    private func nextBreak(_ place: Int) -> Int {
        (place..<text.count).first(where: isBreak) ?? text.count
    }

    private func isBreak(_ place: Int) -> Bool {
        let breaks = " ,，。;；:：/、|+&~～!！?？\"“”'<>《》【】（）()[]「」{}".unicodeScalars
        guard "-—–".unicodeScalars.contains(text[place]) else { return breaks.contains(text[place]) }
        let beside = [place - 1, place + 1].filter { text.indices.contains($0) }.map { text[$0] }
        return beside.count { ("a"..."z").contains($0) || ("0"..."9").contains($0) } < 2
    }

    func isGift(_ word: Place) -> Bool {
        gifts.contains { $0.contains(word.lowerBound) }
    }

    func isVoid(_ word: Place) -> Bool {
        isGift(word) || plain.contains { Self.isInside(word, $0) }
    }

    private func isFeature(_ word: Place) -> Bool {
        features.contains { $0.contains(word.lowerBound) }
    }

    /// The places of words that can exclude a product with these names.
    private func deciding(_ words: [String], _ own: [Place]) -> [Place] {
        places(of: words).filter { word in
            !isVoid(word) && !isFeature(word) && !packs.contains { $0.lowerBound == word.upperBound }
                && !own.contains { Self.isInside(word, $0) }
        }
    }

    func excludes(_ product: Int, _ rule: MatchingRule, isMapped: Bool) -> Bool {
        let own = names[product]
        if !deciding(rule.exceptWords, own).isEmpty { return true }
        let general = deciding(shared.accessories.words + shared.otherGoods, own)
        guard let first = own.first else {
            return isMapped && !(general + deciding(rule.accessoryWords, own)).isEmpty
        }
        if deciding(shared.otherGoods, own).contains(where: { $0.upperBound <= first.lowerBound }) { return true }
        let qualifiers = deciding(rule.qualifierWords, own)
        if qualifiers.contains(where: { isClosely($0, before: first) }) { return true }
        let segment = first.upperBound..<nextBreak(first.upperBound)
        func distance(_ word: Place) -> Int? {
            guard !own.contains(where: { $0.overlaps(word) }) else { return nil }
            return own.map { word.lowerBound - $0.upperBound }.filter { $0 >= 0 }.min()
        }
        return (general + qualifiers + deciding(rule.accessoryWords, own)).contains { word in
            segment.contains(word.lowerBound) && distance(word).map { $0 <= shared.accessories.reach } ?? false
        } || deciding(shared.attachedWords, own).contains { segment.contains($0.lowerBound) && distance($0) == 0 }
            || general.contains { distance($0) == 1 && text[$0.lowerBound - 1] == " " }
    }

    private func isClosely(_ word: Place, before name: Place) -> Bool {
        word.upperBound <= name.lowerBound && name.lowerBound - word.upperBound <= shared.qualifierReach
            && (word.upperBound..<name.lowerBound).allSatisfy { text[$0] == " " || !isBreak($0) }
    }

    /// Whether `head` follows `name` with at most two characters between them and no break.
    func follows(_ name: Place, _ head: Place) -> Bool {
        name.lowerBound < head.lowerBound && name.upperBound < head.upperBound
            && head.lowerBound - name.upperBound <= 2 && nextBreak(name.upperBound) >= head.upperBound
    }
}

extension NaiveMatch {
    static func folded(_ text: String) -> [UInt8] {
        TitleForm.folded(text)
    }

    /// The number of occurrences of `word` in `title`, including overlapping ones.
    static func count(of word: [UInt8], in title: [UInt8]) -> Int {
        guard let first = word.first, word.count <= title.count else { return 0 }
        return (0...title.count - word.count).count {
            title[$0] == first && title[$0..<$0 + word.count].elementsEqual(word)
        }
    }
}
