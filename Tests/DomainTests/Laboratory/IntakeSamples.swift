import Domain

/// A laboratory with one sample of the sample product, as facts of the store.
enum IntakeSamples {
    static let sold = day("2026-11-03")
    static let label = "S-7Q2M-X4KD"

    static func facts(
        scope: LaboratoryScope = .waived, received: String? = nil, latest: IntakeFacts.Version? = nil
    ) -> IntakeFacts {
        let sample = IntakeFacts.Sample(
            id: 1, product: "lamp", receivedOn: received.map { day($0) }, soldOn: sold, latest: latest)
        return IntakeFacts(
            samples: [label: sample],
            numbers: latest.map { [$0.submission.number: .init(label: label, version: $0.version)] } ?? [:],
            scope: scope, today: day("2026-11-20"))
    }

    static func row(
        _ item: String = "TX-HCHO", _ value: String = "20", ordinal: Int = 1, number: String = "R-1",
        tested: String = "2026-11-10", produced: String? = "2026-03-01", reason: String? = nil, label: String = label,
        isPartial: Bool = false
    ) -> IntakeRow {
        IntakeRow(
            ordinal: ordinal, place: "第\(ordinal + 1)行",
            head: ReportHead(
                number: number, sampleLabel: label, testedOn: day(tested), producedOn: produced.map { day($0) },
                declared: [:], correctionReason: reason, isPartial: isPartial),
            result: ItemResult(item: item, value: value, unit: item == "TX-HCHO" ? "mg/kg" : ""))
    }

    static func decide(
        _ rows: [IntakeRow], of upload: IntakeDecision.Upload = .init(), under criteria: ProductCriteria = .sample(),
        _ facts: inout IntakeFacts
    ) -> IntakeDecision {
        IntakeDecision(rows.map { .row($0) }, of: upload, catalogue: ItemCatalogue([criteria]), facts: &facts)
    }

    /// The fault of the only row; nil if it is taken.
    static func fault(
        _ row: IntakeRow, under criteria: ProductCriteria = .sample(), _ facts: IntakeFacts = facts()
    ) -> IntakeFault? {
        var facts = facts
        return decide([row], under: criteria, &facts).faults[0]
    }
}
