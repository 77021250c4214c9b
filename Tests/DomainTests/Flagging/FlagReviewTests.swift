import Domain
import Testing

struct FlagReviewTests {
    private static let officer = Actor.holder(.officer, name: "officer-a")
    private static let other = Actor.holder(.officer, name: "officer-b")

    private static func review(
        _ decision: FlagDecision, number: Int64 = 7, reason: String? = nil, by actor: Actor = other
    ) -> FlagReview {
        FlagReview(
            number: number, snapshot: 1, decision: decision, reason: reason, by: actor, at: Timestamp(milliseconds: 0))
    }

    private static func check(
        _ request: FlagReviewRequest, _ state: FlagReviewState = .pending, last: FlagReview? = nil, snapshot: Int64 = 1
    ) -> FlagReviewCheck {
        FlagReviewCheck(request, by: officer, FlagReviewFacts(snapshot: snapshot, state: state, last: last))
    }

    @Test("A decision covers the kinds of flags that were seen; a new kind asks again, but not for what is bought")
    func flaggedAgain() {
        let (one, two): (Set<FlagKind>, Set<FlagKind>) = ([.lowPrice], [.lowPrice, .livestream])
        for state in FlagReviewState.allCases {
            #expect(state.flaggedAgain(reviewed: two, flagged: one) == state)
            #expect(state.flaggedAgain(reviewed: two, flagged: two) == state)
        }
        #expect(FlagReviewState.ignore.flaggedAgain(reviewed: one, flagged: two) == .pending)
        #expect(FlagReviewState.watch.flaggedAgain(reviewed: one, flagged: two) == .pending)
        #expect(FlagReviewState.buy.flaggedAgain(reviewed: one, flagged: two) == .buy)
        #expect(FlagReviewState.pending.flaggedAgain(reviewed: [], flagged: two) == .pending)
    }

    @Test("Ignoring needs a reason; a reason is one that can be stored")
    func reasons() throws {
        #expect(throws: FlagReviewFault.reasonMissing) { try FlagReviewRequest(.ignore) }
        #expect(throws: FlagReviewFault.reasonMissing) { try FlagReviewRequest(.ignore, reason: " 　\n") }
        #expect(throws: FlagReviewFault.reasonTooLong) {
            try FlagReviewRequest(.buy, reason: String(repeating: "长", count: 501))
        }
        #expect(throws: FlagReviewFault.reasonUnreadable) { try FlagReviewRequest(.buy, reason: "a\u{0}b") }
        #expect(try FlagReviewRequest(.ignore, reason: " 单个配件的价格 ").reason == "单个配件的价格")
        #expect(try FlagReviewRequest(.buy, reason: "").reason == nil)
    }

    @Test("Who was faster is named; the same decision again changes nothing")
    func checks() throws {
        let buy = try FlagReviewRequest(.buy, seen: .review(0))
        #expect(Self.check(buy) == .record)
        let last = Self.review(.watch)
        #expect(Self.check(buy, .watch, last: last) == .overtaken(last))
        #expect(Self.check(try FlagReviewRequest(.buy, seen: .review(7)), .watch, last: last) == .record)
        #expect(Self.check(try FlagReviewRequest(.buy), .watch, last: last) == .record)
        let own = Self.review(.buy, by: Self.officer)
        #expect(Self.check(buy, .buy, last: own) == .unchanged)
        // The same words by someone else are another decision.
        #expect(Self.check(buy, .buy, last: Self.review(.buy)) == .overtaken(Self.review(.buy)))
    }

    @Test("A decision about older flags is refused, and a decision that is not there is not taken back")
    func stale() throws {
        #expect(Self.check(try FlagReviewRequest(.buy, snapshot: 1), snapshot: 2) == .flaggedAgain)
        #expect(Self.check(try FlagReviewRequest(.undo)) == .nothingToUndo)
        #expect(Self.check(try FlagReviewRequest(.undo), .ignore, last: Self.review(.ignore, reason: "x")) == .record)
        let undone = Self.review(.undo, by: Self.officer)
        #expect(Self.check(try FlagReviewRequest(.undo), .pending, last: undone) == .unchanged)
    }

    @Test("Every kind of flag has its own bit, and a set is read back")
    func bits() {
        #expect(Set(FlagKind.allCases.map(\.bit)).count == FlagKind.allCases.count)
        for kind in FlagKind.allCases { #expect(kind.bit.nonzeroBitCount == 1) }
        var generator = SeededGenerator(seed: 4)
        for _ in 0..<100 {
            let kinds = Set(FlagKind.allCases.filter { _ in Bool.random(using: &generator) })
            #expect(Set(bits: kinds.bits) == kinds)
        }
        #expect(Set<FlagKind>(bits: 1 << 40).isEmpty)
    }

    @Test("The figures of a flag are read back as they were written")
    func figures() {
        let flag = Flag(
            kind: .lowPrice, figures: ["price": "7.80", "specification": "大号\"\\\n\t\u{1}玩具"], reason: "x",
            counterfactual: "y")
        let figures = FlagFigures(flag.figuresJSON)
        for figure in flag.figures { #expect(figures?[figure.name] == figure.value) }
        #expect(figures?["median"] == nil && FlagFigures("{}") != nil)
        for text in ["", "{", "[]", #"{"a":1}"#, #"{"a":"b",}"#, #"{"a":"b"}x"#, #"{"a":"\x"}"#, #"{"a":"b"#] {
            #expect(FlagFigures(text) == nil, "\(text)")
        }
    }

    @Test("Titles are searched without regard to width and case")
    func searchText() {
        let text = SearchText.joined(["ＡＢＣ 玩具车", "9900000048100", nil, "虚构2号玩具店"])
        for word in ["abc", "玩具车", "ABC", "0048", "玩具店"] {
            #expect(SearchText.words(word).allSatisfy { text.contains($0) }, "\(word)")
        }
        #expect(SearchText.words(" 童趣　厨房 童趣 ") == ["童趣", "厨房"])
        #expect(!text.contains("车9900"))
        #expect(SearchText.words((1...20).map(String.init).joined(separator: " ")).count == SearchText.mostWords)
    }

    @Test("Growth is shown as far as it is known")
    func growth() {
        let day: Int64 = 86_400_000
        let texts: [(SalesGrowth?, String)] = [
            (nil, "未知"), (.unknown(.openEnded), "未知"), (.between(lower: 345, upper: 345, elapsed: day), "345"),
            (.between(lower: 1_601, upper: nil, elapsed: day), "≥1,601"),
            (.between(lower: 1_601, upper: 2_000, elapsed: day / 2), "≥3,202"),
            (.between(lower: -5, upper: 0, elapsed: day), "0"), (.between(lower: -5, upper: 12, elapsed: day), "0～12"),
            (.between(lower: -5, upper: nil, elapsed: day), "未知"), (.between(lower: 0, upper: 0, elapsed: day), "0"),
        ]
        for (growth, text) in texts { #expect(SalesGrowthWording.perDay(growth) == text) }
    }
}
