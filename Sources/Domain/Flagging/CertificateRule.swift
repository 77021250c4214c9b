/// 证书编号存疑: certificate numbers that are not valid as written, belong to other products, or are missing although the
/// criteria require them.
///
/// A correct form does not prove that a certificate is genuine. Only the certification authority knows whether a
/// certificate is valid, suspended, withdrawn or expired, and no feed states it.
package enum CertificateRule {
    /// What is wrong with one claimed number.
    package struct Trouble: Hashable, Sendable {
        package enum Subject: String, CaseIterable, Sendable {
            case ccc, licence, creditCode
        }

        package enum Fault: Hashable, Sendable {
            /// The text does not have the form of such a number.
            case wrongForm(NumberFault)
            /// The check digit is wrong. Such codes are in use, so the code is only doubtful.
            case checkDigit(expected: Character)
            /// A CCC number of a category that is not one of the product's.
            case otherCategory(String, expected: [String])
            /// A required number is missing.
            case absent
        }

        package let subject: Subject
        package let number: String
        package let fault: Fault
    }

    static func flag(_ input: FlagInput) -> Flag? {
        let claims = input.listing.claims
        let requirement = input.thresholds.certificates
        // Nearly every listing states no number and needs none.
        if claims.certificate == nil, claims.licence == nil, claims.creditCode == nil, !requirement.needsCCC,
            !requirement.needsLicence
        {
            return nil
        }
        // No feed states when an offer was published, so the day of the pull decides.
        let day = input.observation.seenAt.day()
        let troubles = troubles(
            claims, requirement: requirement.inForce(on: day), mapped: input.context.mapped, year: day.year,
            emptyWords: input.context.shared.maker.emptyWords)
        guard !troubles.isEmpty else { return nil }
        return Flag(
            kind: .certificate,
            figures: troubles.map { .init($0.subject.rawValue, $0.fault.word + ":" + $0.number) },
            reason: troubles.map(FlagWording.certificate).joined(separator: "；"),
            counterfactual: FlagWording.certificateCounterfactual(troubles))
    }

    /// The problems of the numbers of an offer. `year` is the current year. A word without meaning (`无`, `详见包装`) is a
    /// missing number and not a wrong one.
    package static func troubles(
        _ claims: MakerClaims, requirement: CertificateRequirement, mapped: Set<ListingField>, year: Int,
        emptyWords: Set<String> = []
    ) -> [Trouble] {
        func numbers(_ text: String?) -> [String] {
            ClaimedNumbers.list(text).filter { !emptyWords.contains($0) }
        }
        var troubles: [Trouble] = []
        let certificates = numbers(claims.certificate)
        for number in certificates {
            if let fault = ccc(number, requirement, year: year) {
                troubles.append(Trouble(subject: .ccc, number: number, fault: fault))
            }
        }
        if requirement.needsCCC, mapped.contains(.certificate), certificates.isEmpty {
            troubles.append(Trouble(subject: .ccc, number: "", fault: .absent))
        }
        let licences = numbers(claims.licence)
        for number in licences {
            if case .failure(let fault) = ProductionLicence.read(number) {
                troubles.append(Trouble(subject: .licence, number: number, fault: .wrongForm(fault)))
            }
        }
        if requirement.needsLicence, mapped.contains(.licence), licences.isEmpty {
            troubles.append(Trouble(subject: .licence, number: "", fault: .absent))
        }
        for number in numbers(claims.creditCode) {
            switch CreditCode.check(number) {
            case .valid: break
            case .wrongForm(let fault):
                troubles.append(Trouble(subject: .creditCode, number: number, fault: .wrongForm(fault)))
            case .checkDigit(let expected):
                troubles.append(Trouble(subject: .creditCode, number: number, fault: .checkDigit(expected: expected)))
            }
        }
        return troubles
    }

    private static func ccc(_ number: String, _ requirement: CertificateRequirement, year: Int) -> Trouble.Fault? {
        switch CCCNumber.read(number, asOf: year) {
        case .failure(let fault): return .wrongForm(fault)
        case .success(let read):
            let expected = requirement.cccCategories
            return expected.isEmpty || expected.contains(read.category)
                ? nil : .otherCategory(read.category, expected: expected.sorted())
        }
    }
}

extension CertificateRule.Trouble.Fault {
    /// The name of the fault in the figures of a flag.
    var word: String {
        switch self {
        case .wrongForm(let fault): "wrong-form(\(fault.rawValue))"
        case .checkDigit: "doubtful(check-digit)"
        case .otherCategory: "other-category"
        case .absent: "absent"
        }
    }
}

extension FlagRule {
    static let certificate = FlagRule(
        .certificate,
        mayApply: { thresholds, context in
            var missing: [ListingField] = []
            if thresholds.certificates.needsCCC { missing.append(.certificate) }
            if thresholds.certificates.needsLicence { missing.append(.licence) }
            return FlagCondition.present([.certificate, .licence, .creditCode])
                .or(.vague(FieldSet(missing.filter(context.mapped.contains))))
        }, decide: CertificateRule.flag)
}
