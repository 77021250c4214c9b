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

    package init(role: Role, name: String, region: RegionCode?) {
        self.role = role
        self.name = name
        self.region = region
    }

    package var actor: Actor {
        Actor(role.rawValue + ":" + name)
    }
}
