// The text of a sum: the total, and each member with its unit and detection limit.
extension JudgementWording {
    /// `合计0.08 %（DBP 0.03 %、BBP 未检出（检出限50 mg/kg）、DEHP 未报告）`. A total that the laboratory states comes first.
    ///
    /// - Parameter calculated: the sum of the members, in the unit of `item`.
    static func sum(
        _ stated: ItemResult?, _ calculated: ValueRange, of members: [(TestItem, ItemResult?)], in item: TestItem
    ) -> String {
        let parts = members.map { member, result in
            guard let result else { return member.name + " 未报告" }
            return MeasuredValue(result.value) == .empty ? member.name + "（空）" : member.name + " " + text(result)
        }.joined(separator: "、")
        let total = text(calculated, unit: item.unit)
        guard let stated else { return "合计\(total)（\(parts)）" }
        return "\(text(stated))（\(parts)；按各组分计算合计\(total)）"
    }

    /// `0.03 %`, `未检出（检出限50 mg/kg）`.
    private static func text(_ result: ItemResult) -> String {
        let name = UnitOfMeasure(result.unit).text
        let unit = name.isEmpty ? "" : " " + name
        let value = MeasuredValue(result.value)
        let limit = result.detectionLimit.map { "（检出限\($0)\(unit)）" } ?? ""
        return value == .notDetected ? result.value + limit : result.value + unit + limit
    }

    /// `0.08 %`, `0.03～0.13 %`, `<0.1 %`, `≥0.03 %`.
    private static func text(_ range: ValueRange, unit: String) -> String {
        let unit = unit.isEmpty ? "" : " " + unit
        return switch (range.low, range.high) {
        case (let low?, let high?) where low.value == high.value: low.value.reduced.text + unit
        case (let low?, let high?) where low.value == .zero:
            (high.included ? "≤" : "<") + high.value.reduced.text + unit
        case (let low?, let high?): low.value.reduced.text + "～" + high.value.reduced.text + unit
        case (let low?, nil) where low.value > .zero: "≥" + low.value.reduced.text + unit
        default: "不明"
        }
    }
}
