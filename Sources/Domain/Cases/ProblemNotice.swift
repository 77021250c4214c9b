/// The problem notice (问题告知书), in the form of the annex table of the source document.
package struct ProblemNotice: Hashable, Sendable {
    package let number: String
    package let enterprise: String
    package let year: Int
    package let authority: String
    package let contact: Contact
    /// The full name of the laboratory.
    package let laboratory: String
    package let laboratoryContact: Contact
    package let productName: String
    package let specification: String
    package let hazard: HazardClass
    package let problems: [String]
    package let reportNumber: String
    package let issuedOn: CalendarDay
    /// The local bureau that receives a copy (抄送).
    package let copiedTo: RegionCode
    private let regions: RegionNames

    package init(
        number: String, enterprise: String, year: Int, authority: String, contact: Contact = Contact(),
        laboratory: String, laboratoryContact: Contact = Contact(), productName: String, specification: String,
        hazard: HazardClass, problems: [String], reportNumber: String, issuedOn: CalendarDay,
        copiedTo: RegionCode, regions: RegionNames = RegionNames()
    ) {
        self.number = number
        self.enterprise = enterprise
        self.year = year
        self.authority = authority
        self.contact = contact
        self.laboratory = laboratory
        self.laboratoryContact = laboratoryContact
        self.productName = productName
        self.specification = specification
        self.hazard = hazard
        self.problems = problems
        self.reportNumber = reportNumber
        self.issuedOn = issuedOn
        self.copiedTo = copiedTo
        self.regions = regions
    }

    /// The number of copies: one for the enterprise, one for the file (form, note 注).
    package static let copies = 2

    /// The name of the local bureau; the code of its division if the division has no name.
    package var bureau: String {
        (regions.name(of: copiedTo) ?? copiedTo.text) + "市场监督管理局"
    }

    /// The notice as plain text, front and back.
    package var text: String {
        DispositionWording.notice(self)
    }
}
