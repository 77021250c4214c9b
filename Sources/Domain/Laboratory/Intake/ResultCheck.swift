/// Checks whether the cells of a result can be read. Each fault has the sentence of its form. All have one code, because
/// a corrected upload may then state the result differently.
enum ResultCheck {
    static func fault(of result: ItemResult, _ items: [TestItem]) -> IntakeFault? {
        value(result, items) ?? detectionLimit(result) ?? uncertainty(result)
    }

    private static func value(_ result: ItemResult, _ items: [TestItem]) -> IntakeFault? {
        let wantsGrade = items.contains(where: \.wantsGrade)
        guard case .unreadable(let value) = MeasuredValue(result.value, wantsGrade: wantsGrade) else { return nil }
        let mark = NotApplicableMark(result.value)
        if mark != nil, items.contains(where: \.rules.allowsNotApplicable) {
            guard result.reason == nil else { return nil }
            return IntakeFault(.unreadableValue, field: IntakeWording.reason, IntakeWording.reasonNeeded)
        }
        // The judgement explains that the criteria do not allow it. A blank total of a sum is calculated.
        if mark == .word || (mark == .sign && items.allSatisfy { !$0.sumOf.isEmpty }) { return nil }
        return IntakeFault(.unreadableValue, field: IntakeWording.value, MeasuredValueWording.sentence(value))
    }

    private static func detectionLimit(_ result: ItemResult) -> IntakeFault? {
        let field = IntakeWording.detectionLimit
        switch result.statedDetectionLimit {
        case .notStated, .amount: return nil
        case .notPositive:
            return IntakeFault(.unreadableValue, field: field, IntakeWording.notPositive(field))
        case .unreadable(let value):
            return IntakeFault(.unreadableValue, field: field, MeasuredValueWording.sentence(value, of: field))
        }
    }

    private static func uncertainty(_ result: ItemResult) -> IntakeFault? {
        let field = IntakeWording.uncertainty
        switch result.statedUncertainty {
        case .notStated, .stated: return nil
        case .notPositive:
            return IntakeFault(.unreadableValue, field: field, IntakeWording.notPositive(field))
        case .ambiguousPercent:
            return IntakeFault(.unreadableValue, field: field, IntakeWording.ambiguousPercent)
        case .unreadable(let value):
            return IntakeFault(.unreadableValue, field: field, MeasuredValueWording.sentence(value, of: field))
        }
    }
}
