import Domain
import Testing

/// The state of a list of the operation in its address, and what follows for a pull.
struct OperationQueryTests {
    private static func read<List: OperationList>(
        _ text: String, _: List.Type
    ) -> (query: OperationQuery<List>, faults: [String]) {
        var faults: [ListFault] = []
        let query = OperationQuery<List>(QueryItems(text: text), faults: &faults)
        return (query, faults.map(\.field))
    }

    @Test("A query that is printed is read back; the usual state is left out")
    func roundTrip() {
        for text in [
            "", "state=held", "state=unscreened&crawler=a&platform=jd&verdict=overlap-collapsed&from=2026-11-01",
            "verdict=running&days=7&sort=day",
        ] {
            let found = Self.read(text, PullList.self)
            #expect(found.query.items.text == text && found.faults.isEmpty, "\(text)")
            #expect(Self.read(found.query.items.text, PullList.self).query == found.query)
        }
        for text in ["", "state=all", "state=read&code=empty&field=price&pull=7", "pull=7"] {
            #expect(Self.read(text, QuarantineList.self).query.items.text == text)
        }
        #expect(OperationQuery<AlertList>.only(.open).items.isEmpty)
        #expect(OperationQuery<AlertList>.only(nil).items.text == "state=all")
        #expect(OperationQuery<QuarantineList>.only(.pull, "7").isFiltered)
    }

    @Test("A mistake is named with its field; a condition that the list does not have is not read")
    func faults() {
        #expect(Self.read("state=x", PullList.self).faults == ["state"])
        #expect(Self.read("verdict=x&days=0", PullList.self).faults == ["verdict", "days"])
        #expect(Self.read("pull=07", QuarantineList.self).faults == ["pull"])
        #expect(Self.read("code=x", QuarantineList.self).faults == ["code"])
        #expect(Self.read("kind=x", AlertList.self).faults == ["kind"])
        let long = String(repeating: "长", count: 101)
        #expect(Self.read("crawler=" + long, PullList.self).faults == ["crawler"])
        let other = Self.read("code=x&days=x", AlertList.self)
        #expect(other.faults.isEmpty && other.query == OperationQuery<AlertList>())
    }

    @Test("Each condition is a chip that leads to the list without it")
    func chips() {
        let query = Self.read("state=all&code=empty&pull=7&days=7", QuarantineList.self).query
        let chips = query.chips { "\($0.rawValue) \($1)" }
        #expect(chips.map(\.text) == ["code empty", "pull 7", "日期：近 7 天"])
        #expect(
            chips.map(\.without.text) == [
                "state=all&pull=7&days=7", "state=all&code=empty&days=7", "state=all&code=empty&pull=7",
            ])
    }

    @Test("The completeness of a pull has a word for every verdict, and one for none")
    func completeness() {
        #expect(PullCompleteness(nil) == .running && PullCompleteness.running.verdict == nil)
        for verdict in PullCertificate.Verdict.allCases { #expect(PullCompleteness(verdict).verdict == verdict) }
    }

    @Test("The next task of a pull: release before all else, then its pages, its alerts, its screening, its records")
    func tasks() {
        func next(
            held: Bool = false, complete: Bool = true, screened: Bool = true,
            _ verdict: PullCertificate.Verdict? = .complete, alerts: Bool = false, unread: Bool = false
        ) -> PullTask? {
            PullTask.next(
                isHeld: held, isComplete: complete, isScreened: screened, verdict: verdict, hasOpenAlerts: alerts,
                unread: unread)
        }
        #expect(next() == nil)
        #expect(next(held: true, screened: false, alerts: true, unread: true) == .release)
        #expect(next(complete: false, screened: false, nil) == .wait)
        #expect(next(complete: false, screened: false, .incomplete, alerts: true) == .complete)
        #expect(next(screened: false, .short, alerts: true) == .resolveAlert)
        #expect(next(screened: false, unread: true) == .screen)
        #expect(next(unread: true) == .readRecords)
    }
}
