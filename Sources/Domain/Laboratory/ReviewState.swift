/// The state of an upload in the laboratory's internal review (four eyes). Stored; never renamed.
package enum ReviewState: String, CaseIterable, Sendable {
    /// The laboratory uses no review.
    case none
    case pending
    case approved
    case rejected
}

/// The permissions of a person in a laboratory. Stored with the token; never renamed.
package enum LaboratoryDuty: String, CaseIterable, Sendable {
    case analyst
    /// May approve or reject the uploads of another person.
    case reviewer
}
