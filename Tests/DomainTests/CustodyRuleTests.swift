import Domain
import Testing

/// The steps of bought goods on their way to the laboratory.
struct CustodyRuleTests {
    private func decide(
        _ step: CustodyStep, _ number: String? = nil, reason: String? = nil,
        after known: [CustodyStep: CustodyRule.Known] = [:], pictures: Bool = true
    ) -> CustodyDecision {
        CustodyRule.decide(CustodyEntry(step: step, number: number, reason: reason), known: known, pictures: pictures)
    }

    private let unpacked: [CustodyStep: CustodyRule.Known] = [.unpacked: .init(version: 1, number: nil)]

    private var sealed: [CustodyStep: CustodyRule.Known] {
        unpacked.merging([.sealed: .init(version: 1, number: "F-1")]) { $1 }
    }

    @Test("A step follows the one before it")
    func order() {
        #expect(decide(.unpacked) == .record(version: 1))
        #expect(decide(.sealed, "F-1") == .refuse(.missing(.unpacked)))
        #expect(decide(.sent, "SF1", after: unpacked) == .refuse(.missing(.sealed)))
        #expect(decide(.sealed, "F-1", after: unpacked) == .record(version: 1))
        #expect(decide(.sent, "SF1", after: sealed) == .record(version: 1))
        #expect(CustodyRule.next(after: []) == .unpacked && CustodyRule.next(after: [.unpacked]) == .sealed)
        #expect(CustodyRule.next(after: Set(CustodyStep.allCases)) == nil)
    }

    @Test("A step needs a picture of its own, and its number")
    func particulars() {
        #expect(decide(.unpacked, pictures: false) == .refuse(.withoutEvidence(.unpacked)))
        #expect(decide(.sealed, after: unpacked) == .refuse(.withoutNumber(.sealed)))
        #expect(decide(.sent, after: sealed) == .refuse(.withoutNumber(.sent)))
    }

    @Test("The same again adds pictures; another number needs a reason and is a new version")
    func correction() {
        #expect(decide(.unpacked, after: unpacked) == .addEvidence)
        #expect(decide(.sealed, "F-1", after: sealed) == .addEvidence)
        #expect(decide(.sealed, "F-1", after: sealed, pictures: false) == .refuse(.withoutEvidence(.sealed)))
        #expect(decide(.sealed, "F-2", after: sealed) == .refuse(.differs(.sealed, known: "F-1")))
        #expect(decide(.sealed, "F-2", reason: "扫错", after: sealed, pictures: false) == .record(version: 2))
    }
}
