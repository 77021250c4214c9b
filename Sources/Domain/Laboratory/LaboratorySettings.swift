/// What becomes of the good rows of a file in which others cannot be taken. The laboratory chooses.
package enum IncompletePolicy: String, CaseIterable, Sendable {
    /// They are taken at once.
    case pass
    /// They wait until no row of the file is in quarantine.
    case hold
}

/// How a laboratory wants its uploads handled.
package struct LaboratorySettings: Hashable, Sendable {
    /// Whether an upload waits for the laboratory's own reviewer, who is not its uploader.
    package let fourEyes: Bool
    package let incomplete: IncompletePolicy

    package init(fourEyes: Bool = false, incomplete: IncompletePolicy = .pass) {
        self.fourEyes = fourEyes
        self.incomplete = incomplete
    }
}

/// Where an upload stands with the laboratory's reviewer. Stored; never renamed.
package enum ReviewState: String, CaseIterable, Sendable {
    /// The laboratory wants no review.
    case none
    case pending
    case approved
    case rejected
}

/// What a person may do in a laboratory. Stored with the token; never renamed.
package enum LaboratoryDuty: String, CaseIterable, Sendable {
    case analyst
    /// May approve or reject what another person uploaded.
    case reviewer
}
