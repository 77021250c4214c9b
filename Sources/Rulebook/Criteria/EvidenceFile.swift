package import Domain

/// Reads `Criteria/shared/evidence.yaml`: the evidence that laboratories may upload, and the evidence that a report
/// requires. For a key that the file omits, the proposed value of the program applies.
package enum EvidenceFile {
    /// The path of the file within the folder of criteria.
    package static let name = "shared/evidence.yaml"

    /// The rules of `bytes`, or every mistake in them.
    package static func read(_ bytes: [UInt8], file: String) throws(RulebookError) -> EvidenceRules {
        let document = Document(file: file)
        let rule = RuleReference(file: file, hash: Digest.sha256(bytes))
        let read = document.root(bytes).map { rules($0, rule) }
        guard let read, document.diagnostics.isEmpty else { throw RulebookError(document.diagnostics) }
        return read
    }

    private static func rules(_ root: Mapping, _ rule: RuleReference) -> EvidenceRules {
        var rules = EvidenceRules(rule: rule)
        if let section = root.optional("limits")?.mapping { rules.limits = limits(section) }
        if let list = root.optional("required")?.list { rules.required = list.compactMap(need) }
        if let products = root.optional("products")?.mapping {
            for (product, value) in products.members() { rules.products[product] = value.list?.compactMap(need) ?? [] }
        }
        root.finish()
        return rules
    }

    private static func limits(_ section: Mapping) -> EvidenceLimits {
        var limits = EvidenceLimits()
        section.whole("pieceMegabytes", 1...1_048_576) { limits.pieceBytes = $0 << 20 }
        section.whole("openUploads", 1...10_000) { limits.openUploads = Int($0) }
        section.whole("laboratoryGigabytes", 1...1_048_576) { limits.laboratoryBytes = $0 << 30 }
        section.whole("uploadsPerHour", 1...1_000_000) { limits.uploadsPerHour = Int($0) }
        section.whole("abandonedAfterHours", 1...87_840) { limits.abandonedAfterHours = $0 }
        section.finish()
        return limits
    }

    private static func need(_ value: Value) -> EvidenceNeed? {
        guard let mapping = value.mapping else { return nil }
        let list = mapping.required("anyOf")
        let kinds = list?.list?.compactMap { $0.word(EvidenceKind.self) } ?? []
        var least = 1
        mapping.whole("least", 1...1000) { least = Int($0) }
        mapping.finish()
        if let list, list.isList, kinds.isEmpty { list.report("at least one kind is needed") }
        if Set(kinds).count < kinds.count { list?.report("the same kind is repeated") }
        return kinds.isEmpty ? nil : EvidenceNeed(anyOf: kinds, least: least)
    }
}
