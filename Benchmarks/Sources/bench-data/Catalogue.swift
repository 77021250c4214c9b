/// The 400 categories, each with its product word, price level and share of the listings.
struct Catalogue {
    struct Category {
        /// The platform's number.
        let number: Int
        let word: Text
        /// Mean and standard deviation of ln price in yuan.
        let middle: Double
        let spread: Double
    }

    static let count = 400

    let vocabulary = Vocabulary()
    let categories: [Category]
    /// Indices of `categories`, each as often as its weight; the largest category has five times the smallest's share.
    let slots: [Int]

    init(seed: UInt64) {
        var categories: [Category] = []
        var slots: [Int] = []
        for index in 0..<Self.count {
            var chance = Chance(seed: seed, index: -1 - index)
            let material = vocabulary.materials[index / vocabulary.nouns.count]
            let noun = vocabulary.nouns[index % vocabulary.nouns.count]
            categories.append(
                Category(
                    number: 50_000_000 + index * 997 + chance.below(997), word: material + noun,
                    // From about ¥12 to about ¥800.
                    middle: 2.5 + Double(chance.below(4200)) / 1000,
                    spread: 0.25 + Double(chance.below(200)) / 1000))
            slots += Array(repeating: index, count: 4 + chance.below(17))
        }
        self.categories = categories
        self.slots = slots
    }

    /// `bench-50000123`: one product for each category.
    static func product(_ category: Category) -> String {
        "bench-\(category.number)"
    }

    /// Six words of the same kind as those in `Criteria/`; no title contains them.
    func titleWords(_ index: Int) -> [String] {
        (0..<6).map { turn in
            let word = categories[(index + turn * 67) % Self.count].word
            let ending = vocabulary.endings[(index + turn) % vocabulary.endings.count]
            return String(decoding: word + ending, as: UTF8.self)
        }
    }
}
