#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// The correct rows of the screening job, computed from the generator's numbers and not from a file. So the result of each
/// contender, including ours, is checked independently.
struct Answer {
    /// The threshold of the job, and the minimum number of listings of a cell.
    static let limit = -3.0
    static let minimumListings = 30

    struct Baseline {
        let middle: Double
        let scale: Double
        let isUsable: Bool

        init(prices: [Int]) {
            let logs = prices.map { log(Double($0)) }.sorted()
            isUsable = logs.count >= Answer.minimumListings
            let middle = logs.isEmpty ? 0 : Self.median(logs)
            self.middle = middle
            scale = logs.isEmpty ? 0 : 1.4826 * Self.median(logs.map { abs($0 - middle) }.sorted())
        }

        private static func median(_ sorted: [Double]) -> Double {
            let at = sorted.count / 2
            return sorted.count % 2 == 1 ? sorted[at] : (sorted[at - 1] + sorted[at]) / 2
        }
    }

    /// The daily gain from which sales are a burst.
    static let burst = 500

    let listings: Listings

    /// Lines `item product priceFen medianFen z`, separated by tabs. z has all its digits, to show where rounding to two
    /// decimals is a tie. A listing whose sales grew too fast is a line `item product`.
    func write(rows: Int, to file: inout OutputFile) throws(FileFault) {
        var prices = [[Int]](repeating: [], count: Catalogue.count)
        for index in 0..<rows {
            let offer = listings[index]
            prices[offer.category].append(offer.priceFen)
        }
        let baselines = prices.map(Baseline.init)
        let products = listings.catalogue.categories.map(Catalogue.product)
        for index in 0..<rows {
            let offer = listings[index]
            let product = products[offer.category]
            if offer.gained >= Self.burst { try file.add(Text("\(offer.item)\t\(product)\n".utf8)) }
            let baseline = baselines[offer.category]
            guard baseline.isUsable, baseline.scale > 0 else { continue }
            let z = (log(Double(offer.priceFen)) - baseline.middle) / baseline.scale
            guard z <= Self.limit else { continue }
            let median = Int(exp(baseline.middle).rounded())
            try file.add(Text("\(offer.item)\t\(product)\t\(offer.priceFen)\t\(median)\t\(z)\n".utf8))
        }
    }
}
