import Domain
import Testing

struct FieldWatchTests {
    private func tally(_ records: Int64, _ change: (inout FieldTally) -> Void) -> FieldTally {
        var tally = FieldTally()
        tally.records = records
        change(&tally)
        return tally
    }

    @Test("Loss 3: unreadable and refused values count like missing values")
    func fields() {
        let unreadable = tally(40) { $0.fields[.sales, default: .init()].unreadable = 40 }
        #expect(FieldWatch().findings(in: unreadable).map(\.field) == [.sales])
        let both = tally(100) {
            $0.fields[.price, default: .init()].missing = 15
            $0.fields[.price, default: .init()].unreadable = 6
        }
        #expect(FieldWatch().findings(in: both).map(\.field) == [.price])
        #expect(FieldWatch(percentMissing: [.price: 21]).findings(in: both).isEmpty)
        let ids = tally(100) { $0.fields[.item, default: .init()].missing = 90 }
        #expect(FieldWatch().findings(in: ids).map(\.field) == [.item])
    }

    @Test("Loss 3: the share of refused records has a limit of its own; a few records of a small pull do not exceed it")
    func refused() {
        func findings(_ refused: Int64, of records: Int64, _ watch: FieldWatch = FieldWatch()) -> Int {
            watch.findings(in: tally(records) { $0.refused.unreadable = refused }).count
        }
        #expect(findings(20, of: 100) == 0)
        #expect(findings(21, of: 100) == 1)
        #expect(findings(6, of: 100, FieldWatch(percentRefused: 5)) == 1)
        #expect(findings(4, of: 6) == 0)
        #expect(findings(5, of: 6) == 1)
        #expect(findings(2, of: 2) == 1)
        #expect(findings(0, of: 0) == 0)
    }

    @Test("Loss 3: the reason names the field, how many of how many, and at most three visible examples")
    func wording() {
        let faults = tally(100) { tally in
            tally.fields[.sales, default: .init()].missing = 10
            tally.fields[.sales, default: .init()].unreadable = 30
            for text in ["面议", "面议", "a\u{202E}b", "很多", "第四个"] { tally.fields[.sales]?.add(example: text) }
        }
        let reason = AlertWording.fieldsMissing(
            crawler: "sample-feed", pull: 7, findings: FieldWatch().findings(in: faults))
        #expect(reason.contains("sales缺或无法读取40%（100条中缺10条，无法读取30条，例如“面议”、“a〔U+202E〕b”、“很多”）"))
    }
}
