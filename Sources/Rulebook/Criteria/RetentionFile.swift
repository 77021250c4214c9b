package import Domain

/// Reads `Criteria/shared/retention.yaml`: what is kept how long. A kind that the file omits is kept for ever.
package enum RetentionFile {
    /// The path of the file within the folder of criteria.
    package static let name = "shared/retention.yaml"

    /// The rules of `bytes`, or every mistake in them.
    package static func read(_ bytes: [UInt8], file: String) throws(RulebookError) -> RetentionRules {
        let document = Document(file: file)
        let rule = RuleReference(file: file, hash: Digest.sha256(bytes))
        let read = document.root(bytes).map { rules($0, rule) }
        guard let read, document.diagnostics.isEmpty else { throw RulebookError(document.diagnostics) }
        return read
    }

    private static func rules(_ root: Mapping, _ rule: RuleReference) -> RetentionRules {
        var rules = RetentionRules(rule: rule)
        rules.sightingDays = days(root, .sightings, least: RetentionRules.leastSightingDays) {
            "growth of sales looks back 90 days, so at least \($0) are needed"
        }
        if let versions = root.optional(RetentionKind.versions.rawValue) {
            if versions.isText("while-used") {
                rules.removesUnusedVersions = true
            } else {
                versions.report(
                    "expected while-used: attributes have no period, they are kept while something uses them")
            }
        }
        rules.quarantineDays = days(root, .quarantine, least: 1)
        rules.jobDays = days(root, .jobs, least: 1)
        root.finish()
        return rules
    }

    /// The member `days` of a kind; nil if the kind is absent.
    private static func days(
        _ root: Mapping, _ kind: RetentionKind, least: Int, why: (Int) -> String = { "at least \($0) is needed" }
    ) -> Int? {
        guard let section = root.optional(kind.rawValue)?.mapping else { return nil }
        defer { section.finish() }
        guard let value = section.required("days"), let days = value.integer else { return nil }
        guard days >= least else {
            value.report(why(least))
            return nil
        }
        guard days <= most else {
            value.report("expected at most \(most) days; leave the kind out to keep it for ever")
            return nil
        }
        return days
    }

    /// A hundred years.
    private static let most = 36_525
}
