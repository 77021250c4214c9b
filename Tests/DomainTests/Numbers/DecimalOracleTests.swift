import Domain
import TestSupport
import Testing

/// Compares reading, rounding, ordering and conversion with Python's `decimal` and `fractions`, which share no code
/// with this project. `Fixtures/Oracle/decimal_cases.py` generates and answers 100,000 cases.
@Suite("Numbers against Python's decimal")
struct DecimalOracleTests {
    private static let cases = 100_000

    @Test("agree on 100,000 random cases", .timeLimit(.minutes(15)))
    func agree() async throws {
        let run = try await Program(named: "/usr/bin/python3", environment: ["PYTHONIOENCODING": "utf-8"]).run([
            Repository.root + "/Fixtures/Oracle/decimal_cases.py", "8170", String(Self.cases),
        ])
        try #require(run.status == 0, "\(run.error)")
        var counts: [String: Int] = [:]
        var differing: [String] = []
        for line in run.output.utf8.split(separator: UInt8(ascii: "\n")) {
            let fields = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
                .map { String(Substring($0)) }
            let oracle = OracleCase(operation: fields[0], arguments: Array(fields[1..<(fields.count - 1)]))
            counts[oracle.operation, default: 0] += 1
            let answer = oracle.answer ?? "-"
            if answer != fields[fields.count - 1] { differing.append("\(fields) but here \(answer)") }
        }
        #expect(differing.prefix(20) == [], "\(differing.count) differ")
        #expect(counts.values.reduce(0, +) == Self.cases)
        #expect(counts.count == 11 && counts.values.allSatisfy { $0 > 9_000 }, "\(counts)")
    }
}

/// One case of the oracle, and the answer of this project.
private struct OracleCase {
    let operation: String
    let arguments: [String]

    var answer: String? {
        switch operation {
        case "read": MeasuredValue(arguments[0]).numberText
        case "round_to_scale": number?.rounded(toScale: count).text
        case "round_to_unit": number?.rounded(toUnit: count)?.text
        case "round_to_significant": number?.rounded(toSignificantDigits: count).text
        case "round_to_interval": RoundingInterval(arguments[1]).flatMap { number?.rounded(to: $0) }?.text
        case "round_marked": marked
        case "compare": order
        case "limit": permitted
        case "convert": converted?.reduced.text
        case "add": other.flatMap { number?.plus($0) }?.reduced.text
        case "multiply": other.flatMap { number?.times($0) }?.reduced.text
        default: "no such operation"
        }
    }

    private var number: FixedDecimal? {
        FixedDecimal(arguments[0])
    }

    private var other: FixedDecimal? {
        FixedDecimal(arguments[1])
    }

    private var count: Int {
        Int(arguments[1]) ?? 0
    }

    private var marked: String? {
        guard case .rounded(let number) = MeasuredValue(arguments[0]) else { return nil }
        return number.rounded(toScale: count).text
    }

    private var order: String? {
        guard let number, let other else { return nil }
        if number == other { return number.hashValue == other.hashValue ? "0" : "equal, but with different hashes" }
        return number < other ? "-1" : "1"
    }

    private var permitted: String? {
        func bound(_ index: Int) -> Limit.Bound? {
            FixedDecimal(arguments[index]).map { .init($0, inclusive: arguments[index + 1] == "1") }
        }
        guard let comparison = Limit.Comparison(rawValue: arguments[1]) else { return nil }
        let limit = Limit(lower: bound(2), upper: bound(4), comparison: comparison)
        return limit.permits(arguments[0]).map { $0 ? "1" : "0" }
    }

    private var converted: FixedDecimal? {
        number?.converted(from: UnitOfMeasure(arguments[1]), to: UnitOfMeasure(arguments[2]))
    }
}
