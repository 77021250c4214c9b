internal import Domain

/// An axis of time.
struct TimeScale: Sendable {
    private let from: Int64
    private let until: Int64

    init(from: Timestamp, until: Timestamp) {
        self.from = from.milliseconds
        // A single moment still has a place on the axis.
        self.until = max(until.milliseconds, from.milliseconds + 86_400_000)
    }

    /// The place in percent of the axis.
    func place(_ moment: Timestamp) -> Double {
        Double(moment.milliseconds - from) / Double(until - from) * 100
    }

    /// Up to five days along the axis, each with its place.
    func days(now: Timestamp) -> [(x: Double, word: String)] {
        let first = Timestamp(milliseconds: from).day().daysSince1970
        let last = Timestamp(milliseconds: until).day().daysSince1970
        let step = max(1, (last - first + 3) / 4)
        var days: [(x: Double, word: String)] = []
        for number in stride(from: first, through: last, by: Int(step)) {
            let start = CalendarDay(daysSince1970: number).start()
            // The first day usually began before the axis, and its word stands at the beginning.
            let x = max(0, place(start))
            guard x <= 100, days.last.map({ x - $0.x >= 14 }) ?? true else { continue }
            days.append((x, String(Shown.short(start, now: now).prefix { $0 != " " })))
        }
        return days
    }

    /// Draws the axis with its days below it.
    func draw(on svg: inout SVG, y: Double, now: Timestamp) {
        svg.line((0, y), (100, y), SVG.edge)
        for day in days(now: now) {
            svg.text(day.word, x: day.x, y: y + 16, day.x < 4 ? .start : day.x > 90 ? .end : .middle)
        }
    }
}
