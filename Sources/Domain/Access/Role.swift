/// The role of a token. The names are stored; they are never changed.
package enum Role: String, CaseIterable, Sendable {
    /// A regulator's officer, for one region and the regions within it.
    case officer
    /// A laboratory (承检机构), for its own samples only.
    case laboratory
    /// A platform (平台经营者), for its own takedown list only.
    case platform
    /// A monitoring system, for `/metrics` only.
    case monitor
}
