/// The problem notice (问题告知书), in the form that the source document prints as its annex table.
package struct ProblemNotice: Hashable, Sendable {
    package let number: String
    package let enterprise: String
    package let year: Int
    package let authority: String
    package let laboratory: String
    package let productName: String
    package let specification: String
    package let hazard: HazardClass
    package let problems: [String]
    package let reportNumber: String
    package let issuedOn: CalendarDay
    /// The local bureau that receives a copy (抄送).
    package let copiedTo: RegionCode

    package init(
        number: String, enterprise: String, year: Int, authority: String, laboratory: String, productName: String,
        specification: String, hazard: HazardClass, problems: [String], reportNumber: String, issuedOn: CalendarDay,
        copiedTo: RegionCode
    ) {
        self.number = number
        self.enterprise = enterprise
        self.year = year
        self.authority = authority
        self.laboratory = laboratory
        self.productName = productName
        self.specification = specification
        self.hazard = hazard
        self.problems = problems
        self.reportNumber = reportNumber
        self.issuedOn = issuedOn
        self.copiedTo = copiedTo
    }

    /// Copies that are made: one for the enterprise, one kept (form, note 注).
    package static let copies = 2

    /// The notice as plain text, front and back.
    package var text: String {
        DispositionWording.notice(self)
    }
}
