import Domain
import Store
import TestSupport
import Testing

struct ConflictTests {
    private static let day = Samples.day("2026-11-03")

    /// One conflict of each case. The compiler checks the switches, so the values do not matter.
    static let conflicts: [Conflict] = [
        .pullNotComplete(pull: 1), .pullNotHeld(pull: 1), .sightingsRemoved(pull: 1),
        .quarantinedBytesRemoved(record: 1), .reviewOvertaken(listing: 1, .buy, by: .operator, at: FixedClock.start),
        .flaggedAgain(listing: 1), .nothingToUndo(listing: 1), .tooManyViews(most: 20), .accountExists, .sessionMovedOn,
        .runExists(name: "一"),
        .nothingToDraw(products: ["玩具"]),
        .runDrawn(name: "一"), .purchaseWithoutEvidence, .custody(.missing(.unpacked)),
        .custody(.withoutEvidence(.unpacked)), .custody(.withoutNumber(.sealed)), .custody(.differs(.sent, known: "1")),
        .orderDiffers(order: "1", PurchaseParticular.allCases),
        .taskNotOpen(task: 1, .cancelled), .personSpelledDifferently(laboratory: "甲", known: "乙"),
        .personRequired(laboratory: "甲"), .reviewerRequired(laboratory: "甲"), .authorCannotReview(upload: 1),
        .authorCannotWithdraw(report: "1"), .uploadNotPending(upload: 1, .rejected), .uploadNotRead(upload: 1),
        .rowNotHeld(row: 1, .taken), .sampleReceived(label: "1", on: day),
        .receivedBeforePurchase(label: "1", on: day), .sameLaboratory(label: "1", other: "2"),
        .differentProducts(label: "1", other: "2"), .reportNotJudged, .reportAmbiguous(number: "1"),
        .noticeWithdrawn(number: "1"), .noticeServed(number: "1"), .takedownNotProposed(takedown: 1, .listed),
    ]

    @Test("Each conflict has its own Chinese sentence for users", arguments: conflicts)
    func sentence(_ conflict: Conflict) {
        #expect(!conflict.sentence.contains { $0.isASCII && $0.isLetter }, "\(conflict.sentence)")
        #expect(Self.conflicts.count { $0.sentence == conflict.sentence } == 1)
    }

    @Test("Each conflict has its own English description for developers", arguments: conflicts)
    func description(_ conflict: Conflict) {
        #expect(conflict.description.contains { $0.isASCII && $0.isLetter })
        #expect(Self.conflicts.count { $0.description == conflict.description } == 1)
    }

    @Test("The day of the purchase is not shown to a laboratory")
    func purchaseDay() {
        #expect(!Conflict.receivedBeforePurchase(label: "1", on: Self.day).sentence.contains("2026"))
    }
}
