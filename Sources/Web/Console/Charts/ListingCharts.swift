internal import Domain
internal import Store

/// Price and sales of a listing over time.
struct ListingCharts: Sendable {
    let price: String
    /// Nil if no growth of sales is known.
    let sales: String?

    private static let top = 20.0
    private static let ground = 116.0
    private static let height = 140

    /// - Parameters:
    ///   - entries: oldest first; not empty.
    ///   - until: the last sighting.
    ///   - bound: the highest price that is clearly low; nil if no flag states it.
    ///   - perDay: the daily number of units that is a burst; nil if no flag states it.
    init(_ entries: [ListingHistory.Entry], until: Timestamp, bound: Fen?, perDay: Int64?, now: Timestamp) {
        let scale = TimeScale(from: entries[0].at, until: until)
        price = Self.price(entries, scale, bound, now)
        sales = Self.sales(entries, scale, perDay, now)
    }

    private static func price(
        _ entries: [ListingHistory.Entry], _ scale: TimeScale, _ bound: Fen?, _ now: Timestamp
    ) -> String {
        let prices = entries.map { Double($0.listing.payable.lower.rawValue) }
        let highest = max(prices.max() ?? 1, Double(bound?.rawValue ?? 0), 1)
        func y(_ fen: Double) -> Double { ground - (ground - top) * fen / highest }
        var svg = SVG(height: height, label: priceSentence(entries, bound))
        if let bound {
            let line = y(Double(bound.rawValue))
            svg.line((0, line), (100, line), SVG.red, isDashed: true)
            svg.text("界线 " + bound.text, x: 100, y: max(12, line - 6), .end)
        }
        var lastWord = -100.0
        for (index, entry) in entries.enumerated() {
            let from = scale.place(entry.at)
            let until = index + 1 < entries.count ? scale.place(entries[index + 1].at) : 100
            let level = y(prices[index])
            let isChange = index == 0 || prices[index - 1] != prices[index]
            if index > 0, isChange { svg.line((from, y(prices[index - 1])), (from, level), SVG.blue) }
            svg.line((from, level), (until, level), SVG.blue, width: 2.5)
            guard isChange, from - lastWord >= 14 else { continue }
            svg.text(
                entry.listing.payable.lower.text, x: min(from + 0.8, 88),
                y: level + 15 > ground - 2 ? level - 6 : level + 15)
            lastWord = from
        }
        scale.draw(on: &svg, y: ground, now: now)
        return svg.html
    }

    private static func priceSentence(_ entries: [ListingHistory.Entry], _ bound: Fen?) -> String {
        let (first, last) = (entries[0], entries[entries.count - 1])
        let (from, to) = (first.listing.payable.lower, last.listing.payable.lower)
        let course =
            entries.count == 1 || from == to
            ? "售价在 \(first.at.day().text) 和最近都是 \(to.text)"
            : "售价由 \(first.at.day().text) 的 \(from.text) 变为 \(last.at.day().text) 的 \(to.text)"
        return course + (bound.map { "；界线 \($0.text)" } ?? "") + "。数据见下表。"
    }

    private static func sales(
        _ entries: [ListingHistory.Entry], _ scale: TimeScale, _ limit: Int64?, _ now: Timestamp
    ) -> String? {
        let bars = zip(entries, entries.dropFirst()).compactMap { before, after -> (Timestamp, Timestamp, Int64)? in
            SalesChange(before, after).provenPerDay.map { (before.at, after.at, $0) }
        }
        guard let most = bars.max(by: { $0.2 < $1.2 }) else { return nil }
        let highest = Double(max(most.2, limit ?? 0, 1))
        func y(_ units: Int64) -> Double { ground - (ground - top) * Double(units) / highest }
        let sentence =
            "两次变化之间平均每日新增的销量，最多在 \(most.1.day().text) 前，每日至少 \(most.2.grouped) 件"
            + (limit.map { "；界线 \($0.grouped) 件" } ?? "") + "。数据见下表。"
        var svg = SVG(height: height, label: sentence)
        for (from, until, units) in bars {
            let (left, right) = (scale.place(from) + 0.4, scale.place(until) - 0.4)
            let isAbove = limit.map { units >= $0 } ?? false
            // A line at the level over a pale ground: one interval over the whole width is not a block.
            svg.rectangle(
                x: left, width: max(0.6, right - left), y: y(units), height: ground - y(units),
                isAbove ? SVG.redGround : SVG.blueGround)
            svg.line(
                (left, y(units)), (max(left + 0.6, right), y(units)), isAbove ? SVG.red : SVG.blue, width: 2.5)
        }
        if let limit {
            svg.line((0, y(limit)), (100, y(limit)), SVG.red, isDashed: true)
            svg.text("界线 \(limit.grouped) 件/日", x: 0, y: max(12, y(limit) - 5))
        }
        let x = (scale.place(most.0) + scale.place(most.1)) / 2
        svg.text("≥\(most.2.grouped)", x: x, y: 14, .init(at: x), isStrong: true)
        scale.draw(on: &svg, y: ground, now: now)
        return svg.html
    }
}

/// The units sold between two entries of a history, as far as their figures prove them.
struct SalesChange: Sendable {
    let growth: SalesGrowth

    init(_ before: ListingHistory.Entry, _ after: ListingHistory.Entry) {
        growth = SalesGrowth(
            from: before.listing.sales.map { ($0, before.at) }, to: after.listing.sales, at: after.at)
    }

    var provenPerDay: Int64? {
        growth.provenPerDay
    }
}
