import Domain
import Foundation

/// One report on a filled form, and the verdict that it must give.
struct FilledReport {
    struct Result {
        let item: String
        let value: String
        /// Nil: the unit of the form.
        var unit: String?
        var reason = ""
        var specimens = 1
    }

    let number: String
    let declared: String
    let results: [Result]
    /// The item that fails; nil if none does.
    var failing: TestItem?
    var verdict = Verdict.fails
    var hazard: HazardClass?
    /// Items that the conclusion lists as 未经核实.
    var listed: [TestItem] = []
}

/// The reports on one edition: samples of each class whose items all meet, and for each item a sample that fails by it.
struct FilledForms {
    let criteria: ProductCriteria
    let edition: CriteriaEdition
    private let samples: [DeclaredSample]

    init(_ criteria: ProductCriteria, _ edition: CriteriaEdition) {
        self.criteria = criteria
        self.edition = edition
        samples = DeclaredSample.all(criteria, edition)
    }

    /// A sample to which no item applies has no report.
    var reports: [FilledReport] {
        let passing = samples.enumerated().map { meeting($1, "OK-\($0 + 1)") }
        let all: [FilledReport] = passing + stated + edition.items.compactMap(failing)
        return all.filter { !$0.results.isEmpty }
    }

    /// The day on which the goods were made, and the day on which they were bought and tested.
    var days: (produced: CalendarDay, sold: CalendarDay)? {
        guard let period = edition.periods.first, let usual = CalendarDay(text: "2026-05-20") else { return nil }
        let produced = period.produced.from ?? period.produced.until ?? usual
        return (produced, max(produced, period.sold.from ?? produced))
    }

    // MARK: Reports

    private func meeting(_ sample: DeclaredSample, _ number: String) -> FilledReport {
        let (held, listed) = unverified(sample)
        return FilledReport(
            number: number, declared: sample.text, results: results(sample),
            verdict: held || decisive(sample).isEmpty ? .cannotJudge : .meets, listed: listed)
    }

    /// A report in which every item that the laboratory may leave out is stated to be 不适用.
    private var stated: [FilledReport] {
        guard let sample = samples.first else { return [] }
        let free = edition.items.filter { $0.rules.allowsNotApplicable && !isAppliedByDeclarations($0) }
        guard !free.isEmpty else { return [] }
        let codes = Set(free.map(\.code))
        let others = results(sample).filter { !codes.contains($0.item) }
        let mine = free.map { FilledReport.Result(item: $0.code, value: "不适用", reason: "样品没有该部位") }
        let (held, listed) = unverified(sample, besides: codes)
        let left = decisive(sample).contains { !codes.contains($0.code) }
        return [
            FilledReport(
                number: "NA-1", declared: sample.text, results: others + mine,
                verdict: held || !left ? .cannotJudge : .meets, listed: listed)
        ]
    }

    private func isAppliedByDeclarations(_ item: TestItem) -> Bool {
        guard item.rules.appliesTo.isEmpty else { return true }
        guard case .byClass(let cases) = item.requirement else { return false }
        return cases.contains { $0.demand == .notApplicable }
    }

    /// The first sample in which `item` decides, with a failing result of it.
    private func failing(_ item: TestItem) -> FilledReport? {
        guard let sample = samples.first(where: { decisive($0).contains(item) }) else { return nil }
        let wrong = wrong(item, sample)
        guard !wrong.isEmpty else { return nil }
        let codes = Set(wrong.map(\.item))
        var isMultiple = false
        if case .limit(let limit) = sample.wanted(item).demand {
            isMultiple = LimitValues(limit, item).isMultiple(wrong[0].value, of: item.escalation)
        }
        return FilledReport(
            number: "F-" + item.code, declared: sample.text,
            results: results(sample).filter { !codes.contains($0.item) } + wrong, failing: item,
            hazard: item.hazard == .serious || isMultiple ? .serious : .general)
    }

    // MARK: Expectations

    private var members: Set<String> {
        edition.items.reduce(into: []) { if case .anyOf(let codes) = $1.requirement { $0.formUnion(codes) } }
    }

    /// The items by which the sample is judged.
    private func decisive(_ sample: DeclaredSample) -> [TestItem] {
        let members = members
        return edition.items.filter { item in
            guard !members.contains(item.code) else { return false }
            let wanted = sample.wanted(item)
            switch wanted.demand {
            case .none, .part, .open: return false
            case .anyOf(let ways): return wanted.isUsable && ways.contains { isWay($0, sample) }
            default: return wanted.isUsable
            }
        }
    }

    private func isWay(_ item: TestItem, _ sample: DeclaredSample) -> Bool {
        let wanted = sample.wanted(item)
        if case .none = wanted.demand { return false }
        return wanted.isUsable
    }

    /// Whether an unverified or missing requirement makes the sample undecided, and the items that are only listed.
    private func unverified(
        _ sample: DeclaredSample, besides stated: Set<String> = []
    ) -> (held: Bool, listed: [TestItem]) {
        let decided = Set(decisive(sample).map(\.code)).union(stated)
        let members = members
        var held = false
        var listed: [TestItem] = []
        for item in edition.items where !decided.contains(item.code) && !members.contains(item.code) {
            let wanted = sample.wanted(item)
            switch wanted.demand {
            case .none, .part: continue
            default: if wanted.isUsable || item.blocksWhenUnverified { held = true } else { listed.append(item) }
            }
        }
        return (held, listed)
    }

    // MARK: Results

    /// A passing result for each item that applies. Sums are left blank, so that they are calculated.
    private func results(_ sample: DeclaredSample) -> [FilledReport.Result] {
        edition.items.flatMap { item -> [FilledReport.Result] in
            switch sample.wanted(item).demand {
            case .none, .part, .anyOf: return []
            case .open, .passFail: return one(item, "合格")
            case .limit(let limit): return one(item, LimitValues(limit, item).passing)
            case .grade(let grade): return one(item, grade.text)
            case .absent: return one(item, "未检出")
            case .sum(let members, let limit):
                let part = LimitValues(limit, item).part(of: members.count)
                return one(item, "") + members.flatMap { one($0, part, unit: item.unit) }
            }
        }
    }

    /// Results by which the item fails.
    private func wrong(_ item: TestItem, _ sample: DeclaredSample) -> [FilledReport.Result] {
        switch sample.wanted(item).demand {
        case .none, .part, .open: return []
        case .passFail: return one(item, "不合格")
        case .absent: return one(item, "检出")
        case .limit(let limit): return one(item, LimitValues(limit, item).failing)
        case .grade(let grade): return grade.halfSteps > 2 ? one(item, "1") : []
        case .anyOf(let ways): return ways.filter { isWay($0, sample) }.flatMap { wrong($0, sample) }
        case .sum(let members, let limit):
            let values = LimitValues(limit, item)
            let parts = [values.failing ?? ""] + members.dropFirst().map { _ in values.part(of: members.count) }
            return one(item, "") + zip(members, parts).flatMap { one($0, $1, unit: item.unit) }
        }
    }

    private func one(_ item: TestItem, _ value: String?, unit: String? = nil) -> [FilledReport.Result] {
        guard let value else { return [] }
        let count = item.rules.specimens.count ?? 1
        return [
            FilledReport.Result(item: item.code, value: value, unit: unit ?? self.unit(item), specimens: count)
        ]
    }

    /// The unit of the declared number with which the item is compared; nil for the unit of the item.
    private func unit(_ item: TestItem) -> String? {
        guard case .atLeastDeclared(let name) = item.requirement else { return nil }
        return criteria.declarations.first { $0.name == name }?.unit
    }
}
