/// One figure of an item with its source: the requirement of the item, or that of one case.
package struct CriteriaFigure: Hashable, Sendable {
    /// The samples that the figure is for, as `--case` names them: `material=metal`; empty for all samples.
    package let samples: String
    /// The requirement with the figure, as text.
    package let requirement: String
    package let source: FigureSource
}

extension TestItem {
    /// The figures whose source differs from the item's source, as text.
    package var figureSources: [(figure: String, source: FigureSource)] {
        guard case .byClass(let cases) = requirement else { return [] }
        return cases.compactMap { one in one.source.map { (JudgementWording.text(one, of: self), $0) } }
    }

    /// All figures of the item. A case that does not apply has none.
    package var figures: [CriteriaFigure] {
        guard case .byClass(let cases) = requirement else {
            return [
                CriteriaFigure(
                    samples: "", requirement: JudgementWording.requirement(of: self), source: source)
            ]
        }
        return cases.filter { $0.demand != .notApplicable }.map { one in
            CriteriaFigure(
                samples: one.samples, requirement: JudgementWording.text(one, of: self), source: one.source ?? source)
        }
    }

    /// The figures of this item by which no sample may be judged. An operator must confirm them.
    package var unverifiedFigures: [CriteriaFigure] {
        figures.filter { !$0.source.confidence.isUsable }
    }
}

extension ClassCase {
    /// The samples of the case: `age=under36,material=metal/plastic`.
    package var samples: String {
        when.sorted { $0.key < $1.key }.map { $0.key + "=" + $0.value.sorted().joined(separator: "/") }
            .joined(separator: ",")
    }
}
