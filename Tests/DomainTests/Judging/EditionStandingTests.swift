import Domain
import Testing

struct EditionStandingTests {
    private func day(_ text: String) throws -> CalendarDay {
        try #require(CalendarDay(text: text))
    }

    @Test("An edition is in force as long as any goods on sale are judged by it")
    func standing() throws {
        let old = CriteriaEdition(
            identifier: "A", produced: DaySpan(until: try day("2026-10-31")),
            sold: DaySpan(until: try day("2027-10-31")),
            items: [])
        let new = CriteriaEdition(
            identifier: "B",
            periods: [
                .init(produced: DaySpan(from: try day("2026-11-01"))),
                .init(produced: DaySpan(until: try day("2026-10-31")), sold: DaySpan(from: try day("2027-11-01"))),
            ], items: [])
        #expect(old.standing(on: try day("2026-10-31")) == .inForce)
        #expect(old.standing(on: try day("2027-10-31")) == .inForce)
        #expect(old.standing(on: try day("2027-11-01")) == .ended)
        #expect(new.standing(on: try day("2026-10-31")) == .begins(try day("2026-11-01")))
        #expect(new.standing(on: try day("2026-11-01")) == .inForce)
    }
}
