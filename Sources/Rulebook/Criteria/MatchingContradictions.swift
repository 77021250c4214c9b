package import Domain

/// Mistakes and warnings of the matching rules that only all files together show.
package enum MatchingContradictions {
    /// More forms of one word in simplified and traditional characters than any word needs.
    private static let mostForms = 4096.0

    /// The mistakes of `yieldsTo`, and the words with too many forms.
    package static func find(_ criteria: [ProductCriteria], _ shared: SharedMatching) -> [Diagnostic] {
        let rules = Dictionary(criteria.map { ($0.product, $0.matching) }) { first, _ in first }
        return criteria.flatMap { yielding($0, rules) + words($0, shared) } + words(shared)
    }

    private static func words(_ shared: SharedMatching) -> [Diagnostic] {
        let all =
            shared.gifts.words + shared.features.words + shared.packMarks + shared.plainWords
            + shared.accessories.words + shared.attachedWords + shared.otherGoods + shared.usesBefore
            + shared.usesBehind + shared.notGoods
        return all.filter { shared.formCount(of: $0) > mostForms }.map {
            Diagnostic(
                file: shared.rule?.file ?? SharedMatchingFile.name, line: 0, column: 0, key: "",
                message: tooManyForms($0))
        }
    }

    private static func tooManyForms(_ word: String) -> String {
        "“\(word)” has too many forms in traditional characters; write a shorter word"
    }

    private static func yielding(_ criteria: ProductCriteria, _ rules: [String: MatchingRule]) -> [Diagnostic] {
        criteria.matching.yieldsTo.compactMap { other in
            guard let rule = rules[other] else {
                // The folder may have only some of the products.
                return mistake(
                    criteria, "yieldsTo", "there are no criteria for “\(other)” in this folder", severity: .warning)
            }
            if other == criteria.product { return mistake(criteria, "yieldsTo", "a product does not yield to itself") }
            guard rule.yieldsTo.contains(criteria.product), criteria.product < other else { return nil }
            return mistake(
                criteria, "yieldsTo",
                "“\(other)” yields to “\(criteria.product)” too; a title with both would have none")
        }
    }

    private static func words(_ criteria: ProductCriteria, _ shared: SharedMatching) -> [Diagnostic] {
        let rule = criteria.matching
        let all =
            rule.titleWords + rule.combinations.flatMap { $0.words + $0.with } + rule.exceptWords + rule.accessoryWords
            + rule.qualifierWords + rule.specifications.flatMap(\.words)
        return all.filter { shared.formCount(of: $0) > mostForms }.map {
            mistake(criteria, "", tooManyForms($0))
        }
    }

    private static func mistake(
        _ criteria: ProductCriteria, _ key: String, _ message: String, severity: Diagnostic.Severity = .mistake
    ) -> Diagnostic {
        Diagnostic(
            file: criteria.rule.file, line: 0, column: 0, key: key.isEmpty ? "matching" : "matching." + key,
            message: message, severity: severity)
    }
}
