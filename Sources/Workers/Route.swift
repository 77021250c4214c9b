package import Domain
internal import Rulebook
internal import Store

/// Turns a conclusion into what follows from it: notice, reminder or lead, and the proposal of a takedown.
package struct Route: Sendable {
    private let workshop: Workshop

    package init(_ workshop: Workshop) {
        self.workshop = workshop
    }

    package func run(conclusion: Int64) async throws -> Disposition.Decision {
        let facts = try await workshop.store.routingFacts(conclusion: conclusion)
        let decision = Disposition.decide(facts.facts, replacing: facts.earlier)
        guard !facts.isRouted else { return decision }
        let product = workshop.rulebook.criteria[facts.product]?.name ?? facts.product
        let authority = workshop.authority
        try await workshop.store.applyDisposition(
            conclusion: conclusion, decision.actions, withdrawEarlier: decision.withdrawsEarlier
        ) { serial, now in
            let day = now.day()
            let year = Int(day.text.prefix(4)) ?? 0
            return ProblemNotice(
                number: "速筛告〔\(year)〕\(serial)号", enterprise: facts.sellerName, year: year, authority: authority,
                laboratory: facts.laboratory, productName: product, specification: facts.title,
                hazard: facts.facts.hazard ?? .general, problems: facts.problems, reportNumber: facts.reportNumber,
                issuedOn: day, copiedTo: facts.facts.sellerRegion)
        }
        return decision
    }
}
