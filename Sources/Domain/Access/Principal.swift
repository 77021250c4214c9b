/// The holder of a token or of an account: the role, and the name of the laboratory, platform or person.
package struct Principal: Hashable, Sendable {
    package let role: Role
    /// The name of the laboratory, platform or person.
    package let name: String
    /// Officers, local bureaus and auditors only: the region whose cases they may see.
    package let region: RegionCode?
    /// The person in the laboratory or platform; nil for a token that is not personal.
    package let person: String?
    /// The duty of the person in a laboratory; nil for a token that is not personal.
    package let duty: LaboratoryDuty?

    package init(
        role: Role, name: String, region: RegionCode?, person: String? = nil, duty: LaboratoryDuty? = nil
    ) {
        self.role = role
        self.name = name
        self.region = region
        self.person = person
        self.duty = duty
    }

    package var actor: Actor {
        .holder(role, name: name, person: person)
    }
}
