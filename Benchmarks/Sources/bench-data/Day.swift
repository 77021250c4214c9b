/// The day of a feed, and what changes from one day to the next. On day 1 every listing is as it was made.
///
/// Of every hundred listings in a row, exactly the stated number changes on each later day.
struct Day {
    var number = 1
    /// The listings in a hundred whose price or sales change each day.
    var figures = 0
    /// The listings in a hundred whose title, picture and time of change differ each day.
    var attributes = 0

    enum Change: UInt64 { case figures = 1, attributes }

    func changes(_ change: Change, _ index: Int, on day: Int, seed: UInt64) -> Bool {
        let share = change == .figures ? figures : attributes
        guard share > 0 else { return false }
        var chance = Chance(seed: seed &+ change.rawValue, index: (index / 100) << 12 | day)
        // 37 has no divisor in common with 100, so the places are the numbers from 0 to 99 in another order.
        return (index % 100 * 37 + chance.below(100)) % 100 < share
    }
}

/// The listings of a feed on one day. Each depends only on the seed, its index and the day.
struct Listings {
    let catalogue: Catalogue
    let seed: UInt64
    var day = Day()
    /// The index of the first listing.
    var first = 0

    init(seed: UInt64) {
        self.seed = seed
        catalogue = Catalogue(seed: seed)
    }

    subscript(_ place: Int) -> Offer {
        let index = first + place
        var offer = Offer(index, of: catalogue, seed: seed)
        guard day.number > 1 else { return offer }
        for number in 2...day.number {
            offer.gained = 0
            if day.changes(.attributes, index, on: number, seed: seed) { offer.edition += 1 }
            guard day.changes(.figures, index, on: number, seed: seed) else { continue }
            var chance = Chance(seed: seed &+ 3, index: index << 12 | number)
            offer.changeFigures(&chance)
        }
        return offer
    }
}

extension Offer {
    /// Sales grow. If the text of the sales does not show it, the price changes; otherwise one price in eight changes too.
    fileprivate mutating func changeFigures(_ chance: inout Chance) {
        let before = sales.number
        let grew = sales.grow(&chance)
        if grew, sales.form == .units { gained = sales.number - before }
        if chance.below(8) == 0 || !grew { movePrice(&chance) }
    }

    /// By whole yuan, at most about three in a hundred.
    private mutating func movePrice(_ chance: inout Chance) {
        let step = (1 + chance.below(max(1, priceFen * 3 / 10_000))) * 100
        priceFen += chance.below(2) == 0 && priceFen - step >= 90 ? -step : step
    }
}
