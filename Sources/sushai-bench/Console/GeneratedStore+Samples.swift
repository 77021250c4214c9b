internal import Domain
internal import Rulebook
internal import Store
internal import Workers

/// A sample that was bought.
struct GeneratedSample: Sendable {
    let label: String
    let goods: GeneratedGoods
    let laboratory: String
    let boughtOn: CalendarDay
}

/// Laboratories, runs, purchases and reports.
extension GeneratedStore {
    func setLaboratories() async throws {
        let codes = Set(goods.flatMap { $0.criteria.editions.flatMap(\.items).map(\.code) }).sorted()
        for (place, name) in Self.laboratories.enumerated() {
            let details = LaboratoryDetails(title: "虚构第\(place + 1)检验检测中心", address: "浙江省虚构路\(place + 1)号")
            try await store.setLaboratory(name, details: details, by: .operator)
            _ = try await store.setScope(of: name, codes.map { .init(.item, $0) }, by: .operator)
        }
    }

    /// Draws five runs, buys `count` samples of them and leaves some tasks open.
    func buy(_ count: Int) async throws -> [GeneratedSample] {
        let known = Dictionary(uniqueKeysWithValues: goods.map { ($0.product, $0) })
        let products = goods.map(\.product)
        for run in 0..<5 {
            let quotas = products.enumerated().filter { $0.offset % 5 == run }.map { ($0.element, count) }
            // The first products have more flagged listings than are wanted; the quota of a run bounds them.
            let most = count * 11 / 10 / 5 / max(1, quotas.count) + count / 40
            try await draw("2026-09-\(run + 1)", quotas.map { ($0.0, most) })
        }
        let tasks = try await store.purchaseTasks(openOnly: true, limit: count * 2)
        var made: [GeneratedSample] = []
        for (place, task) in tasks.enumerated() {
            guard let one = known[task.product] else { continue }
            guard made.count < count else {
                // Some of the rest cannot be bought.
                if place % 10 == 0 { try await store.cancelTask(task.id, reason: "商品已下架", by: .operator) }
                continue
            }
            made.append(try await buy(task, place, one))
        }
        _ = try await store.openSamplingRun(
            SamplingPlan(name: "2026-11-A", quotas: [products[0]: 100], budget: Fen(1_000_000)), by: .operator)
        return made
    }

    private func draw(_ name: String, _ quotas: [(String, Int)]) async throws {
        let plan = SamplingPlan(
            name: name, quotas: Dictionary(uniqueKeysWithValues: quotas), budget: Fen(100_000_000_000))
        let run = try await store.openSamplingRun(plan, by: .operator)
        time.advance(seconds: 3600)
        let outcome = Draw.execute(run.plan, frame: run.frame, seed: "2026 07 09 14")
        try await store.recordDraw(run: run.id, seed: "2026 07 09 14", outcome: outcome, by: .operator)
    }

    private func buy(_ task: PurchaseTaskRow, _ place: Int, _ goods: GeneratedGoods) async throws -> GeneratedSample {
        var chance = StableRandom(of: place, 7)
        let laboratory = Self.laboratories[min(chance.next(6), chance.next(6))]
        let file = try evidence("order", place)
        let today = time.now.day()
        let record = PurchaseRecord(
            orderNumber: "order-\(place)", paid: task.price.lower, purchasedOn: today,
            sellerName: "虚构\(chance.next(8_000))号贸易有限公司", sellerRegion: chance.one(of: Self.regions),
            evidence: [file.hash], laboratory: laboratory)
        let bought = try await store.recordPurchase(
            task: task.id, record, evidence: [file], by: .holder(.buyer, name: "buyer-\(place % 9)"))
        if chance.next(25) > 0 {
            try await store.recordSampleReceipt(
                label: bought.label, of: laboratory, on: today, by: .laboratory(laboratory))
        }
        time.advance(seconds: 40)
        return GeneratedSample(label: bought.label, goods: goods, laboratory: laboratory, boughtOn: today)
    }

    /// Nine of ten samples are reported. In the last files of LAB-01 the reports wait for its reviewer.
    func report(_ samples: [GeneratedSample]) async throws {
        for laboratory in Self.laboratories {
            let own = samples.filter { $0.laboratory == laboratory }
            let files = stride(from: 0, to: own.count * 9 / 10, by: 100).map {
                own[$0..<min($0 + 100, own.count * 9 / 10)]
            }
            for (place, file) in files.enumerated() {
                if laboratory == Self.laboratories[0], place == files.count * 4 / 5 {
                    try await store.setLaboratory(laboratory, fourEyes: true, by: .operator)
                }
                let text = Self.file(Array(file), laboratory, place, on: time.now.day())
                _ = try await Intake(context).run(
                    .init(
                        bytes: Array(text.utf8), form: .csv, laboratory: laboratory, name: "\(laboratory)-\(place).csv",
                        uploader: .holder(.laboratory, name: laboratory, person: "analyst-a")))
                time.advance(seconds: 1800)
            }
        }
    }

    /// One report for each sample. One of thirteen fails, one of sixty cannot be judged, and one of fifty has an unknown
    /// item and is held.
    private static func file(
        _ samples: [GeneratedSample], _ laboratory: String, _ place: Int, on day: CalendarDay
    ) -> String {
        var text = "报告编号,样品标签,检测日期,生产日期,标称,检测项目,检测值,单位,检出限,样品序号\n"
        for (ordinal, sample) in samples.enumerated() {
            let number = place * 100 + ordinal
            var results = sample.goods.meets
            if number % 13 == 0 { results = sample.goods.fails[number / 13 % sample.goods.fails.count].results }
            if number % 60 == 1 { results.removeLast() }
            let head = "R-\(laboratory)-\(number),\(sample.label),\(day.text),\(JudgingDays.produced.text)"
            for (row, result) in results.enumerated() {
                let item = number % 50 == 2 && row == 0 ? "NO-SUCH-ITEM" : result.item
                text += "\(head),\(sample.goods.declared),\(item),\(result.value),\(result.unit),,\(result.specimen)\n"
            }
        }
        return text
    }
}
