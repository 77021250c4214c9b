/// The state of an upload in the laboratory's own review (four eyes). Stored; never renamed.
package enum ReviewState: String, CaseIterable, Sendable {
    /// The laboratory has no review.
    case none
    case pending
    case approved
    case rejected
}

/// What a person may do in a laboratory. Stored with the token; never renamed.
package enum LaboratoryDuty: String, CaseIterable, Sendable {
    case analyst
    /// May approve or reject the uploads of another person.
    case reviewer
}
