#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// The values of one listing; the formats write them.
struct Offer {
    /// 19 digits, above 2⁵³: as a binary float it would lose digits.
    let item: Int
    let category: Int
    /// Always above zero.
    var priceFen: Int
    var sales: Sales
    /// How often title, picture and time of change were changed.
    var edition = 0
    /// The units sold since the day before, if the sales show whole numbers.
    var gained = 0
    /// The rest of the random numbers, for the values that the writers of the formats draw.
    let chance: Chance

    init(_ index: Int, of catalogue: Catalogue, seed: UInt64) {
        var chance = Chance(seed: seed, index: index)
        item = 6_100_000_000_000_000_000 + index * 12_345_678_901 + chance.below(1_000_000_000)
        category = catalogue.slots[chance.below(catalogue.slots.count)]
        priceFen = Self.price(catalogue.categories[category], &chance)
        sales = Sales(&chance)
        self.chance = chance
    }

    /// Lognormal, with usual endings. Two in a hundred have a tenth to three tenths of the usual price.
    private static func price(_ category: Catalogue.Category, _ chance: inout Chance) -> Int {
        var yuan = exp(category.middle + category.spread * chance.normal())
        if chance.below(100) < 2 { yuan *= 0.1 + Double(chance.below(200)) / 1000 }
        let ending = [90, 90, 90, 80, 80, 0, 0, 0, 99, 50][chance.below(10)]
        return max(90, Int(yuan) * 100 + ending)
    }
}

extension Text {
    /// `39.90`, `39.9`, `39.00` or `39`: platforms use all of these forms.
    mutating func add(yuan fen: Int, _ chance: inout Chance) {
        let short = chance.below(2) == 0
        add(fen / 100)
        if short, fen % 100 == 0 { return }
        add(".")
        if short, fen % 10 == 0 { add(fen % 100 / 10) } else { add(fen % 100, width: 2) }
    }

    /// `2026-10-07T08:15:42+08:00`, within the last weeks before a fixed day.
    mutating func addMoment(_ chance: inout Chance, edition: Int) {
        add("2026-10-")
        add(chance.below(31) + 1, width: 2)
        add("T")
        add(chance.below(24), width: 2)
        add(":")
        add(chance.below(60), width: 2)
        add(":")
        add((chance.below(60) + edition) % 60, width: 2)
        add("+08:00")
    }
}
