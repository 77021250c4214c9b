package import Domain
internal import Rulebook
internal import Store

/// Carries out the consequences of a conclusion: notice, reminder or lead, and proposed takedown.
package struct Route: Sendable {
    private let context: AppContext

    package init(_ context: AppContext) {
        self.context = context
    }

    package func run(conclusion: Int64) async throws -> Disposition.Decision {
        let criteria = context.rulebook.criteria
        let (authority, contact) = (context.authority, context.contact)
        let regions = context.rulebook.regions
        return try await context.store.applyDisposition(conclusion: conclusion) { facts, serial, now in
            let day = now.day()
            let year = Int(day.text.prefix(4)) ?? 0
            return ProblemNotice(
                number: "速筛告〔\(year)〕\(serial)号", enterprise: facts.sellerName, year: year, authority: authority,
                contact: contact, laboratory: facts.laboratoryDetails.title ?? facts.laboratory,
                laboratoryContact: facts.laboratoryDetails.contact,
                productName: criteria[facts.product]?.name ?? facts.product,
                specification: facts.title, hazard: facts.facts.hazard ?? .general, problems: facts.problems,
                reportNumber: facts.reportNumber, issuedOn: day, copiedTo: facts.facts.sellerRegion, regions: regions)
        }
    }
}
