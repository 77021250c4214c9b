/// The holder of a token: the role, and the name of the laboratory, platform or officer.
package struct Principal: Hashable, Sendable {
    package let role: Role
    /// The name of the laboratory, platform or officer.
    package let name: String
    /// Officers only: the region whose cases they may see.
    package let region: RegionCode?
    /// The person in the laboratory; nil if its tokens are not personal.
    package let person: String?
    /// The duty of the person; nil if the tokens of the laboratory are not personal.
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
