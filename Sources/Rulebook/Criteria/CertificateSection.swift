internal import Domain

/// `certificates: {ccc: {required: true, from: "2024-08-01", categories: ["2201"], source: {…}}, licence: {…}}`.
enum CertificateSection {
    static func read(_ value: Value) -> CertificateRequirement? {
        guard let mapping = value.mapping else { return nil }
        var categories: [String] = []
        let ccc = mapping.field("ccc") { demand($0) { categories = readCategories($0) } }
        let licence = mapping.field("licence") { demand($0) }
        mapping.finish()
        let none = Demand(isRequired: false, from: nil, isUsable: true)
        guard let ccc = ccc.or(none), let licence = licence.or(none) else { return nil }
        return CertificateRequirement(
            needsCCC: ccc.accuses, cccFrom: ccc.from, cccCategories: ccc.isUsable ? Set(categories) : [],
            needsLicence: licence.accuses, licenceFrom: licence.from)
    }

    /// One certificate that an offer must state.
    private struct Demand {
        let isRequired: Bool
        let from: CalendarDay?
        /// Whether the source is good enough for a flag.
        let isUsable: Bool

        var accuses: Bool { isRequired && isUsable }
    }

    private static func demand(_ value: Value, _ more: (Mapping) -> Void = { _ in }) -> Demand? {
        guard let mapping = value.mapping else { return nil }
        let required = mapping.required("required")?.boolean
        let place = mapping.optional("from")
        let from = Field(place, \.day)
        more(mapping)
        let source = mapping.required("source").flatMap(SourceSection.readForFlagging)
        mapping.finish()
        guard let required, let source, !from.isFaulty else { return nil }
        if !required, let place { place.report("from goes with required: true") }
        if !source.confidence.isUsable {
            value.warn(
                "confidence \(source.confidence.rawValue): this requirement flags no offer until it is confirmed (V or S)"
            )
        }
        return Demand(isRequired: required, from: from.value, isUsable: source.confidence.isUsable)
    }

    private static func readCategories(_ section: Mapping) -> [String] {
        (section.optional("categories")?.list ?? []).compactMap { entry in
            guard let text = entry.quotedText else { return nil }
            guard text.utf8.count == 4, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
                entry.report("expected the four digits of a CCC category, such as \"0901\"")
                return nil
            }
            return text
        }
    }
}
