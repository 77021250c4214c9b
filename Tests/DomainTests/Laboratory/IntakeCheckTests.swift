import Domain
import Testing

/// Checks whether a single row can be taken.
struct IntakeCheckTests {
    private func code(
        tested: String = "2026-11-10", produced: String? = "2026-03-01", received: String? = nil
    ) -> IntakeFault.Code? {
        IntakeSamples.fault(
            IntakeSamples.row(tested: tested, produced: produced), IntakeSamples.facts(received: received))?.code
    }

    @Test("A test day lies between the receipt, or the purchase, and today")
    func testDay() {
        #expect(code(tested: "2026-11-03") == nil && code(tested: "2026-11-20") == nil)
        #expect(code(tested: "2026-11-02") == .testedBeforeReceived)
        #expect(code(tested: "2026-11-06", received: "2026-11-07") == .testedBeforeReceived)
        #expect(code(tested: "2026-11-21") == .testedInFuture)
    }

    @Test("Goods are produced before they are bought and tested; the fault does not state the day of the purchase")
    func productionDay() throws {
        #expect(code(produced: "2026-11-03") == nil && code(produced: nil) == nil)
        #expect(code(produced: "2026-11-04") == .producedTooLate)
        #expect(code(produced: "2027-05-01") == .producedTooLate)
        let fault = try #require(IntakeSamples.fault(IntakeSamples.row(produced: "2026-11-04")))
        #expect(fault.field == "生产日期" && !fault.sentence.contains(IntakeSamples.sold.text))
    }

    @Test("An unknown sample, an unknown item and an unreadable value are different faults")
    func unknown() {
        #expect(IntakeSamples.fault(IntakeSamples.row(label: "S-0000-0000"))?.code == .unknownSample)
        #expect(IntakeSamples.fault(IntakeSamples.row("XX"))?.code == .unknownItem)
        #expect(IntakeSamples.fault(IntakeSamples.row("TX-HCHO", "二十"))?.code == .unreadableValue)
        #expect(IntakeSamples.fault(IntakeSamples.row(), IntakeSamples.facts(scope: .missing))?.code == .scopeMissing)
        var facts = IntakeSamples.facts()
        let other = IntakeDecision(
            [.row(IntakeSamples.row())], of: .init(), catalogue: ItemCatalogue([]), facts: &facts)
        #expect(other.faults[0]?.code == .withoutCriteria)
    }
}
