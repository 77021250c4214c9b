/// 三无迹象: an offer that states no maker, no address, or no certificate although one is needed.
///
/// Only fields that the feed maps count: if a feed never gives a field, its absence is no sign. A missing certificate
/// number counts only if the criteria of the product require a certificate; most products need none.
package struct MakerRule: Hashable, Sendable {
    package enum Sign: String, CaseIterable, Sendable {
        case maker, address, certificate
    }

    /// Minimum number of signs for a flag.
    package var signs = 2
    /// Words without meaning. They count as missing values.
    package var emptyWords: Set<String> = ["无", "暂无", "不详", "未知", "见包装", "详见包装", "其他", "/", "-", "--"]

    package init() {}

    func flag(
        _ listing: Listing, rules: FlaggingThresholds, mapped: Set<ListingField>, seenOn day: CalendarDay
    ) -> Flag? {
        guard mapped.contains(.maker) || mapped.contains(.makerAddress) else { return nil }
        let claims = listing.claims
        var found: [Sign] = []
        if mapped.contains(.maker), isEmpty(claims.maker) { found.append(.maker) }
        if mapped.contains(.makerAddress), isEmpty(claims.address) { found.append(.address) }
        if lacksCertificate(claims, rules.certificates.inForce(on: day), mapped) { found.append(.certificate) }
        guard found.count >= signs else { return nil }
        return Flag(
            kind: .unnamedMaker,
            figures: ["missing": found.map(\.rawValue).joined(separator: " "), "signsLimit": String(signs)],
            reason: FlagWording.unnamedMaker(found), counterfactual: FlagWording.unnamedMakerCounterfactual(signs))
    }

    /// The condition that one of the fields is missing or has no meaning.
    fileprivate func condition(_ rules: FlaggingThresholds, _ mapped: Set<ListingField>) -> FlagCondition {
        guard mapped.contains(.maker) || mapped.contains(.makerAddress) else { return .never }
        guard signs > 0, emptyWords.allSatisfy({ $0.utf8.count <= PartialListing.vagueBytes }) else { return .always }
        var fields: [ListingField] = [.maker, .makerAddress]
        if rules.certificates.needsCCC { fields.append(.certificate) }
        if rules.certificates.needsLicence { fields.append(.licence) }
        return .vague(FieldSet(fields.filter(mapped.contains)))
    }

    private func lacksCertificate(
        _ claims: MakerClaims, _ requirement: CertificateRequirement, _ mapped: Set<ListingField>
    ) -> Bool {
        (requirement.needsCCC && mapped.contains(.certificate) && isEmpty(claims.certificate))
            || (requirement.needsLicence && mapped.contains(.licence) && isEmpty(claims.licence))
    }

    private func isEmpty(_ claim: String?) -> Bool {
        guard let claim else { return true }
        let text = claim.filter { !$0.isWhitespace }
        return text.isEmpty || emptyWords.contains(text)
    }
}

extension FlagRule {
    static let unnamedMaker = FlagRule(
        .unnamedMaker, mayApply: { thresholds, context in context.shared.maker.condition(thresholds, context.mapped) },
        decide: {
            $0.context.shared.maker.flag(
                $0.listing, rules: $0.thresholds, mapped: $0.context.mapped, seenOn: $0.observation.seenAt.day())
        })
}
