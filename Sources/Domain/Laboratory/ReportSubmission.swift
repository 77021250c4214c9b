/// The report of a laboratory on one sample, as submitted.
package struct ReportSubmission: Hashable, Sendable {
    /// The report number of the laboratory; unique within the laboratory.
    package let number: String
    /// The blind label on the sample.
    package let sampleLabel: String
    package let testedOn: CalendarDay
    /// Nil if the product states no production date.
    package let producedOn: CalendarDay?
    /// The declarations of the product: `variant` → `B`, `ratedCapacity` → `6000`.
    package let declared: [String: String]
    package let results: [ItemResult]
    /// The reason for replacing an earlier version of the same report; nil for a first upload.
    package let correctionReason: String?
    /// Whether only the results of this submission are corrected. False for a version on file, which is complete.
    package let isPartial: Bool
    package let particulars: [ReportParticular: String]

    package init(
        number: String, sampleLabel: String, testedOn: CalendarDay, producedOn: CalendarDay?,
        declared: [String: String], results: [ItemResult], correctionReason: String? = nil, isPartial: Bool = false,
        particulars: [ReportParticular: String] = [:]
    ) {
        self.number = number
        self.sampleLabel = sampleLabel
        self.testedOn = testedOn
        self.producedOn = producedOn
        self.declared = declared
        self.results = results
        self.correctionReason = correctionReason
        self.isPartial = isPartial
        self.particulars = particulars
    }

    /// The hash of the whole content. It does not depend on the format: JSON and CSV with the same content have the
    /// same hash.
    package var contentHash: String {
        var fields = [number, sampleLabel, testedOn.text, producedOn?.text ?? "", correctionReason ?? ""]
        // The count separates the declarations from the results that follow.
        fields.append(String(declared.count))
        for name in declared.keys.sorted() { fields += [name, declared[name] ?? ""] }
        for result in results {
            fields += [result.item, result.value, result.unit, result.detectionLimit ?? "", String(result.specimen)]
            if let uncertainty = result.uncertainty { fields += ["uncertainty", uncertainty] }
            if let method = result.method { fields += ["method", method] }
            if let reason = result.reason { fields += ["reason", reason] }
        }
        for (particular, text) in particulars.inOrder { fields += [particular.rawValue, text] }
        return Digest.sha256(fields: fields)
    }
}

/// One result in a report, with the texts as the laboratory wrote them.
package struct ItemResult: Hashable, Sendable {
    package let item: String
    package let specimen: Int
    package let value: String
    package let unit: String
    /// The detection limit of a result such as `未检出`.
    package let detectionLimit: String?
    /// The expanded uncertainty U (95 %), in the unit of the value or as a share.
    package let uncertainty: String?
    /// The method that was really used; nil if the laboratory stated none.
    package let method: String?
    /// The reason for a result such as 不适用.
    package let reason: String?

    package init(
        item: String, specimen: Int = 1, value: String, unit: String, detectionLimit: String? = nil,
        uncertainty: String? = nil, method: String? = nil, reason: String? = nil
    ) {
        self.item = item
        self.specimen = specimen
        self.value = value
        self.unit = unit
        self.detectionLimit = detectionLimit
        self.uncertainty = uncertainty
        self.method = method
        self.reason = reason
    }
}
