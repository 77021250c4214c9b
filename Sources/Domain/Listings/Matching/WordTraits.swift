/// What a word of the rules can be in a title. A text can be several: an exception of one product, a name of another.
struct WordTraits: OptionSet, Sendable {
    let rawValue: UInt16

    /// A title word, or a word of a combination.
    static let name = WordTraits(rawValue: 1)
    static let with = WordTraits(rawValue: 2)
    static let exception = WordTraits(rawValue: 4)
    /// Shared, or of one product.
    static let accessory = WordTraits(rawValue: 8)
    static let attached = WordTraits(rawValue: 16)
    static let plain = WordTraits(rawValue: 32)
    static let gift = WordTraits(rawValue: 64)
    static let feature = WordTraits(rawValue: 128)
    static let pack = WordTraits(rawValue: 256)
    static let notGoods = WordTraits(rawValue: 512)
    static let specification = WordTraits(rawValue: 1024)
    static let watched = WordTraits(rawValue: 2048)
    static let otherGoods = WordTraits(rawValue: 4096)
    static let qualifier = WordTraits(rawValue: 8192)
    static let useBefore = WordTraits(rawValue: 16384)
    static let useBehind = WordTraits(rawValue: 32768)

    /// Words for which a title is searched. All others matter only beside one of these, or beside a category.
    static let sought: WordTraits = [.name, .watched]
    /// The mark of a phrase inside a longer word of these is no mark: 带 in 修正带.
    static let coversMarks: WordTraits = [.plain, .name, .accessory, .otherGoods, .qualifier, .exception]
}

/// A word that occurs in a title, with its place in bytes.
struct FoundWord: Sendable {
    /// Its number in `TitlePatterns.words`.
    let number: Int32
    let start: Int32
    let end: Int32
    let traits: WordTraits
    /// It begins in a gift phrase.
    var isGift = false
    /// It lies inside a plain word.
    var isPart = false
    /// It begins in a feature phrase.
    var isFeature = false
    /// A pack mark follows.
    var isPacked = false

    /// Whether the word decides nothing.
    var isVoid: Bool { isGift || isPart }

    /// Whether the word can exclude a product.
    var canExclude: Bool { !(isGift || isPart || isFeature || isPacked) }

    init(number: Int32, start: Int32, end: Int32, traits: WordTraits) {
        self.number = number
        self.start = start
        self.end = end
        self.traits = traits
    }

    /// Whether the word lies inside a longer one.
    @inline(__always)
    func isInside(_ start: Int32, _ end: Int32) -> Bool {
        start <= self.start && self.end <= end && end &- start > self.end &- self.start
    }
}
