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
        let title = NaiveTitle(title, rules: rules.map(\.rule), shared)
        var match = TitleMatch(isWatched: !title.places(of: watched).isEmpty)
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
        let names = named.flatMap { title.names[$0] }
        return named.filter { title.names[$0].contains(title.chainEnd(title.names[$0][0], names)) }
            .min { title.names[$0][0].lowerBound < title.names[$1][0].lowerBound }
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
        text = Array(String(decoding: TitleForm.folded(title), as: UTF8.self).unicodeScalars)
        self.shared = shared
        plain = places(of: shared.plainWords)
        let words = rules.flatMap { rule in
            rule.titleWords + rule.combinations.flatMap(\.words) + rule.exceptWords + rule.accessoryWords
        }
        let covering = plain + places(of: words + shared.accessories.words)
        func marks(_ words: [String]) -> [Place] {
            places(of: words).filter { mark in !covering.contains { Self.isInside(mark, $0) } }
        }
        packs = marks(shared.packMarks)
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

    func places(of words: [String]) -> [Place] {
        words.map { Array(String(decoding: TitleForm.folded($0), as: UTF8.self).unicodeScalars) }.flatMap { word in
            guard !word.isEmpty, word.count <= text.count else { return [Place]() }
            return (0...text.count - word.count).map { $0..<$0 + word.count }.filter { Array(text[$0]) == word }
        }
    }

    private func names(of rule: MatchingRule) -> [Place] {
        let combined = rule.combinations.flatMap { combination in
            let partners = places(of: combination.with).filter { !isVoid($0) }
            return places(of: combination.words).filter { word in
                partners.contains { $0.lowerBound < word.lowerBound || $0.upperBound > word.upperBound }
            }
        }
        return (places(of: rule.titleWords) + combined).filter { !isVoid($0) }
    }

    private func phrase(_ mark: Place, _ reach: Int) -> Place {
        mark.lowerBound..<min(nextBreak(mark.upperBound), mark.upperBound + reach)
    }

    private func nextBreak(_ place: Int) -> Int {
        (place..<text.count).first { place in
            let breaks = " ,，。;；:：/、|+&~～!！?？\"“”'<>《》【】（）()[]「」{}".unicodeScalars
            guard "-—–".unicodeScalars.contains(text[place]) else { return breaks.contains(text[place]) }
            let beside = [place - 1, place + 1].filter { text.indices.contains($0) }.map { text[$0] }
            return beside.count { ("a"..."z").contains($0) || ("0"..."9").contains($0) } < 2
        } ?? text.count
    }

    func isGift(_ word: Place) -> Bool {
        gifts.contains { $0.contains(word.lowerBound) }
    }

    func isVoid(_ word: Place) -> Bool {
        isGift(word) || plain.contains { Self.isInside(word, $0) }
    }

    /// The places of exception and accessory words that are not void, not a feature, and not a pack.
    private func counted(_ words: [String]) -> [Place] {
        places(of: words).filter { word in
            !isVoid(word) && !features.contains { $0.contains(word.lowerBound) }
                && !packs.contains { $0.lowerBound == word.upperBound }
        }
    }

    func excludes(_ product: Int, _ rule: MatchingRule, isMapped: Bool) -> Bool {
        let own = names[product]
        if counted(rule.exceptWords).contains(where: { word in !own.contains { Self.isInside(word, $0) } }) {
            return true
        }
        let accessories = counted(rule.accessoryWords + shared.accessories.words)
        guard let first = own.first else { return isMapped && !accessories.isEmpty }
        func follows(_ word: Place, _ reach: Int) -> Bool {
            guard (first.upperBound..<nextBreak(first.upperBound)).contains(word.lowerBound),
                !own.contains(where: { $0.overlaps(word) })
            else { return false }
            return own.contains { (0...reach).contains(word.lowerBound - $0.upperBound) }
        }
        return accessories.contains { follows($0, shared.accessories.reach) }
            || counted(shared.attachedWords).contains { follows($0, 0) }
    }

    /// The last of the names that follow `name` with at most two characters between them and no break.
    func chainEnd(_ name: Place, _ names: [Place]) -> Place {
        let followers = names.filter { next in
            name.lowerBound < next.lowerBound && name.upperBound < next.upperBound
                && next.lowerBound - name.upperBound <= 2 && nextBreak(name.upperBound) >= next.lowerBound
        }
        guard let next = followers.max(by: { $0.upperBound < $1.upperBound }) else { return name }
        return chainEnd(next, names)
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
