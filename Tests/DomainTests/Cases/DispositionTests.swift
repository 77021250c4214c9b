import Domain
import Testing

@Suite("The consequences of a conclusion")
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

    @Test("a general hazard causes a notice and a reminder, but no lead and no takedown")
    func general() {
        #expect(Disposition.actions(for: facts(.fails, .general)) == Self.forGeneral)
    }

    @Test("a serious hazard causes a notice, a lead and a proposed takedown, but no reminder")
    func serious() {
        #expect(Disposition.actions(for: facts(.fails, .serious)) == Self.forSerious)
    }

    @Test(
        "a sample that meets or cannot be judged has no consequences",
        arguments: [Verdict.meets, .cannotJudge], [HazardClass.general, .serious, nil])
    func nothingFollows(_ verdict: Verdict, hazard: HazardClass?) {
        #expect(Disposition.actions(for: facts(verdict, hazard)).isEmpty)
    }

    @Test("a failure without a class has no consequences")
    func noClass() {
        #expect(Disposition.actions(for: facts(.fails, nil)).isEmpty)
    }

    @Test("a first conclusion withdraws nothing")
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

    @Test(
        "if the corrected report meets, the consequences of the failing one are withdrawn",
        arguments: HazardClass.allCases)
    func correctedToMeet(_ earlier: HazardClass) {
        let decision = Disposition.decide(facts(.meets, nil), replacing: .init(hazard: earlier))
        #expect(decision.actions.isEmpty)
        #expect(decision.withdrawsEarlier)
    }

    @Test("if the corrected report cannot be judged, nothing is withdrawn: the sample is not proven to be better")
    func correctedToNothing() {
        for earlier in HazardClass.allCases {
            let decision = Disposition.decide(facts(.cannotJudge, nil), replacing: .init(hazard: earlier))
            #expect(decision.actions.isEmpty)
            #expect(!decision.withdrawsEarlier)
        }
    }

    @Test("if the corrected report fails and the earlier one met, there are new actions and nothing is withdrawn")
    func correctedToFail() {
        let decision = Disposition.decide(facts(.fails, .general), replacing: .init(hazard: nil))
        #expect(decision.actions == Self.forGeneral)
        #expect(!decision.withdrawsEarlier)
    }

    @Test("if the class changes, the old consequences are withdrawn and the new ones are added")
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
