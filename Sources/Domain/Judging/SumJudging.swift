/// Judges an item that is the sum of other items, for each specimen.
///
/// If members are below detection or unknown, the sum is a range. It meets if its upper end meets, fails if its lower
/// end fails, and otherwise cannot be judged.
struct SumJudging {
    /// A member of the sum, or the sum itself, with its reported results.
    private typealias Part = (item: TestItem, results: [ItemResult])

    private let sum: Part
    /// The members that the edition has.
    private let members: [Part]
    private let resolution: Resolution

    /// Nil if nothing is reported for the sum and its members.
    init?(_ edition: CriteriaEdition, _ results: GroupedResults, sumAt place: Int, resolution: Resolution) {
        sum = (edition.items[place], results[place])
        members = sum.item.sumOf.compactMap { edition.place(of: $0) }.map { (edition.items[$0], results[$0]) }
        self.resolution = resolution
        guard ([sum] + members).contains(where: { !$0.results.isEmpty }) else { return nil }
    }

    private var item: TestItem {
        sum.item
    }

    /// One row for each reported or planned specimen.
    var rows: [ItemJudgement] {
        let reported = Set(([sum] + members).flatMap(\.results).map(\.specimen))
        let planned = item.rules.specimens.count.map { Set(1...max($0, 1)) } ?? []
        var specimens = reported
        for specimen in planned.sorted() where specimens.count < planned.count { specimens.insert(specimen) }
        if specimens.isEmpty { specimens = [1] }
        return specimens.sorted().map(row)
    }

    private func row(_ specimen: Int) -> ItemJudgement {
        let own = sum.results.first { $0.specimen == specimen }
        let direct = ItemJudging.judge(item, own, resolution, specimen: specimen)
        let members = members.compactMap { member in
            member.results.first { $0.specimen == specimen }.map { (member.item, $0) }
        }
        guard !members.isEmpty else { return direct }
        let measured = members.map { "\($0.0.name) \($0.1.value)" }.joined(separator: "、")
        guard case .demand(let applied, true) = resolution, case .limit(let limit) = applied.demand else {
            guard case .none(let reason) = resolution, own == nil else { return direct }
            return ItemJudgement(
                item, specimen: specimen, Finding(.cannotJudge, reason), applied: nil, measured: measured, unit: "")
        }
        let finding = judge(item, members, limit)
        var summed = ItemJudgement(
            item, specimen: specimen, finding, applied: applied,
            measured: own.map { "\($0.value)（\(measured)）" } ?? measured, unit: "")
        guard own != nil, direct.verdict != summed.verdict else { return summed }
        summed.changeVerdict(.cannotJudge, .sumContradicted)
        return summed
    }

    private func judge(_ item: TestItem, _ members: [(TestItem, ItemResult)], _ limit: Limit) -> Finding {
        var sum = ValueRange(.zero)
        var problem: JudgementReason? = members.count < item.sumOf.count ? .missing : nil
        for (member, result) in members {
            switch range(member, result, in: item) {
            case .success(let range):
                guard let next = sum.plus(range) else { return Finding(.cannotJudge, .tooManyDigits) }
                sum = next
            case .failure(let reason): problem = problem ?? reason
            }
        }
        // An unknown amount is at least 0.
        if problem != nil { sum = ValueRange(low: sum.low, high: nil) }
        let finding = NumberJudging.judge(sum, limit, item, uncertainty: Uncertainty(usual: item), openReason: .sumOpen)
        if let problem, finding.reason == .sumOpen { return Finding(.cannotJudge, problem) }
        return finding
    }

    /// The contribution of a member, in the unit of the sum.
    private func range(
        _ member: TestItem, _ result: ItemResult, in sum: TestItem
    ) -> Result<ValueRange, JudgementReason> {
        let value = MeasuredValue(result.value)
        switch value {
        case .empty: return .failure(.empty)
        case .unreadable: return .failure(.unreadable)
        case .notDetected, .below:
            // If the standard requires it, a member that was not detected counts as 0.
            if sum.rules.detection.kind == .zero { return unseen(value, result, member, in: sum) }
        default: break
        }
        let own = UnitPair(from: result.unit, to: member.measure)
        return NumberJudging.range(value, result, member, own).flatMap { range in
            let units = UnitPair(from: member.measure, to: sum.measure)
            guard units.isConvertible else { return .failure(.unitDiffers) }
            guard let converted = range.mapped(units.convert) else { return .failure(.tooManyDigits) }
            // The amount of a substance is never below 0.
            if let low = converted.low?.value, low < .zero { return .failure(.negativeAmount) }
            if converted.low == nil, let high = converted.high?.value, high <= .zero {
                return .failure(.negativeAmount)
            }
            return .success(ValueRange(low: converted.low ?? .init(.zero, included: true), high: converted.high))
        }
    }

    /// A member that was not detected counts as 0, unless the method's detection limit is above the required one.
    private func unseen(
        _ value: MeasuredValue, _ result: ItemResult, _ member: TestItem, in sum: TestItem
    ) -> Result<ValueRange, JudgementReason> {
        let bound: FixedDecimal?
        switch value {
        case .below(let figure): bound = figure
        default:
            guard let text = result.detectionLimit else { return .success(ValueRange(.zero)) }
            bound = NumberJudging.detectionLimit(text, UnitPair(from: result.unit, to: UnitOfMeasure(result.unit)))
        }
        guard let bound, bound > .zero else { return .failure(.detectionLimitUnknown) }
        for item in [member, sum] {
            guard let wanted = item.rules.detection.limit else { continue }
            let units = UnitPair(from: result.unit, to: item.measure)
            guard units.isConvertible else { return .failure(.unitDiffers) }
            guard let stated = units.convert(bound) else { return .failure(.tooManyDigits) }
            if stated > wanted { return .failure(.detectionLimitTooHigh) }
        }
        return .success(ValueRange(.zero))
    }
}
