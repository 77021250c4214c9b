/// Whether a single row can be taken.
enum IntakeCheck {
    static func fault(of row: IntakeRow, _ catalogue: ItemCatalogue, _ facts: IntakeFacts) -> IntakeFault? {
        let head = row.head
        guard let sample = facts.samples[head.sampleLabel] else {
            return IntakeFault(
                .unknownSample, field: IntakeWording.label, IntakeWording.unknownSample(head.sampleLabel))
        }
        let name = catalogue.name(of: sample.product)
        guard catalogue.knows(sample.product) else {
            return IntakeFault(.withoutCriteria, field: IntakeWording.label, IntakeWording.withoutCriteria(name))
        }
        guard let item = catalogue.item(row.result.item, of: sample.product) else {
            return unknownItem(row.result.item, name, catalogue)
        }
        guard !facts.scope.isMissing else {
            return IntakeFault(.scopeMissing, field: IntakeWording.item, IntakeWording.scopeMissing)
        }
        guard facts.scope.covers(item, on: head.testedOn) else {
            return IntakeFault(
                .outOfScope, field: IntakeWording.item, IntakeWording.outOfScope(item, head.testedOn))
        }
        if case .unreadable = MeasuredValue(row.result.value, wantsGrade: item.requirement.mayAskForGrade) {
            return IntakeFault(
                .unreadableValue, field: IntakeWording.value, IntakeWording.unreadableValue(row.result.value))
        }
        guard head.testedOn >= sample.testableFrom else {
            return IntakeFault(
                .testedBeforeReceived, field: IntakeWording.testedOn,
                IntakeWording.testedBeforeReceived(head.testedOn, sample.receivedOn))
        }
        return nil
    }

    private static func unknownItem(_ code: String, _ name: String, _ catalogue: ItemCatalogue) -> IntakeFault {
        if let owner = catalogue.owner(of: code) {
            return IntakeFault(
                .wrongProduct, field: IntakeWording.item, IntakeWording.itemOfAnotherProduct(code, owner, name))
        }
        return IntakeFault(.unknownItem, field: IntakeWording.item, IntakeWording.unknownItem(code, name))
    }

    /// Where the head of a row departs from that of its report.
    static func differs(_ head: ReportHead, from first: ReportHead) -> IntakeFault {
        let field =
            if head.sampleLabel != first.sampleLabel {
                IntakeWording.label
            } else if head.testedOn != first.testedOn {
                IntakeWording.testedOn
            } else if head.producedOn != first.producedOn {
                IntakeWording.producedOn
            } else {
                head.declared == first.declared ? IntakeWording.correction : IntakeWording.declared
            }
        return IntakeFault(.headDiffers, field: field, IntakeWording.headDiffers(field, first.number))
    }
}

extension TestItem.Requirement {
    /// Whether a text such as `3-4` may be an answer.
    var mayAskForGrade: Bool {
        switch self {
        case .gradeAtLeast: true
        case .byClass(let cases): cases.contains { $0.demand.isGrade }
        case .number, .passFail, .absent, .atLeastDeclared, .tolerance, .anyOf, .reportOnly: false
        }
    }
}
