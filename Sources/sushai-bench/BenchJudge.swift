internal import ArgumentParser
internal import Domain
internal import Rulebook

/// Judges the results of a file against the shipped criteria: in memory, on one thread, sample by sample, as the intake
/// of a report does. Reading the file and the criteria is not timed.
///
/// With `--write` it writes that file, and the same limits as a table for the other programs of the comparison.
struct BenchJudge: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "judge", abstract: "Judge the results of a file in memory.")

    @Argument(help: "A folder with results.tsv.")
    var folder: String

    @Option(help: "Instead of judging, write limits.tsv and results.tsv with about this number of results.")
    var write: Int?

    @Option(help: "Number of times to judge all results.")
    var times = 1

    func run() async throws {
        let rules = try Bench.rules()
        if let write {
            let work = JudgingWork(rules.criteria.values.sorted { $0.product < $1.product }, results: write)
            try Bench.write(work.results, to: folder + "/results.tsv")
            try Bench.write(work.limits, to: folder + "/limits.tsv")
            return
        }
        let text = try Bench.text(folder + "/results.tsv")
        let criteria = rules.criteria.values.sorted { $0.product < $1.product }
        let products = Dictionary(uniqueKeysWithValues: criteria.enumerated().map { ($1.product, $0) })
        let samples = try JudgingSample.read(text, products)
        VerdictCounts.of(samples, by: criteria.map(SampleJudge.init), times: times).show(bytes: text.utf8.count)
    }
}

/// One sample of the file, as it is in memory before it is judged.
struct JudgingSample: Sendable {
    static let columns = "sample\tproduct\tclass\titem\tspecimen\tvalue\tunit\tdetectionLimit"

    /// The index of its product's judge.
    let product: Int
    let report: ReportSubmission

    /// Adjacent lines with the same number are one sample.
    ///
    /// - Parameter products: the index of each product's judge.
    static func read(_ text: String, _ products: [String: Int]) throws -> [JudgingSample] {
        var samples: [JudgingSample] = []
        var results: [ItemResult] = []
        var current: [Substring] = []
        func close() throws {
            guard !current.isEmpty else { return }
            guard let product = products[String(current[1])] else {
                throw ValidationError("results.tsv: there are no criteria for \(current[1])")
            }
            samples.append(
                JudgingSample(
                    product: product,
                    report: JudgingDays.report(String(current[0]), declared(current[2]), results)))
            results = []
        }
        for (number, line) in text.split(separator: "\n").enumerated().dropFirst() {
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
            guard fields.count == 8, let specimen = Int(fields[4]) else {
                throw ValidationError("results.tsv, line \(number + 1): 8 columns are needed, the fifth a number")
            }
            if let sample = current.first, sample != fields[0] { try close() }
            current = fields
            results.append(
                ItemResult(
                    item: String(fields[3]), specimen: specimen, value: String(fields[5]), unit: String(fields[6]),
                    detectionLimit: fields[7].isEmpty ? nil : String(fields[7])))
        }
        try close()
        return samples
    }

    /// `variant=B,material=wool`.
    private static func declared(_ text: Substring) -> [String: String] {
        var declared: [String: String] = [:]
        for pair in text.split(separator: ",") {
            let parts = pair.split(separator: "=", maxSplits: 1)
            if parts.count == 2 { declared[String(parts[0])] = String(parts[1]) }
        }
        return declared
    }
}

/// The purchase and production days of all samples. They select the editions.
enum JudgingDays {
    static let produced = CalendarDay(daysSince1970: 20_700)
    static let sold = CalendarDay(daysSince1970: 20_759)

    static func report(_ number: String, _ declared: [String: String], _ results: [ItemResult]) -> ReportSubmission {
        ReportSubmission(
            number: number, sampleLabel: number, testedOn: sold, producedOn: produced, declared: declared,
            results: results)
    }
}

struct VerdictCounts {
    let seconds: Double
    private(set) var rows = 0
    private(set) var meets = 0
    private(set) var fails = 0
    private(set) var cannotJudge = 0

    static func of(_ samples: [JudgingSample], by judges: [SampleJudge], times: Int) -> VerdictCounts {
        var judges = judges
        var conclusions: [Conclusion] = []
        conclusions.reserveCapacity(samples.count)
        let begun = ContinuousClock.now
        for turn in 0..<max(1, times) {
            if turn > 0 { conclusions.removeAll(keepingCapacity: true) }
            for place in samples.indices {
                conclusions.append(
                    judges[samples[place].product].judge(samples[place].report, soldOn: JudgingDays.sold))
            }
        }
        var counts = VerdictCounts(seconds: begun.duration(to: .now) / .seconds(1) / Double(max(1, times)))
        for conclusion in conclusions {
            for judgement in conclusion.items where judgement.isReported {
                counts.rows += 1
                switch judgement.verdict {
                case .meets: counts.meets += 1
                case .fails: counts.fails += 1
                case .cannotJudge: counts.cannotJudge += 1
                }
            }
        }
        return counts
    }

    private init(seconds: Double) {
        self.seconds = seconds
    }

    func show(bytes: Int) {
        print(
            "{\"seconds\":\(seconds),\"bytes\":\(bytes),\"rows\":\(rows),\"meets\":\(meets),\"fails\":\(fails),"
                + "\"cannotJudge\":\(cannotJudge)}")
    }
}
