import Domain
import Testing

@Suite("Words that are stored and sent")
struct StoredWordTests {
    @Test("keep their spelling: a stored word is never renamed")
    func spelling() {
        #expect(TakedownState.allCases.map(\.rawValue) == ["proposed", "confirmed", "listed", "withdrawn"])
        #expect(ReceiptOutcome.allCases.map(\.rawValue) == ["removed", "not-found", "refused"])
        #expect(RecheckOutcome.allCases.map(\.rawValue) == ["gone", "still-there", "unknown"])
        #expect(Verdict.allCases.map(\.rawValue) == ["meets", "fails", "cannotJudge"])
        #expect(HazardClass.allCases.map(\.rawValue) == ["general", "serious"])
        #expect(
            FlagKind.allCases.map(\.rawValue) == [
                "low-price", "bait-variant", "sales-burst", "livestream", "injury-risk", "public-attention",
                "failing-shop",
                "unnamed-maker", "certificate", "forbidden-claim",
            ])
        #expect(
            Role.allCases.map(\.rawValue) == [
                "officer", "laboratory", "platform", "monitor", "buyer", "bureau", "auditor", "administrator",
            ])
        #expect(AccountSession.Step.allCases.map(\.rawValue) == ["secondFactor", "changePassword", "enrol", "full"])
    }

    @Test("judgement reasons keep their spelling")
    func reasons() {
        #expect(
            JudgementReason.allCases.map(\.rawValue) == [
                "within-limit", "outside-limit", "passed", "failed", "not-detected-within-limit",
                "detection-limit-above-limit", "detection-limit-unknown", "open-ended", "rounded-at-limit",
                "missing", "empty", "unreadable", "wrong-kind", "negative-amount", "unit-differs",
                "variant-unknown", "declared-value-missing", "undecided-at-limit", "absent", "detected",
                "detection-limit-too-high",
                "figure-needed", "uncertainty-unknown", "within-uncertainty", "limit-unverified", "not-applicable",
                "stated-not-applicable", "not-applicable-not-allowed", "not-applicable-unexplained",
                "not-applicable-contradicted", "not-declared", "no-case-fits", "report-only", "alternative-meets",
                "alternatives-fail",
                "alternatives-open", "other-alternative-meets", "part-of-alternatives", "sum-open",
                "sum-contradicted", "accepted", "acceptance-open", "too-many-digits",
            ])
    }

    @Test("reasons of unreadable results keep their spelling")
    func unreadableReasons() {
        #expect(
            UnreadableReason.allCases.map(\.rawValue) == [
                "comma", "space-inside", "two-points", "bare-point", "wrong-point", "unit-attached", "range",
                "not-a-grade", "uncertainty", "approximate", "looks-like-limit", "comparison-without-number",
                "trailing-sign", "date", "too-many-digits", "other-digits", "not-reported", "tick-mark",
                "spreadsheet-error", "damaged-text", "unknown-text",
            ])
    }
}
