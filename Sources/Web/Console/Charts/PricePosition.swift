internal import Domain
internal import Store

/// Where the price of an offer lies in its comparison cell: a picture, and its figures as a table.
struct PricePosition: Sendable {
    let caption: String
    let picture: String
    let figures: TableView

    /// - Parameters:
    ///   - price: the lowest price of the offer.
    ///   - bound: the highest price that is clearly low; nil if no flag for the price states it.
    ///   - median: the median that such a flag used; nil for the median of the cell.
    init(_ cell: ComparedCell, price: Fen, bound: Fen?, median: Fen?, _ names: ListNames, now: Timestamp) {
        // Prices of one unit are shown for as many units as the offer has.
        let prices = cell.summary.prices.map { Self.fen($0, units: cell.units) }
        let quarters = (0...4).map { Self.fen(cell.summary.price(quarter: $0), units: cell.units) }
        let middle = median.map { Double($0.rawValue) } ?? quarters[2]
        let own = Double(price.rawValue)
        let limit = bound.map { Double($0.rawValue) }
        let scale = PriceScale(prices + [own, middle] + [limit].compactMap(\.self))
        let rank = cell.cheaper + 1
        caption = Self.caption(cell, prices.count, names, now)
        picture = Self.picture(
            scale, prices, own: own, limit: limit, middle: middle,
            label: Self.sentence(cell, own, rank, limit, middle))
        figures = Self.table(quarters, own: own, rank: rank, limit: limit, middle: middle)
    }

    private static func fen(_ price: UnitPrice, units: Int64) -> Double {
        Double(price.price.rawValue) * Double(units) / Double(price.units)
    }

    private static func caption(_ cell: ComparedCell, _ dots: Int, _ names: ListNames, _ now: Timestamp) -> String {
        let parts = [
            names.platform(cell.cell.market), names.product(cell.cell.product),
            cell.cell.specification.isEmpty ? nil : cell.cell.specification,
        ].compactMap(\.self).joined(separator: " · ")
        let dotted = dots < cell.summary.listings ? "，图中 \(dots) 个点按价格名次等距" : ""
        return "比较组：\(parts)\(FlagWording.note(cell.cell.unit))，\(Shown.short(cell.pulledAt, now: now)) 采集，"
            + "\(cell.summary.listings.grouped) 个商品\(dotted)，对数刻度"
    }

    private static func sentence(
        _ cell: ComparedCell, _ own: Double, _ rank: Int, _ limit: Double?, _ middle: Double
    ) -> String {
        "同类 \(cell.summary.listings.grouped) 个商品的价格分布，对数刻度。本商品 \(PriceScale.word(own))，排第 \(rank.grouped) 低；"
            + (limit.map { "界线 \(PriceScale.word($0))，" } ?? "") + "中位价 \(PriceScale.word(middle))。数据见下表。"
    }

    private static func picture(
        _ scale: PriceScale, _ prices: [Double], own: Double, limit: Double?, middle: Double, label: String
    ) -> String {
        var svg = SVG(height: 92, label: label)
        let centre = scale.place(middle)
        if let limit {
            let x = scale.place(limit)
            svg.rectangle(x: 0, width: x, y: 26, height: 44, SVG.redGround)
            svg.line((x, 22), (x, 70), SVG.red, isDashed: true)
            // Two words beside each other would cover one another.
            let isNear = (centre - x).magnitude < 26
            svg.text("界线 " + PriceScale.word(limit), x: x, y: 16, isNear ? (x < 20 ? .start : .end) : .init(at: x))
            if !isNear || x >= 20 {
                svg.text(
                    "中位价 " + PriceScale.word(middle), x: centre, y: 16,
                    isNear ? (centre > 88 ? .end : .start) : .init(at: centre))
            }
        } else {
            svg.text("中位价 " + PriceScale.word(middle), x: centre, y: 16, .init(at: centre))
        }
        svg.line((centre, 22), (centre, 70), SVG.ink)
        svg.line((0, 70), (100, 70), SVG.edge)
        for tick in scale.ticks {
            let x = scale.place(tick)
            svg.line((x, 70), (x, 74), SVG.edge)
            svg.text(PriceScale.word(tick), x: x, y: 88, x < 4 ? .start : x > 96 ? .end : .middle)
        }
        for price in prices { svg.dot(x: scale.place(price), y: 52, radius: 4, SVG.ink2) }
        let x = scale.place(own)
        svg.dot(x: x, y: 52, radius: 6, SVG.red, isOwn: true)
        svg.text("本商品 " + PriceScale.word(own), x: x, y: 40, .init(at: x), isStrong: true)
        return svg.html
    }

    private static func table(
        _ quarters: [Double], own: Double, rank: Int, limit: Double?, middle: Double
    ) -> TableView {
        var columns: [(word: String, value: Double?, isOwn: Bool)] = [
            ("最低", quarters[0], false), ("本商品（第 \(rank.grouped) 低）", own, true), ("界线", limit, false),
            ("下四分位", quarters[1], false), ("中位价", middle, false), ("上四分位", quarters[3], false),
            ("最高", quarters[4], false),
        ]
        if limit == nil { columns.removeAll { $0.word == "界线" } }
        return TableView(
            caption: "比较组的价格", columns: columns.map { TableView.Column($0.word, "n") },
            rows: [
                TableView.Row(
                    columns.map { column in
                        .text(
                            column.value.map(PriceScale.word), style: column.isOwn ? "n red" : "n", label: column.word)
                    })
            ], isStacked: true)
    }
}
