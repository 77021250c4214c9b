import Domain
import Testing

@Suite("What follows from a conclusion")
struct DispositionTests {
    private static let haining = region("330481")
    private static let link = ListingKey(platform: "taobao", item: "627811223344")

    private func facts(_ verdict: Verdict, _ hazard: HazardClass?) -> Disposition.Facts {
        Disposition.Facts(verdict: verdict, hazard: hazard, sellerRegion: Self.haining, listing: Self.link)
    }

    private static let forGeneral: [Disposition.Action] = [
        .notice(.general, copyTo: haining), .reminder(to: haining),
    ]
    private static let forSerious: [Disposition.Action] = [
        .notice(.serious, copyTo: haining), .lead(to: haining), .proposeTakedown(link),
    ]

    @Test("a general hazard brings a notice and a reminder, no lead and no takedown")
    func general() {
        #expect(Disposition.actions(for: facts(.fails, .general)) == Self.forGeneral)
    }

    @Test("a serious hazard brings a notice, a lead and a proposed takedown, no mere reminder")
    func serious() {
        #expect(Disposition.actions(for: facts(.fails, .serious)) == Self.forSerious)
    }

    @Test(
        "nothing follows from a sample that meets, or that cannot be judged",
        arguments: [Verdict.meets, .cannotJudge], [HazardClass.general, .serious, nil])
    func nothingFollows(_ verdict: Verdict, hazard: HazardClass?) {
        #expect(Disposition.actions(for: facts(verdict, hazard)).isEmpty)
    }

    @Test("nothing follows from a failure without a class")
    func noClass() {
        #expect(Disposition.actions(for: facts(.fails, nil)).isEmpty)
    }

    @Test("a first conclusion takes nothing back")
    func first() {
        let decision = Disposition.decide(facts(.fails, .serious), replacing: nil)
        #expect(decision.actions == Self.forSerious)
        #expect(!decision.withdrawsEarlier)
    }

    @Test("the same class again changes nothing", arguments: [HazardClass.general, .serious])
    func sameAgain(_ hazard: HazardClass) {
        let decision = Disposition.decide(facts(.fails, hazard), replacing: .init(hazard: hazard))
        #expect(decision.actions.isEmpty)
        #expect(!decision.withdrawsEarlier)
    }

    @Test("a corrected report that meets takes back what the failing one brought", arguments: HazardClass.allCases)
    func correctedToMeet(_ earlier: HazardClass) {
        let decision = Disposition.decide(facts(.meets, nil), replacing: .init(hazard: earlier))
        #expect(decision.actions.isEmpty)
        #expect(decision.withdrawsEarlier)
    }

    @Test("a corrected report that cannot be judged takes nothing back: nothing says that the sample is any better")
    func correctedToNothing() {
        for earlier in HazardClass.allCases {
            let decision = Disposition.decide(facts(.cannotJudge, nil), replacing: .init(hazard: earlier))
            #expect(decision.actions.isEmpty)
            #expect(!decision.withdrawsEarlier)
        }
    }

    @Test("a corrected report that fails where the earlier one met brings its actions and takes nothing back")
    func correctedToFail() {
        let decision = Disposition.decide(facts(.fails, .general), replacing: .init(hazard: nil))
        #expect(decision.actions == Self.forGeneral)
        #expect(!decision.withdrawsEarlier)
    }

    @Test("another class takes back what the old one brought and brings its own")
    func otherClass() {
        let lighter = Disposition.decide(facts(.fails, .general), replacing: .init(hazard: .serious))
        #expect(lighter.actions == Self.forGeneral)
        #expect(lighter.withdrawsEarlier)
        let graver = Disposition.decide(facts(.fails, .serious), replacing: .init(hazard: .general))
        #expect(graver.actions == Self.forSerious)
        #expect(graver.withdrawsEarlier)
    }

    @Test("a corrected report without consequences before and after changes nothing")
    func nothingBeforeAndAfter() {
        let decision = Disposition.decide(facts(.cannotJudge, nil), replacing: .init(hazard: nil))
        #expect(decision.actions.isEmpty)
        #expect(!decision.withdrawsEarlier)
    }
}
