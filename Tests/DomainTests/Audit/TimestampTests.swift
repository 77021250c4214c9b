import Domain
import Testing

@Suite("A timestamp")
struct TimestampTests {
    @Test(
        "is read from RFC 3339 in any zone",
        arguments: [
            ("1970-01-01T00:00:00Z", 0), ("2026-11-02T00:00:00Z", 1_793_577_600_000),
            ("2026-11-02T08:00:00+08:00", 1_793_577_600_000), ("2026-11-01T19:00:00-05:00", 1_793_577_600_000),
            ("2026-11-02T05:45:00+05:45", 1_793_577_600_000), ("2026-11-02 08:00:00+08:00", 1_793_577_600_000),
            ("2026-11-02T00:00:00.5Z", 1_793_577_600_500), ("2026-11-02T00:00:00.05Z", 1_793_577_600_050),
            ("2026-11-02T00:00:00.123456789Z", 1_793_577_600_123), ("2026-11-02T00:00:00.9999Z", 1_793_577_600_999),
            ("1969-12-31T23:59:59.999Z", -1), ("1969-12-31T16:00:00-08:00", 0),
            ("2026-11-02T00:00:00-00:00", 1_793_577_600_000),
        ] as [(String, Int64)])
    func reads(_ text: String, milliseconds: Int64) {
        #expect(Timestamp(rfc3339: text)?.milliseconds == milliseconds)
    }

    @Test(
        "is refused without a zone, or in any other form",
        arguments: [
            "", "2026-11-02", "2026-11-02T08:00:00", "2026-11-02T08:00:00.000", "2026-11-02T08:00Z",
            "2026-11-02T08:00:00.Z",
            "2026-11-02T24:00:00Z", "2026-11-02T08:60:00Z", "2026-11-02T08:00:60Z", "2026-02-30T08:00:00Z",
            "2026-11-02T08:00:00+8:00", "2026-11-02T08:00:00+0800", "2026-11-02T08:00:00+24:00",
            "2026-11-02T08:00:00+08:60",
            "2026-11-02T08:00:00 +08:00", "2026-11-02T08:00:00ZZ", "2026-11-02T08:00:00Z ", "2026-11-02X08:00:00Z",
            "2026-11-02T08-00-00Z", "2026-11-02T-8:00:00Z", "2026-11-02T08:00:00.1234567890Z", "2026-11-02T08:00:00,5Z",
            "2026-11-02T08:00:00CST", "２026-11-02T08:00:00Z",
        ])
    func refuses(_ text: String) {
        #expect(Timestamp(rfc3339: text) == nil)
    }

    @Test("its text is read back as the same timestamp, also before 1970")
    func roundTrip() {
        var generator = SeededGenerator(seed: 18)
        for _ in 0..<5_000 {
            let moment = Timestamp(milliseconds: .random(in: -2_500_000_000_000...4_400_000_000_000, using: &generator))
            #expect(Timestamp(rfc3339: moment.utc) == moment, "\(moment.utc)")
            #expect(moment.utc.utf8.count == 24)
        }
    }

    @Test("hour, minute and second agree with simple counting")
    func againstCounting() throws {
        var seconds: Int64 = 0
        for hour in 0..<24 {
            for minute in 0..<60 {
                let text = "1970-01-01T\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute):00.000Z"
                try #require(Timestamp(milliseconds: seconds * 1000).utc == text)
                seconds += 60
            }
        }
    }

    @Test("is shown in the given zone; China by default")
    func zones() {
        let evening = moment("2026-11-01T17:30:00Z")
        #expect(evening.clockText() == "2026-11-02 01:30:00")
        #expect(evening.clockText(.utc) == "2026-11-01 17:30:00")
        #expect(evening.day() == day("2026-11-02"))
        #expect(evening.day(in: .utc) == day("2026-11-01"))
        #expect(Zone.china.name == "Asia/Shanghai")
        #expect(Zone.utc.name == "UTC")
    }

    @Test("belongs to the day that begins at midnight in China")
    func dayBoundary() {
        #expect(moment("2026-11-01T15:59:59.999Z").day() == day("2026-11-01"))
        #expect(moment("2026-11-01T16:00:00Z").day() == day("2026-11-02"))
        #expect(moment("1969-12-31T15:59:59.999Z").day() == day("1969-12-31"))
    }

    @Test("seconds can be added")
    func adding() {
        #expect(moment("2026-12-31T23:59:59Z").adding(seconds: 1) == moment("2027-01-01T00:00:00Z"))
        #expect(moment("2027-01-01T00:00:00Z").adding(seconds: -1) < moment("2027-01-01T00:00:00Z"))
    }
}
