/// A problem that a person must solve. An alert is open until it is resolved.
package enum AlertKind: String, CaseIterable, Sendable {
    /// Pages of a pull are missing.
    case gap
    /// Nothing proves that the last page of a pull is the end of its feed.
    case endUnproven = "end-unproven"
    /// Clearly fewer distinct listings arrived than the platform stated.
    case shortTotal = "short-total"
    /// Very few listings of the last complete pull were found again.
    case overlapCollapse = "overlap-collapse"
    /// A field is missing or unreadable in more records than the crawler file allows, or more records are refused;
    /// flagging of the pull waits.
    case fieldsMissing = "fields-missing"
    /// The platform rejects the credentials.
    case credentialsRefused = "credentials-refused"
    /// Reports of an upload are held longer than the permitted days.
    case reportsHeld = "reports-held"
}
