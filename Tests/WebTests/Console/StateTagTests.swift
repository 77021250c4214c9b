import Domain
import TestSupport
import Testing

@testable import Web

@Suite struct StateTagTests {
    @Test("The sheet has colour and sign of every style, and green is for what was verified")
    func styles() throws {
        let sheet = try Repository.text("Sources/Web/Templates/console/console.css")
        for style in StateTag.Style.allCases { #expect(sheet.contains(".t-\(style.rawValue) {"), "\(style)") }
        #expect(StateTag(ReceiptOutcome.removed).style == .run && StateTag(RecheckOutcome.gone).style == .ok)
        #expect(StateTag.overdue(days: 3).word == "逾期 3 天")
    }

    @Test(
        "Numbers and times are written as people read them",
        arguments: [(0, "0"), (999, "999"), (1_284, "1,284"), (-1_234_567, "−1,234,567")])
    func numbers(_ number: Int64, _ text: String) {
        #expect(Shown.number(number) == text)
    }

    @Test("Dates have the year only where it differs")
    func times() {
        let now = FixedClock.start
        #expect(Shown.short(now, now: now) == "11-02 08:00")
        #expect(Shown.short(now.adding(seconds: -365 * 86_400), now: now) == "2025-11-02 08:00")
        #expect(Shown.waited(since: now.adding(seconds: -3 * 86_400), now: now) == "已等 3 天")
        #expect(Shown.waited(since: now, now: now) == nil)
        #expect(Shown.date(now.day()) == "2026年11月2日　星期一")
        #expect(Shown.count(10_001, upTo: 10_000) == "至少 10,000")
    }
}
