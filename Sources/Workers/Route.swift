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
        let criteria = workshop.rulebook.criteria
        let authority = workshop.authority
        return try await workshop.store.applyDisposition(conclusion: conclusion) { facts, serial, now in
            let day = now.day()
            let year = Int(day.text.prefix(4)) ?? 0
            return ProblemNotice(
                number: "速筛告〔\(year)〕\(serial)号", enterprise: facts.sellerName, year: year, authority: authority,
                laboratory: facts.laboratory, productName: criteria[facts.product]?.name ?? facts.product,
                specification: facts.title, hazard: facts.facts.hazard ?? .general, problems: facts.problems,
                reportNumber: facts.reportNumber, issuedOn: day, copiedTo: facts.facts.sellerRegion)
        }
    }
}
