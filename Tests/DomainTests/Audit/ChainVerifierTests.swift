import Domain
import Testing

@Suite("The chain of events")
struct ChainVerifierTests {
    private static let rows: [ChainedEvent] = {
        var rows: [ChainedEvent] = []
        for number in 1...5 {
            let event = Event(
                actor: .holder(.officer, name: "wang"), kind: .takedownConfirmed, subject: "takedown:\(number)",
                details: ["basis": "《电子商务法》第二十九条", "note": "\"\(number)\""])
            rows.append(
                ChainedEvent(
                    event, sequence: Int64(number), at: Timestamp(milliseconds: Int64(number) * 1000),
                    previousHash: rows.last?.hash ?? ChainedEvent.genesis))
        }
        return rows
    }()

    private func fault(_ rows: [ChainedEvent]) -> ChainVerifier.Fault? {
        var verifier = ChainVerifier()
        for row in rows { verifier.check(row) }
        return verifier.fault
    }

    @Test("an untouched chain is whole, and its head is the last hash")
    func whole() {
        var verifier = ChainVerifier()
        for row in Self.rows { verifier.check(row) }
        #expect(verifier.fault == nil)
        #expect(verifier.count == 5)
        #expect(verifier.head == Self.rows[4].hash)
    }

    @Test("an empty chain is whole and its head is 64 zeros")
    func empty() {
        #expect(fault([]) == nil)
        #expect(ChainVerifier().head == ChainedEvent.genesis)
        #expect(ChainedEvent.genesis.utf8.count == 64)
    }

    /// A change of one field of a stored row. The other fields keep their values.
    enum Change: CaseIterable, Sendable {
        case sequence, at, actor, kind, subject, details, previousHash, hash

        func apply(to row: ChainedEvent) -> ChainedEvent {
            ChainedEvent(
                sequence: row.sequence + (self == .sequence ? 1 : 0),
                at: self == .at ? Timestamp(milliseconds: row.at.milliseconds + 1) : row.at,
                actor: row.actor + (self == .actor ? "x" : ""),
                kind: row.kind + (self == .kind ? "x" : ""),
                subject: row.subject + (self == .subject ? "x" : ""),
                detailsJSON: self == .details ? "{}" : row.detailsJSON,
                previousHash: self == .previousHash ? Digest.sha256("x") : row.previousHash,
                hash: self == .hash ? Digest.sha256("x") : row.hash)
        }
    }

    @Test("a change of any single field is found in the changed row", arguments: Change.allCases, 0..<5)
    func changedField(_ change: Change, index: Int) {
        var rows = Self.rows
        rows[index] = change.apply(to: rows[index])
        #expect(fault(rows)?.sequence == Int64(index + 1))
    }

    @Test("if a row is rewritten with a matching hash, the row after it is reported", arguments: 0..<4)
    func rewrittenRow(_ index: Int) {
        var rows = Self.rows
        let row = rows[index]
        rows[index] = ChainedEvent(
            Event(actor: .holder(.officer, name: "li"), kind: .takedownConfirmed, subject: row.subject),
            sequence: row.sequence, at: row.at,
            previousHash: row.previousHash)
        #expect(fault(rows)?.sequence == Int64(index + 2))
        #expect(fault(rows)?.reason == "its previous hash is not the hash of the row before it")
    }

    @Test("a missing row is found", arguments: 0..<4)
    func gap(_ index: Int) {
        var rows = Self.rows
        rows.remove(at: index)
        #expect(fault(rows)?.sequence == Int64(index + 1))
        #expect(fault(rows)?.reason == "row \(index + 1) is missing; the next row is \(index + 2)")
    }

    @Test("two swapped rows are found", arguments: 0..<4)
    func swapped(_ index: Int) {
        var rows = Self.rows
        rows.swapAt(index, index + 1)
        #expect(fault(rows)?.sequence == Int64(index + 1))
    }

    @Test("a repeated row is found")
    func repeated() {
        #expect(fault(Self.rows + [Self.rows[4]])?.sequence == 6)
    }

    @Test("if the last row is removed, count and head change")
    func cutOff() {
        var verifier = ChainVerifier()
        for row in Self.rows.dropLast() { verifier.check(row) }
        #expect(verifier.fault == nil)
        #expect(verifier.count == 4)
        #expect(verifier.head != Self.rows[4].hash)
    }

    @Test("later rows do not change the first fault")
    func firstFaultStays() {
        let broken = Self.rows.enumerated().map { $0 == 1 || $0 == 3 ? Change.actor.apply(to: $1) : $1 }
        #expect(fault(broken)?.sequence == 2)
    }

    @Test("the hash is SHA-256 over the fields, each with its length")
    func hashRule() {
        let row = Self.rows[1]
        let fields = [
            "2", "2000", "officer:wang", "takedown.confirmed", "takedown:2",
            #"{"basis":"《电子商务法》第二十九条","note":"\"2\""}"#, Self.rows[0].hash,
        ]
        #expect(row.hash == Digest.sha256(fields.map { "\($0.utf8.count):\($0)" }.joined()))
    }
}
