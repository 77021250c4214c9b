/// Who may hold a token, and for what.
package enum Role: String, CaseIterable, Sendable {
    /// A regulator's officer, for one region and what lies within it.
    case officer
    /// A laboratory (承检机构), for its own samples.
    case laboratory
    /// A platform (平台经营者), for its own takedown list.
    case platform
    /// A monitoring system, for `/metrics` alone.
    case monitor
}

/// The holder of a token: the role, and the one laboratory, platform or officer it stands for.
package struct Principal: Hashable, Sendable {
    package let role: Role
    /// The laboratory's, platform's or officer's name.
    package let name: String
    /// Set for officers: the region whose cases they may see.
    package let region: RegionCode?
    /// The person in the laboratory, where tokens are personal.
    package let person: String?
    /// Set for laboratories with personal tokens.
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
        Actor(role.rawValue + ":" + name + (person.map { "/" + $0 } ?? ""))
    }
}
