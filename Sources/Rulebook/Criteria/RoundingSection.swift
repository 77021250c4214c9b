internal import Domain

/// How the numbers of an item are compared with its limits: the keys `comparison` and `roundTo`.
struct Compared {
    let comparison: Limit.Comparison
    let rounding: ResultRounding?
}

/// `roundTo: {interval: "0.5"}`, `roundTo: {significantDigits: 3}`.
enum RoundingSection {
    static func read(_ value: Value) -> ResultRounding? {
        guard let mapping = value.mapping else { return nil }
        let interval = mapping.optional("interval")
        let digits = mapping.optional("significantDigits")
        let step = interval.flatMap(step)
        let count = digits?.integer
        mapping.finish()
        guard (interval == nil) != (digits == nil) else {
            value.report("write either interval or significantDigits")
            return nil
        }
        if let digits, let count, !(1...15).contains(count) {
            digits.report("expected 1 to 15 significant digits")
            return nil
        }
        return step.map { .interval($0) } ?? count.map { .significantDigits($0) }
    }

    private static func step(_ value: Value) -> RoundingInterval? {
        guard let number = value.positiveDecimal else { return nil }
        guard let interval = RoundingInterval(number.text) else {
            value.report("\(number.text) is no rounding interval: write 1, 2 or 5 times a power of ten (GB/T 8170)")
            return nil
        }
        return interval
    }
}
