/// The ten mapped fields of a listing and the other fields, as text that a format writes.
struct Wire {
    var title = Text()
    /// Whether the title contains a quotation mark; one title in a hundred does.
    var isQuoted = false
    var price = Text()
    var sales = Text()
    var shop = Text()
    var shopNumber = Text()
    var changedAt = Text()
    var attributes: [(name: StaticString, value: Text)] = []
    var skus: [(colour: Text, size: Text, price: Text, stock: Int)] = []
    /// Numbers in the names of pictures; the first picture is mapped.
    var pictures: [Int] = []

    init(_ offer: Offer, of catalogue: Catalogue) {
        var chance = offer.chance
        let vocabulary = catalogue.vocabulary
        let brand = chance.pick(vocabulary.brands)
        let style = chance.pick(vocabulary.styles)
        isQuoted = chance.below(100) == 0
        for part in [
            brand, style, catalogue.categories[offer.category].word, chance.pick(vocabulary.audiences),
            chance.pick(vocabulary.seasons),
            vocabulary.styles[(chance.below(vocabulary.styles.count) + offer.edition) % vocabulary.styles.count],
        ] {
            if !title.isEmpty { title.add(" ") }
            title.add(part)
        }
        price.add(yuan: offer.priceFen, &chance)
        sales.add(offer.sales)
        shop = brand + chance.pick(vocabulary.shopKinds)
        shopNumber.add(2_200_000_000_000 + chance.below(60_000) * 7919)
        changedAt.addMoment(&chance, edition: offer.edition)
        attributes = [
            ("品牌", brand), ("产地", chance.pick(vocabulary.places)), ("材质", chance.pick(vocabulary.materials)),
        ]
        skus = (0..<2).map { _ in
            var text = Text()
            text.add(yuan: offer.priceFen + chance.below(20) * 100, &chance)
            return (chance.pick(vocabulary.colours), chance.pick(vocabulary.sizes), text, chance.below(900))
        }
        pictures = (0..<3).map { _ in 1_000_000_000_000 + chance.below(1 << 31) }
        pictures[0] += offer.edition
    }
}
