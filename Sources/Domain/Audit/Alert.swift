/// A problem that a person must solve. An alert is open until it is resolved.
package enum AlertKind: String, CaseIterable, Sendable {
    /// Pages of a pull are missing.
    case gap
    /// Clearly fewer records arrived than the platform stated.
    case shortTotal = "short-total"
    /// Very few listings of the last complete pull were found again.
    case overlapCollapse = "overlap-collapse"
    /// A field that a flag needs is missing in more records than the crawler file allows; flagging of the pull waits.
    case fieldsMissing = "fields-missing"
    /// The platform rejects the credentials.
    case credentialsRefused = "credentials-refused"
    /// Reports of an upload are held longer than the permitted days.
    case reportsHeld = "reports-held"
}
