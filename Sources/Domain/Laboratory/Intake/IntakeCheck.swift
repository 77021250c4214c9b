/// Checks whether a single row can be taken.
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
        let items = catalogue.items(
            row.result.item, of: sample.product, produced: head.producedOn, sold: sample.soldOn)
        guard !items.isEmpty else { return unknownItem(row.result.item, name, catalogue) }
        guard !facts.scope.isMissing else {
            return IntakeFault(.scopeMissing, field: IntakeWording.item, IntakeWording.scopeMissing)
        }
        if let item = items.first(where: { !facts.scope.covers($0, on: head.testedOn) }) {
            return IntakeFault(
                .outOfScope, field: IntakeWording.item, IntakeWording.outOfScope(item, head.testedOn))
        }
        return ResultCheck.fault(of: row.result, items)
            ?? declarationFault(head.declared, catalogue.declarations(of: sample.product))
            ?? impossibleDay(head, sample, today: facts.today)
    }

    /// A declaration that the criteria do not know would leave the sample without its requirements.
    private static func declarationFault(_ declared: [String: String], _ known: [Declaration]) -> IntakeFault? {
        guard !known.isEmpty else { return nil }
        var seen: Set<String> = []
        for (name, value) in declared.sorted(by: { $0.key < $1.key }) {
            let sentence: String
            if let declaration = known.first(where: { $0.isNamed(name) }) {
                if declaration.permits(value), seen.insert(declaration.name).inserted { continue }
                sentence =
                    declaration.permits(value)
                    ? IntakeWording.declaredTwice(declaration)
                    : IntakeWording.unknownDeclaredValue(value, of: declaration)
            } else {
                sentence = IntakeWording.unknownDeclaration(name, known)
            }
            return IntakeFault(.unreadableField, field: IntakeWording.declared, sentence)
        }
        return nil
    }

    /// Impossible dates are faults, because dates decide the edition of the criteria.
    private static func impossibleDay(
        _ head: ReportHead, _ sample: IntakeFacts.Sample, today: CalendarDay
    ) -> IntakeFault? {
        if head.testedOn < sample.testableFrom {
            return IntakeFault(
                .testedBeforeReceived, field: IntakeWording.testedOn,
                IntakeWording.testedBeforeReceived(head.testedOn, sample.receivedOn))
        }
        if head.testedOn > today {
            return IntakeFault(
                .testedInFuture, field: IntakeWording.testedOn, IntakeWording.testedInFuture(head.testedOn, today))
        }
        guard let produced = head.producedOn else { return nil }
        if produced > head.testedOn {
            return IntakeFault(
                .producedTooLate, field: IntakeWording.producedOn,
                IntakeWording.producedAfterTest(produced, head.testedOn))
        }
        if produced > sample.soldOn {
            return IntakeFault(
                .producedTooLate, field: IntakeWording.producedOn, IntakeWording.producedAfterPurchase(produced))
        }
        return nil
    }

    private static func unknownItem(_ code: String, _ name: String, _ catalogue: ItemCatalogue) -> IntakeFault {
        let owners = catalogue.owners(of: code)
        if !owners.isEmpty {
            return IntakeFault(
                .wrongProduct, field: IntakeWording.item, IntakeWording.itemOfOtherProducts(code, owners, name))
        }
        return IntakeFault(.unknownItem, field: IntakeWording.item, IntakeWording.unknownItem(code, name))
    }

    /// The first difference between the head of a row and the head of its report.
    static func differs(_ head: ReportHead, from first: ReportHead) -> IntakeFault {
        let field =
            if head.sampleLabel != first.sampleLabel {
                IntakeWording.label
            } else if head.testedOn != first.testedOn {
                IntakeWording.testedOn
            } else if head.producedOn != first.producedOn {
                IntakeWording.producedOn
            } else if head.declared != first.declared {
                IntakeWording.declared
            } else if head.isPartial != first.isPartial {
                IntakeWording.correctionScope
            } else {
                ReportParticular.allCases.first { head.particulars[$0] != first.particulars[$0] }?.column.rawValue
                    ?? IntakeWording.correction
            }
        return IntakeFault(.headDiffers, field: field, IntakeWording.headDiffers(field, first.number))
    }
}
