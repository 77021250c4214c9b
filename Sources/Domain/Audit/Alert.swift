/// Something that a person must know of and that no program can mend. It stands until it is resolved.
package enum AlertKind: String, CaseIterable, Sendable {
    /// Pages of a pull are missing.
    case gap
    /// Clearly fewer records came than the platform stated.
    case shortTotal = "short-total"
    /// Hardly any listing of the last complete pull was found again.
    case overlapCollapse = "overlap-collapse"
    /// A field that feeds a flag is missing in more records than the crawler file allows; flagging of the pull waits.
    case fieldsMissing = "fields-missing"
    /// The platform refuses the credentials.
    case credentialsRefused = "credentials-refused"
}
