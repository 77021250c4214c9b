package import Domain
internal import Feeds
package import Rulebook

/// Screens feed bytes without a store: the same rules, for a pipe.
package struct ScreenStream: Sendable {
    package struct Input: Sendable {
        package let bytes: [UInt8]
        package let seenAt: Timestamp

        package init(bytes: [UInt8], seenAt: Timestamp) {
            self.bytes = bytes
            self.seenAt = seenAt
        }
    }

    package struct Output: Sendable {
        package let records: Int
        package let matched: Int
        package let flagged: [(listing: Listing, product: String, flags: [Flag])]
        package let quarantined: [QuarantinedRecord]
        package let cellsWithoutBaseline: [ComparisonCell]
    }

    private let rulebook: Rulebook

    package init(_ rulebook: Rulebook) {
        self.rulebook = rulebook
    }

    /// Flags of `input`; sales are compared with `earlier` where it is given.
    package func run(_ input: Input, earlier: Input?, crawler: Crawler) throws -> Output {
        let page = try parse(input, crawler)
        let before = try earlier.map { earlier in
            (
                sales: Dictionary(
                    try parse(earlier, crawler).listings.map { ($0.key, $0.sales) },
                    uniquingKeysWith: { first, _ in first }),
                at: earlier.seenAt
            )
        }
        let observations = page.listings.compactMap { listing -> Screening.Observation? in
            guard let product = rulebook.matcher.product(of: listing) else { return nil }
            let earlier = before.flatMap { before in
                (before.sales[listing.key] ?? nil).map { (sales: $0, at: before.at) }
            }
            return Screening.Observation(
                listing: listing, product: product, seenAt: input.seenAt, earlier: earlier)
        }
        let outcome = Screening.decide(observations, thresholds: rulebook.criteria.mapValues(\.flagging))
        let flagged = zip(observations, outcome.flags).filter { !$0.1.isEmpty }
        return Output(
            records: page.records, matched: observations.count,
            flagged: flagged.map { ($0.0.listing, $0.0.product, $0.1) }, quarantined: page.quarantined,
            cellsWithoutBaseline: outcome.cellsWithoutBaseline)
    }

    private func parse(_ input: Input, _ crawler: Crawler) throws -> ParsedPage {
        do throws(PageFault) {
            return try PageParser.parse(input.bytes, crawler: crawler)
        } catch {
            switch error {
            case .unreadable(let why): throw NeedsAttention("the feed cannot be read: \(why)")
            case .refused(let why): throw NeedsAttention("the feed is an error of the platform: \(why)")
            }
        }
    }
}
