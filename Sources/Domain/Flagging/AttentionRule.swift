/// 社会关注度高: the number of complaints or opinions about a product, a shop or an item reaches a threshold.
package struct AttentionRule: Hashable, Sendable {
    /// The counts from which a subject is flagged; nil if this type is ignored.
    package struct Limits: Hashable, Sendable {
        package var complaints: Int64?
        package var opinions: Int64?

        package init(complaints: Int64? = nil, opinions: Int64? = nil) {
            self.complaints = complaints
            self.opinions = opinions
        }

        subscript(type: AttentionType) -> Int64? {
            switch type {
            case .complaint: complaints
            case .opinion: opinions
            }
        }
    }

    /// Counts are ignored if their period ended more than this number of days ago.
    package var withinDays = 90
    package var item = Limits(complaints: 3, opinions: 10)
    package var shop = Limits(complaints: 10, opinions: 30)
    /// Off by default, because it flags every listing of the product.
    package var product = Limits()

    package init() {}

    func flag(_ observation: Screening.Observation, tallies: AttentionTallies) -> Flag? {
        guard !tallies.isEmpty else { return nil }
        for (subject, limits) in subjects(observation) {
            for type in AttentionType.allCases {
                guard let limit = limits[type], let tally = tallies[subject, type], tally.count >= limit else {
                    continue
                }
                return Flag(
                    kind: .publicAttention,
                    figures: [
                        "about": subject.kind.rawValue, "subject": subject.text, "type": type.rawValue,
                        "count": String(tally.count), "limit": String(limit), "days": String(withinDays),
                        "sources": tally.sources.joined(separator: "、"),
                    ],
                    reason: FlagWording.attention(subject, type, tally, days: withinDays),
                    counterfactual: FlagWording.attentionCounterfactual(type, limit: limit))
            }
        }
        return nil
    }

    /// The subjects of a listing, the most specific first.
    private func subjects(_ observation: Screening.Observation) -> [(AttentionSubject, Limits)] {
        let listing = observation.listing
        let platform = listing.key.platform
        return [(.item(listing.key), item)]
            + [listing.shopIdentifier, listing.shopName].compactMap { $0 }.map {
                (.shop(platform: platform, shop: $0), shop)
            } + [(.product(observation.product), product)]
    }
}

extension FlagRule {
    static let publicAttention = FlagRule(
        .publicAttention, needs: .attention,
        mayApply: { _, context in context.attention.isEmpty ? .never : .always },
        decide: { $0.context.shared.attention.flag($0.observation, tallies: $0.context.attention) })
}
