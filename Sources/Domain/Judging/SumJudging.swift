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
        // A blank member is not reported; forms have a row for every member.
        let found = members.map { member in
            (member.item, member.results.first { $0.specimen == specimen && !isBlank($0) })
        }
        guard found.contains(where: { $1 != nil }) else { return direct }
        // A blank total is calculated.
        let stated = own.flatMap { isBlank($0) ? nil : $0 }
        let total = total(of: found)
        func row(_ finding: Finding, _ applied: AppliedRequirement?) -> ItemJudgement {
            ItemJudgement(
                item, specimen: specimen, finding, applied: applied,
                measured: JudgementWording.sum(stated, total.range, of: found, in: item), unit: "")
        }
        guard case .demand(let applied, true) = resolution, case .limit(let limit) = applied.demand else {
            guard case .none(let reason) = resolution, stated == nil else { return direct }
            return row(Finding(.cannotJudge, reason), nil)
        }
        let summed = judge(total, limit, stated)
        guard let stated else { return row(summed, applied) }
        if isBelowMembers(stated, found, total) { return row(Finding(.cannotJudge, .sumContradicted), applied) }
        if direct.verdict == summed.verdict { return row(summed, applied) }
        if direct.verdict == .cannotJudge { return row(Finding(.cannotJudge, direct.reason), applied) }
        if summed.verdict == .cannotJudge {
            // A stated sum that fails is enough. One that meets is, if members are only not reported, and it covers all
            // that the reported ones can be: a sum may leave out members below detection.
            let decides = direct.verdict == .fails || (total.problem == .missing && covers(stated, total.known))
            return row(decides ? Finding(direct.verdict, direct.reason) : summed, applied)
        }
        return row(Finding(.cannotJudge, .sumContradicted), applied)
    }

    private func isBlank(_ result: ItemResult) -> Bool {
        MeasuredValue(result.value) == .empty || NotApplicableMark(result.value) == .sign
    }

    /// The sum of the members. If some are not known, it has no upper end, and `problem` is the first reason.
    private struct Total {
        var range: ValueRange
        var problem: JudgementReason?
        /// The sum of the known members.
        var known = ValueRange(.zero)
    }

    private func total(of members: [(TestItem, ItemResult?)]) -> Total {
        var total = Total(range: ValueRange(.zero), problem: members.count < item.sumOf.count ? .missing : nil)
        for (member, result) in members {
            switch result.map({ range(member, $0, in: item) }) ?? .failure(.missing) {
            case .success(let range):
                guard let next = total.range.plus(range) else {
                    return Total(range: ValueRange(low: nil, high: nil), problem: .tooManyDigits)
                }
                total.range = next
            case .failure(let reason):
                if total.problem == nil || total.problem == .missing { total.problem = reason }
            }
        }
        total.known = total.range
        // An unknown amount is at least 0.
        if total.problem != nil { total.range = ValueRange(low: total.range.low, high: nil) }
        return total
    }

    private func judge(_ total: Total, _ limit: Limit, _ stated: ItemResult?) -> Finding {
        let uncertainty =
            stated.map { Uncertainty($0, UnitPair(from: $0.unit, to: item.measure), item) } ?? Uncertainty(usual: item)
        let finding = NumberJudging.judge(total.range, limit, item, uncertainty: uncertainty, openReason: .sumOpen)
        if let problem = total.problem, finding.reason == .sumOpen || problem == .tooManyDigits {
            return Finding(.cannotJudge, problem)
        }
        return finding
    }

    /// Whether the stated sum is at least as much as the reported members can be together.
    private func covers(_ stated: ItemResult, _ known: ValueRange) -> Bool {
        guard let value = NumberJudging.counted(MeasuredValue(stated.value), stated, item),
            case .success(let range) = NumberJudging.range(
                value, stated, item, UnitPair(from: stated.unit, to: item.measure)),
            let high = range.high, let most = known.high
        else { return false }
        return high.value >= most.value
    }

    /// Whether the stated sum is less than one of its members, or than all known ones together.
    private func isBelowMembers(
        _ stated: ItemResult, _ members: [(TestItem, ItemResult?)], _ total: Total
    ) -> Bool {
        guard let value = NumberJudging.counted(MeasuredValue(stated.value), stated, item),
            case .success(let range) = NumberJudging.range(
                value, stated, item, UnitPair(from: stated.unit, to: item.measure)),
            let high = range.high
        else { return false }
        func isBelow(_ low: ValueRange.End?) -> Bool {
            guard let low else { return false }
            return high.value < low.value || (high.value == low.value && !(high.included && low.included))
        }
        return isBelow(total.range.low)
            || members.contains { member, result in
                guard let result, case .success(let part) = self.range(member, result, in: item) else { return false }
                return isBelow(part.low)
            }
    }

    /// The contribution of a member, in the unit of the sum.
    private func range(
        _ member: TestItem, _ result: ItemResult, in sum: TestItem
    ) -> Result<ValueRange, JudgementReason> {
        guard let value = NumberJudging.counted(MeasuredValue(result.value), result, member) else {
            return .failure(.detectionLimitUnknown)
        }
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
            return converted.amount.map { .success($0) } ?? .failure(.negativeAmount)
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
            switch result.statedDetectionLimit {
            case .notStated: return .success(ValueRange(.zero))
            case .amount(let limit): bound = limit
            case .notPositive, .unreadable: bound = nil
            }
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
