/// Finds the same offer under two item numbers. Candidates share a band of their title signatures, so that a million
/// titles need not be compared pair by pair. Each candidate is then verified on the complete sets of shingles.
package enum TwinFinder {
    package struct SearchResult: Sendable {
        /// Each pair once, in order; `left` is before `right`.
        package let twins: [Twin]
        /// The number of compared pairs.
        package let compared: Int
        /// The number of listings in a bucket that was too full to be compared completely. Their twins may have been
        /// missed.
        package let skipped: Int
    }

    private struct Bucket: Hashable {
        let band: Int
        let key: UInt64
        let evidence: Evidence
    }

    /// The evidence that twins must share besides their titles. It is part of the bucket key: a title that thousands of
    /// sellers use at thousands of prices then makes no bucket of thousands.
    private enum Evidence: Hashable {
        case price(PriceRange)
        case image(String)
    }

    private struct Pair: Hashable {
        let left: Int
        let right: Int
    }

    package static func find(_ listings: [Listing], rule: TwinRule = TwinRule()) -> SearchResult {
        let shingles = listings.map { Shingles($0.title) }
        let images = listings.map { $0.image.flatMap(ImageAddress.normalised) }
        let buckets = buckets(listings, shingles, images)
        var looked: Set<Pair> = []
        var skipped: Set<Int> = []
        var twins: [Twin] = []
        for members in buckets.values where members.count > 1 {
            if members.count > rule.mostInBucket { skipped.formUnion(members.dropFirst(rule.mostInBucket)) }
            let compared = members.prefix(rule.mostInBucket)
            for (offset, left) in compared.enumerated() {
                for right in compared.dropFirst(offset + 1) where listings[left].key != listings[right].key {
                    guard looked.insert(Pair(left: left, right: right)).inserted else { continue }
                    let (common, union) = shingles[left].overlap(shingles[right])
                    guard rule.isEnough(common: common, union: union) else { continue }
                    twins.append(
                        Twin(
                            left: left, right: right, common: common, union: union,
                            hasSamePrice: listings[left].price.isKnown && listings[left].price == listings[right].price,
                            hasSameImage: images[left] != nil && images[left] == images[right]))
                }
            }
        }
        return SearchResult(
            twins: twins.sorted { ($0.left, $0.right) < ($1.left, $1.right) }, compared: looked.count,
            skipped: skipped.count)
    }

    private static func buckets(
        _ listings: [Listing], _ shingles: [Shingles], _ images: [String?]
    ) -> [Bucket: [Int]] {
        var buckets: [Bucket: [Int]] = [:]
        for index in listings.indices where !shingles[index].values.isEmpty {
            let signature = TitleSignature(shingles[index])
            for (band, key) in signature.keys.enumerated() {
                if listings[index].price.isKnown {
                    let price = Evidence.price(listings[index].price)
                    buckets[Bucket(band: band, key: key, evidence: price), default: []].append(index)
                }
                guard let image = images[index] else { continue }
                buckets[Bucket(band: band, key: key, evidence: .image(image)), default: []].append(index)
            }
        }
        return buckets
    }
}
