/// The same listing as a line of CSV: the ten mapped columns, then the rest; fields with a comma or quotes are quoted.
struct CSV {
    static let header: StaticString = """
        商品编号,商品名称,售价(元),销量,店铺,店铺编号,类目,链接,主图,更新时间,属性,规格,图片,包邮,天猫,优惠券
        """

    let catalogue: Catalogue

    func write(_ offer: Offer, to line: inout Text) {
        let wire = Wire(offer, of: catalogue)
        line.add(offer.item)
        line.add(",")
        if wire.isQuoted { line.add("\"\"\"正品\"\" ") }
        line.add(wire.title)
        line.add(wire.isQuoted ? "\"," : ",")
        for field in [wire.price, wire.sales, wire.shop, wire.shopNumber] {
            line.add(field)
            line.add(",")
        }
        line.add(catalogue.categories[offer.category].number)
        line.add(",https://item.bench.example/item.htm?id=")
        line.add(offer.item)
        line.add(",https://img.bench.example/i/")
        line.add(wire.pictures[0])
        line.add(".jpg,")
        line.add(wire.changedAt)
        line.add(",")
        writeRest(wire, to: &line)
    }

    private func writeRest(_ wire: Wire, to line: inout Text) {
        for (name, value) in wire.attributes {
            line.add(name)
            line.add(":")
            line.add(value)
            line.add(";")
        }
        line.add(",\"")
        for (colour, size, price, stock) in wire.skus {
            line.add("颜色:")
            line.add(colour)
            line.add(",尺码:")
            line.add(size)
            line.add(",价格:")
            line.add(price)
            line.add(",库存:")
            line.add(stock)
            line.add(";")
        }
        line.add("\",")
        for picture in wire.pictures {
            line.add("https://img.bench.example/i/")
            line.add(picture)
            line.add(".jpg|")
        }
        line.add(",true,false,")
    }
}
