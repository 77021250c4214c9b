internal import ArgumentParser
internal import Domain
internal import Rulebook
internal import Store
internal import Workers

/// Imports a laboratory's CSV like `lab import`: reads, decides, judges and stores it durably. Samples and file are
/// made before the clock starts. The database is a new file, deleted at the end.
struct BenchIntake: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "intake",
        abstract: "Import a laboratory file: read, judge and store it.")

    private static let laboratory = "LAB-BENCH"

    @Option(help: "Number of rows of the file.")
    var rows = 100_000
    @Option(help: "Number of samples. Each has one report.")
    var samples = 1000
    @Option(help: "The product of the samples.")
    var product = "toys"
    @Option(help: "Keep database and file in this folder, which must not exist yet.")
    var keep: String?

    func run() async throws {
        guard samples > 0, rows >= samples else {
            throw ValidationError("--rows must be at least --samples, and --samples at least 1")
        }
        let rules = try Bench.rules()
        guard let criteria = rules.criteria[product], let crawler = rules.crawlers.values.first else {
            throw ValidationError("there are no criteria for \(product), or no crawler")
        }
        let (store, folder) = try Bench.openStore(keep)
        defer { if keep == nil { Bench.remove(folder) } }
        let labels = try await samples(in: store, crawler)
        let items = Set(criteria.editions.flatMap(\.items).map(\.code)).sorted()
        _ = try await store.setScope(of: Self.laboratory, items.map { .init(.item, $0) }, by: .operator)
        let text = file(labels, criteria, on: Bench.clock.now().day())
        if keep != nil { try Bench.write(text, to: folder + "/file.csv") }
        let context = AppContext(store: store, rulebook: rules, environment: Bench.environment)
        let begun = ContinuousClock.now
        let intake = try await Intake(context).run(
            .init(bytes: Array(text.utf8), form: .csv, laboratory: Self.laboratory, name: "bench", uploader: .operator))
        let seconds = begun.duration(to: .now) / .seconds(1)
        guard intake.upload.taken == rows else {
            throw ValidationError("\(intake.upload.taken) of \(rows) rows were filed")
        }
        Measurement(seconds: seconds, bytes: text.utf8.count, rows: rows).show()
    }

    /// Samples that were flagged, drawn, bought and sent to the laboratory.
    private func samples(in store: Store, _ crawler: Crawler) async throws -> [String] {
        let listings = (0..<samples).map { index in
            Listing(
                key: ListingKey(platform: crawler.platform, item: "bench-\(index)"), title: "bench",
                price: PriceRange(Fen(100)))
        }
        let pull = try await store.openPull(crawler, slot: store.clock.now()).id
        _ = try await store.recordPage(
            PageContent(
                query: "", page: 1, contentHash: Digest.sha256("bench"), listings: listings.map { ($0, product) },
                quarantined: [], statedTotal: nil, isLast: true), pull: pull)
        try await store.completePull(pull)
        let flag = Flag(kind: .lowPrice, figures: ["price": "1.00"], reason: "bench", counterfactual: "bench")
        let head = try await store.screeningHead(pull: pull)
        var numbers: [Int64] = []
        for slice in head.slices { numbers += try await store.screeningSlice(slice, of: head).places.map(\.listing) }
        try await store.recordScreening(
            pull: pull, flags: numbers.map { ($0, product, [flag]) },
            rules: [product: RuleReference(file: "bench", hash: Digest.sha256("bench"))], cellsWithoutBaseline: [])
        let plan = SamplingPlan(name: "bench", quotas: [product: samples], budget: Fen(Int64(samples) * 100))
        let run = try await store.openSamplingRun(plan, by: .operator)
        let drawn = Draw.execute(run.plan, frame: run.frame, seed: "bench")
        try await store.recordDraw(run: run.id, seed: "bench", outcome: drawn, by: .operator)
        let evidence = try store.evidence.admit(Array("bench".utf8))
        var labels: [String] = []
        for task in try await store.purchaseTasks(openOnly: true, limit: samples) {
            let record = PurchaseRecord(
                orderNumber: "bench-\(task.id)", paid: Fen(100), purchasedOn: store.clock.now().day(),
                sellerName: "bench", sellerRegion: .zhejiang, evidence: [evidence.hash], laboratory: Self.laboratory)
            labels.append(
                try await store.recordPurchase(task: task.id, record, evidence: [evidence], by: .operator).label)
        }
        return labels
    }

    /// A file with every item of the latest edition in turn, specimen after specimen.
    private func file(_ labels: [String], _ criteria: ProductCriteria, on day: CalendarDay) -> String {
        let items = criteria.editions.last?.items ?? []
        let declared =
            criteria.editions.last?.declarations(of: criteria).first
            .map { "\($0.name)=\($0.values.first?.code ?? "100")" } ?? ""
        var text = "报告编号,样品标签,检测日期,生产日期,标称,检测项目,检测值,单位,检出限,样品序号\n"
        for (index, label) in labels.enumerated() {
            let count = rows / labels.count + (index < rows % labels.count ? 1 : 0)
            for row in 0..<count {
                let item = items[row % items.count]
                let value = item.requirement == .passFail ? "合格" : "1.25"
                text += "B-\(index),\(label),\(day.text),\(day.text),\(declared),\(item.code),\(value),\(item.unit),,"
                text += "\(row / items.count + 1)\n"
            }
        }
        return text
    }
}
