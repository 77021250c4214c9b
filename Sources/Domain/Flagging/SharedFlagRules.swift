/// The flag rules that do not belong to one product: the checked content of `Criteria/shared/flagging.yaml`.
///
/// All figures are proposals of this program; none is official. Each can be changed in the file.
package struct SharedFlagRules: Hashable, Sendable {
    /// The points that each kind of flag adds to the priority of a listing. Every kind has an entry.
    package var points: [FlagKind: Int]
    package var burst = BurstQuantile()
    package var brushing = BrushingRule()
    package var attention = AttentionRule()
    package var failingShop = FailingShopRule()
    package var maker = MakerRule()
    /// The grades whose products are flagged for their injury risk.
    package var injuryGrades: Set<ProductGrade> = [.first]
    package var forbiddenClaims: [ClaimList] = []
    package var twins = TwinRule()
    /// The file that contains these rules.
    package let rule: RuleReference

    package init(points: [FlagKind: Int] = SharedFlagRules.standardPoints, rule: RuleReference) {
        self.points = points
        self.rule = rule
    }

    /// The rules that are used if there is no such file.
    package static let standard = SharedFlagRules(
        rule: RuleReference(file: "(built in)", hash: Digest.sha256("shared flag rules of the program, 2")))

    package static let standardPoints: [FlagKind: Int] = [
        .lowPrice: 30, .baitVariant: 10, .salesBurst: 20, .livestream: 10, .injuryRisk: 20, .publicAttention: 20,
        .failingShop: 30, .unnamedMaker: 20, .certificate: 20, .forbiddenClaim: 10,
    ]

    package func points(_ kind: FlagKind) -> Int {
        points[kind] ?? 0
    }
}
