/// A listing as one JSON object of about 800 bytes, a line break not included.
struct NDJSON {
    /// The place of the ten mapped fields: before all others, or distributed, with one of them last on the line.
    enum Order { case mappedFirst, mappedLast }

    let catalogue: Catalogue
    let order: Order

    func write(_ offer: Offer, to line: inout Text) {
        let wire = Wire(offer, of: catalogue)
        line.add(#"{"item_id":""#)
        line.add(offer.item)
        line.add(#"","title":""#)
        if wire.isQuoted { line.add(#"\"正品\" "#) }
        line.add(wire.title)
        line.add(#"","price":""#)
        line.add(wire.price)
        line.add(#"","volume":""#)
        line.add(wire.sales)
        line.add(#"","shop_title":""#)
        line.add(wire.shop)
        line.add("\",")
        switch order {
        case .mappedFirst:
            writeShop(offer, wire, to: &line)
            writeRest(offer, wire, to: &line)
        case .mappedLast:
            writeRest(offer, wire, to: &line)
            writeShop(offer, wire, to: &line)
        }
        line[line.count - 1] = UInt8(ascii: "}")
    }

    private func writeShop(_ offer: Offer, _ wire: Wire, to line: inout Text) {
        line.add(#""seller_id":""#)
        line.add(wire.shopNumber)
        line.add(#"","category_id":""#)
        line.add(catalogue.categories[offer.category].number)
        line.add(#"","item_url":"https://item.bench.example/item.htm?id="#)
        line.add(offer.item)
        line.add(#"","pict_url":"https://img.bench.example/i/"#)
        line.add(wire.pictures[0])
        line.add(#".jpg","modified":""#)
        line.add(wire.changedAt)
        line.add("\",")
    }

    private func writeRest(_ offer: Offer, _ wire: Wire, to line: inout Text) {
        line.add(#""attrs":{"#)
        for (name, value) in wire.attributes {
            line.add("\"")
            line.add(name)
            line.add(#"":""#)
            line.add(value)
            line.add("\",")
        }
        line[line.count - 1] = UInt8(ascii: "}")
        line.add(#","skus":["#)
        for (colour, size, price, stock) in wire.skus {
            line.add(#"{"colour":""#)
            line.add(colour)
            line.add(#"","size":""#)
            line.add(size)
            line.add(#"","price":""#)
            line.add(price)
            line.add(#"","quantity":"#)
            line.add(stock)
            line.add("},")
        }
        line[line.count - 1] = UInt8(ascii: "]")
        line.add(#","images":["#)
        for picture in wire.pictures {
            line.add(#""https://img.bench.example/i/"#)
            line.add(picture)
            line.add(#".jpg","#)
        }
        line[line.count - 1] = UInt8(ascii: "]")
        line.add(#","free_shipping":true,"is_tmall":false,"coupon":null,"#)
    }
}
